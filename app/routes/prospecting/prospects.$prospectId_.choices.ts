import type { ActionFunctionArgs } from "@remix-run/node";
import { writeChoice } from "~/domains/outreach/suppression/write-choice.server";
import { WriteChoice } from "~/domains/privacy/contact/choice.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** What a prospect said to a channel, written down with its proof. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await readForm(request, WriteChoice);
  if (!form.ok) return form.refusal;
  const { channel, answer, basis, source, proof, givenOn } = form.value;
  await inCompany(company, (ctx) =>
    writeChoice(ctx, {
      prospectId,
      channels: channel === "all" ? "all" : [channel],
      isGranted: answer === "yes",
      basis: basis ?? (answer === "yes" ? "consent" : undefined),
      source,
      evidence: { proof },
      at: givenOn ? new Date(`${givenOn}T12:00:00Z`) : ctx.now,
    }),
  );
  return redirectWithNotice(`/prospects/${prospectId}`, { code: `privacy:notice.choice_${answer}` });
}
