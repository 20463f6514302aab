import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { ChangeMapping } from "~/domains/prospecting/import/import.schema";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes the columns as the form says them, and asks for a reading without writing. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const { targets } = ChangeMapping.parse(Object.fromEntries(await formDataOf(request)));
  const page = `/imports/${importRunId}`;
  return redirectWithRefusal(page, async () => {
    await inCompany(company, async (ctx) => {
      await changeMapping(ctx, { importRunId, targets });
      await requestCheck(ctx, { importRunId });
    });
    return redirect(page);
  });
}
