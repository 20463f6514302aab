import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { changeDialect } from "~/domains/prospecting/import/read/change-dialect.server";
import { ChangeDialect } from "~/domains/prospecting/import/import.schema";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";

/** Reads the list another way. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const change = ChangeDialect.safeParse(Object.fromEntries(await formDataOf(request)));
  const page = `/imports/${importRunId}`;
  return redirectWithRefusal(page, async () => {
    if (!change.success) throw new AppError("platform.form.invalid", { status: 422 });
    await changeDialect(company, { ...change.data, importRunId });
    return redirect(page);
  });
}
