import type { ActionFunctionArgs } from "@remix-run/node";
import { cancelBulk } from "~/domains/prospecting/bulk/end-run.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Stops an act on many between two of its parts. What it did stays, and can be undone. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const bulkRunId = idFrom(params.bulkRunId);
  const isStopped = await inCompany(company, async (ctx) => {
    found(await ctx.db.bulkRun.findFirst({ where: { id: bulkRunId }, select: { id: true } }));
    return cancelBulk(ctx, bulkRunId);
  });
  return redirectWithNotice(`/prospects/runs/${bulkRunId}`, {
    code: isStopped ? "prospecting:bulk_run.notice.cancelled" : "prospecting:bulk_run.notice.over",
  });
}
