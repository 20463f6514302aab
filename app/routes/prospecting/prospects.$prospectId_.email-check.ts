import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { takeVouchBack, vouchForEmail } from "~/domains/prospecting/email-check/vouch-email.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ answer: z.enum(["works", "unsure"]), email: z.string().trim().max(254) });

/** A member says that an address works whatever the DNS says of it, or takes that back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { answer, email } = form.value;
  await inCompany(company, (ctx) => (answer === "works" ? vouchForEmail(ctx, prospectId, email) : takeVouchBack(ctx, prospectId)));
  return redirectWithNotice(`/prospects/${prospectId}`, { code: `prospecting:email_check.notice.${answer}` });
}
