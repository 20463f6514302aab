import type { ActionFunctionArgs } from "@remix-run/node";
import { findRun } from "~/domains/operations/run/run.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { cancelRun } from "~/platform/jobs.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "run:replay");
  const run = found(await inCompany(member, (ctx) => findRun(ctx, params.runId ?? "")));
  const ended = await cancelRun(run.id);
  if (ended)
    await inCompany(member, async ({ audit }) =>
      audit({ action: "run.cancelled", about: { type: "run" }, after: { run: run.id, job: run.functionId } }),
    );
  return redirectWithNotice(`/operations/runs/${run.id}`, { code: ended ? "operations:run.cancel_done" : "operations:run.cancel_late" });
}
