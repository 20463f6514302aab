import { type ActionFunctionArgs, data } from "@remix-run/node";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { customKeyOf } from "~/domains/prospecting/condition/condition-fields.rules";
import { isEditableField } from "~/domains/prospecting/prospect/editable-fields.rules";
import { ProspectChange } from "~/domains/prospecting/prospect/prospect.schema";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Changes one field where it stands. Blank empties it. A refusal comes back as the code of its sentence. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await formDataOf(request);
  const [field, before] = ["field", "before"].map((name) => String(form.get(name) ?? ""));
  const value = form.getAll("value").map(String).filter(Boolean).join(", "); // several of a choice are posted one by one
  const key = customKeyOf(field!);
  if (key === null && !isEditableField(field)) throw new AppError("platform.form.invalid", { status: 422 });
  const read = ProspectChange.safeParse(key === null ? { [field!]: value } : { customFields: { [key]: value } });
  if (!read.success) return data({ field, code: read.error.issues[0]!.message }, { status: 422 });
  try {
    const changed = await inCompany(company, (ctx) => changeProspect(ctx, prospectId, read.data));
    const undo = { action: `/prospects/${prospectId}/change`, fields: { field: field!, value: before!, before: value } };
    return redirectWithNotice(`/prospects/${prospectId}`, {
      code: "prospecting:notice.changed",
      undo: changed.length > 0 && before!.length + value.length < 1500 ? undo : undefined,
    });
  } catch (error) {
    if (!(error instanceof AppError) || !/^(prospecting|catalogue)\./.test(error.code)) throw error;
    return data({ field, code: error.code }, { status: 422 });
  }
}
