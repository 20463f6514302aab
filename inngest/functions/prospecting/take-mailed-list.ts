import { mailedListReceived } from "~/domains/prospecting/import/mailed/mailed.events.server";
import { giveUpMailedList, takeMailedList } from "~/domains/prospecting/import/mailed/take-mailed-list.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/take-mailed-list";

/** Opens the list a mail brought; reading it into prospects is the concern of prospecting/run-import. One at a time a company. */
export const takeMailedListJob = inngest.createFunction(
  {
    id,
    triggers: [mailedListReceived],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, ...mailed } = event.data.event.data;
      await step.run("give up", () => giveUpMailedList(asJob(companyId, id), mailed));
    },
  },
  async ({ event, step }) => {
    const { companyId, ...mailed } = event.data;
    return step.run("take", () => takeMailedList(asJob(companyId, id), mailed));
  },
);
