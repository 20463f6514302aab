import type { ActionFunctionArgs } from "@remix-run/node";
import { restoreDefaultOrder } from "~/domains/prospecting/enrichment/save-settings.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** Essor's own order, confidence and prices again. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  await inCompany(company, (ctx) => restoreDefaultOrder(ctx));
  return redirectWithNotice("/settings/enrichment", { code: "prospecting:enrichment.set.restored" });
}
