import { cron } from "inngest";
import { forgetOldMerges } from "~/domains/prospecting/duplicate/forget-merges.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/forget-merges";

/** Each night: copies of merged prospects go once nobody may undo the merge any more. */
export const forgetMerges = inngest.createFunction(
  { id, triggers: [cron(crons.forgetMerges)], concurrency: { limit: 1 } },
  async ({ step }) => step.run("forget", async () => ({ forgotten: await forgetOldMerges(id) })),
);
