import type { ActionFunctionArgs } from "@remix-run/node";
import { cancelEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Nobody else of this run is asked about. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  await inCompany(company, (ctx) => cancelEnrichment(ctx, idFrom(params.enrichmentRunId)));
  return redirectWithNotice("/enrichment", { code: "prospecting:enrichment.notice.cancelled" });
}
