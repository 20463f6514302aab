import type { ActionFunctionArgs } from "@remix-run/node";
import { WriteInteraction } from "~/domains/crm/interaction/interaction.schema";
import { writeInteraction } from "~/domains/crm/interaction/record-interaction.server";
import { getProspect } from "~/domains/prospecting/prospect/prospect.queries.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** A note or a call into the timeline. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await readForm(request, WriteInteraction);
  if (!form.ok) return form.refusal;
  const { interactionId } = await inCompany(company, async (ctx) => {
    found(await getProspect(ctx, prospectId));
    return writeInteraction(ctx, { ...form.value, prospectId });
  });
  return redirectWithNotice(`/prospects/${prospectId}#${interactionId}`, { code: `crm:notice.${form.value.kind}` });
}
