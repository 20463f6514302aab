import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { MoveCustomField } from "~/domains/catalogue/custom-field/custom-field.schema";
import { arrangeCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** One place up or down, out of use, or back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "company:change");
  const customFieldId = idFrom(params.customFieldId);
  const form = await readForm(request, MoveCustomField);
  if (!form.ok) return form.refusal;
  const { act } = form.value;
  await inCompany(company, (ctx) => arrangeCustomField(ctx, { customFieldId, act }));
  if (act === "archive" || act === "restore")
    return redirectWithNotice("/settings/fields", { code: `catalogue:notice.field_${act === "archive" ? "archived" : "restored"}` });
  return redirect("/settings/fields");
}
