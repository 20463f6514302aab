import { cron } from "inngest";
import { forgetOldRuns } from "~/domains/prospecting/bulk/forget-bulk.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/forget-bulk-runs";

/** Each night: what was kept to undo acts on many goes once nobody may undo them any more. */
export const forgetBulkRuns = inngest.createFunction(
  { id, triggers: [cron(crons.forgetBulkRuns)], concurrency: { limit: 1 } },
  async ({ step }) => step.run("forget", async () => ({ forgotten: await forgetOldRuns(id) })),
);
