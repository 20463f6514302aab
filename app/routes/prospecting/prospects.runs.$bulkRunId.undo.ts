import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { withRun } from "~/domains/prospecting/bulk/bulk-notice.rules";
import { undoBulk } from "~/domains/prospecting/bulk/undo-bulk.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes an act on many back, where what it gave still stands. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const undoOfId = idFrom(params.bulkRunId);
  const form = await readForm(request, z.object({ back: z.string().optional() }));
  if (!form.ok) return form.refusal;
  const back = form.value.back && safeNext(form.value.back);
  return redirectWithRefusal(back ?? `/prospects/runs/${undoOfId}`, async () => {
    const run = await inCompany(company, (ctx) => undoBulk(ctx, { undoOfId, timeline: statusTimeline }), { bulk: true });
    const page = `/prospects/runs/${run.bulkRunId}`;
    if (!run.isDone)
      return redirectWithNotice(back ? withRun(back, run.bulkRunId) : page, {
        code: "prospecting:bulk_run.notice.undo_started",
        values: { count: run.total, number: run.total },
      });
    const changed = run.skipped.changed_since ?? 0;
    return redirectWithNotice(back ?? page, {
      code: changed > 0 ? "prospecting:bulk_run.notice.undone_but" : "prospecting:bulk_run.notice.undone",
      values: { count: run.done, number: run.done, changed },
    });
  });
}
