import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { bulkRunStarted } from "~/domains/prospecting/bulk/bulk.events.server";
import { failRun } from "~/domains/prospecting/bulk/end-run.server";
import { runBulkForAWhile } from "~/domains/prospecting/bulk/run-bulk.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/run-bulk";

/** Does an act on many prospects, or takes one back, a stretch of some seconds a step. A stretch that is repeated goes on where the rows say. */
export const runBulk = inngest.createFunction(
  {
    id,
    triggers: [bulkRunStarted],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 5,
    onFailure: async ({ event, step }) => {
      const { companyId, bulkRunId } = event.data.event.data;
      await step.run("fail", () => failRun(asJob(companyId, id), bulkRunId, "prospecting.bulk.stopped"));
    },
  },
  async ({ event, step }) => {
    const { companyId, bulkRunId } = event.data;
    for (let stretch = 1; ; stretch++) {
      const { isDone } = await step.run(`prospects-${stretch}`, () =>
        runBulkForAWhile(asJob(companyId, id), { bulkRunId, timeline: statusTimeline }),
      );
      if (isDone) return { stretches: stretch };
    }
  },
);
