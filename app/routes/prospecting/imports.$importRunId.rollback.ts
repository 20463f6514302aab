import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { RollBack } from "~/domains/prospecting/import/import.schema";
import { requestRollback } from "~/domains/prospecting/import/run/request-rollback.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes a list out again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const page = `/imports/${importRunId}`;
  const { success } = RollBack.safeParse(Object.fromEntries(await formDataOf(request)));
  return redirectWithRefusal(page, async () => {
    if (!success) throw new AppError("prospecting.import.not_understood", { status: 422 });
    await inCompany(company, (ctx) => requestRollback(ctx, { importRunId }));
    return redirect(page);
  });
}
