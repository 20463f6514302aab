import { importRollbackRequested } from "~/domains/prospecting/import/import.events.server";
import { completeRollback, rollBackForAWhile } from "~/domains/prospecting/import/run/roll-back-import.server";
import { rollbackStopped } from "~/domains/prospecting/import/run/import-run.rules";
import { failImport } from "~/domains/prospecting/import/run/run-import.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/roll-back-import";

/** Takes a list out again, a stretch of some seconds a step. Taking out what is out changes nothing. */
export const rollBackImport = inngest.createFunction(
  {
    id,
    triggers: [importRollbackRequested],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 5,
    onFailure: async ({ event, step }) => {
      const { companyId, importRunId } = event.data.event.data;
      await step.run("fail", () => failImport(asJob(companyId, id), importRunId, rollbackStopped));
    },
  },
  async ({ event, step }) => {
    const { companyId, importRunId } = event.data;
    const company = asJob(companyId, id);
    let below: number | undefined;
    for (let stretch = 1; ; stretch++) {
      const reached = await step.run(`lines-${stretch}`, () => rollBackForAWhile(company, { importRunId, below }));
      if (reached.isDone) break;
      below = reached.below;
    }
    return step.run("complete", () => completeRollback(company, importRunId));
  },
);
