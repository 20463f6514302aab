import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Lets a checked list in, or lets one that broke off go on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importRunId = idFrom(params.importRunId);
  const page = `/imports/${importRunId}`;
  return redirectWithRefusal(page, async () => {
    await inCompany(company, (ctx) => startImport(ctx, { importRunId }));
    return redirect(page);
  });
}
