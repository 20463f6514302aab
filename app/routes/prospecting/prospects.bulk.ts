import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { doneNotice, withRun } from "~/domains/prospecting/bulk/bulk-notice.rules";
import { BulkForm } from "~/domains/prospecting/bulk/bulk.schema";
import { prepareDeed } from "~/domains/prospecting/bulk/prepare-deed.server";
import { startBulk } from "~/domains/prospecting/bulk/start-bulk.server";
import { listAssignees } from "~/domains/prospecting/prospect/assignees.server";
import { requireSelection } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { segmentNames } from "~/domains/prospecting/segment/segment.queries.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

/** What an act on many can choose from: colleagues, segments whose members are chosen by hand, the company's own fields. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  return inCompany(company, async (ctx) => ({
    people: await listAssignees(ctx),
    segments: await segmentNames(ctx, { fixedOnly: true }),
    fields: await listCustomFields(ctx, { entity: "prospect" }),
  }));
}

/** Does something to those chosen, or to all that match: few at once, many as a run whose progress the list shows. Each can be undone. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, BulkForm);
  if (!form.ok) return form.refusal;
  const back = safeNext(form.value.back);
  const selection = requireSelection(form.value);
  return redirectWithRefusal(back, async () => {
    const { deed, run } = await inCompany(
      company,
      async (ctx) => {
        const deed = await prepareDeed(ctx, form.value);
        return { deed, run: await startBulk(ctx, { deed, selection, timeline: statusTimeline }) };
      },
      { bulk: true },
    );
    if (run && !run.isDone)
      return redirectWithNotice(withRun(back, run.bulkRunId), {
        code: "prospecting:bulk_run.notice.started",
        values: { count: run.total, number: run.total },
      });
    const count = run?.done ?? 0;
    return redirectWithNotice(back, {
      ...doneNotice(deed, count),
      undo: run && count > 0 ? { action: `/prospects/runs/${run.bulkRunId}/undo`, fields: { back } } : undefined,
    });
  });
}
