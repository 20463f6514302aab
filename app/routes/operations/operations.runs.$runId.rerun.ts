import type { ActionFunctionArgs } from "@remix-run/node";
import { findRun } from "~/domains/operations/run/run.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { rerunRun } from "~/platform/jobs.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "run:replay");
  const run = found(await inCompany(member, (ctx) => findRun(ctx, params.runId ?? "")));
  const again = await rerunRun(run.id);
  await inCompany(member, async ({ audit }) =>
    audit({ action: "run.rerun", about: { type: "run" }, after: { run: run.id, again, job: run.functionId } }),
  );
  return redirectWithNotice(`/operations/runs/${again}`, { code: "operations:run.rerun_done" });
}
