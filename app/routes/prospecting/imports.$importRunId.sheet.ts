import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { chooseSheet } from "~/domains/prospecting/import/workbook/choose-sheet.server";
import { ChooseSheet } from "~/domains/prospecting/import/import.schema";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";

/** Takes another sheet of the workbook for the list. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const choice = ChooseSheet.safeParse(Object.fromEntries(await formDataOf(request)));
  const page = `/imports/${importRunId}`;
  return redirectWithRefusal(page, async () => {
    if (!choice.success) throw new AppError("platform.form.invalid", { status: 422 });
    await chooseSheet(company, { importRunId, ...choice.data });
    return redirect(page);
  });
}
