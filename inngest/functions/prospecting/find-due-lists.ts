import { cron } from "inngest";
import { listFetchDue } from "~/domains/prospecting/import/scheduled/scheduled.events.server";
import { importJobsDue } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/find-due-lists";
/** Lists of one run; what is left is taken five minutes later. */
const most = 500;

/** Every five minutes: lists that are fetched by themselves and whose hour has come. One that is said twice is fetched once. */
export const findDueLists = inngest.createFunction(
  { id, triggers: [cron(crons.dueLists)], concurrency: { limit: 1 } },
  async ({ step }) => {
    const due = await step.run("find", () => importJobsDue(now(), most));
    if (due.length > 0)
      await step.sendEvent(
        "fetch",
        due.map((one) => listFetchDue.create(one)),
      );
    return { lists: due.length };
  },
);
