import { type ActionFunctionArgs, data } from "@remix-run/node";
import { BantInput } from "~/domains/prospecting/bant/bant.schema";
import { recordBant } from "~/domains/prospecting/bant/record-bant.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { errorKey } from "~/platform/i18n";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Notes what was learnt of one part of a prospect's BANT. A refusal comes back as the key of its sentence, at its field. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await formDataOf(request);
  const field = (name: string) => String(form.get(name) ?? "").trim() || undefined;
  const read = BantInput.safeParse({
    part: field("part"),
    points: field("points"),
    evidence: field("evidence"),
    observedOn: field("observedOn"),
  });
  if (!read.success)
    return data(
      { errors: Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), errorKey(message)])) },
      { status: 422 },
    );
  try {
    await inCompany(company, (ctx) => recordBant(ctx, prospectId, read.data));
    return redirectWithNotice(`/prospects/${prospectId}`, { code: "prospecting:bant.recorded" });
  } catch (error) {
    if (!(error instanceof AppError) || !error.detail.field) throw error;
    return data({ errors: { [error.detail.field]: errorKey(error.code) } }, { status: 422 });
  }
}
