import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { acceptAll } from "~/domains/prospecting/enrichment/decide-proposal.server";
import { enrichmentFields } from "~/domains/prospecting/enrichment/enrichment-fields.rules";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";

const Posted = z.object({ field: z.enum(enrichmentFields).optional() });

/** Accepts all values that wait, or all of one field; those that another prospect bears stay. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const values = await acceptAll(company, form.value);
  return redirectWithNotice("/enrichment", { code: "prospecting:enrichment.notice.accepted_all", values });
}
