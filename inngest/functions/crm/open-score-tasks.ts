import { openScoreTasks } from "~/domains/crm/task/open-score-tasks.server";
import { thresholdCrossed } from "~/domains/prospecting/score/score.events.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "crm/open-score-tasks";

/** A prospect's score reached a threshold: somebody is to act. One task a crossing, however often it is told. */
export const openScoreTasksJob = inngest.createFunction(
  { id, triggers: [thresholdCrossed], concurrency: { key: "event.data.companyId", limit: 2 } },
  async ({ event, step }) =>
    step.run("open", async () => ({ opened: await inCompany(asJob(event.data.companyId, id), (ctx) => openScoreTasks(ctx, event.data)) })),
);
