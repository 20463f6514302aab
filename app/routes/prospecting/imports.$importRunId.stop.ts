import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { stopImport } from "~/domains/prospecting/import/run/stop-import.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Stops a list that is being checked or let in. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const page = `/imports/${importRunId}`;
  return redirectWithRefusal(page, async () => {
    await inCompany(company, (ctx) => stopImport(ctx, { importRunId }));
    return redirect(page);
  });
}
