import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { startEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { requireSelection, SelectionFields } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ ...SelectionFields, back: z.string().max(2000).default("/enrichment") });

/** Enriches those chosen, or all that match, by a job. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const to = safeNext(form.value.back);
  return redirectWithRefusal(to, async () => {
    const selection = requireSelection(form.value);
    const kind = "ids" in selection && selection.ids.length === 1 ? "record" : "selection";
    await inCompany(company, (ctx) => startEnrichment(ctx, { kind, selection }));
    return redirectWithNotice(to, { code: "prospecting:enrichment.notice.started" });
  });
}
