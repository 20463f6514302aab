import { cron } from "inngest";
import { readFacts } from "~/domains/operations/outbox/read-facts.server";
import { forgetOldRates } from "~/platform/across.server";
import { sweepOutbox } from "~/platform/outbox.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

/** Delivers facts that were committed and not delivered: their process died, or the job server was away. */
export const sweepOutboxJob = inngest.createFunction(
  { id: "operations/sweep-outbox", triggers: [cron(crons.sweepOutbox)], concurrency: { limit: 1 } },
  async ({ step }) => {
    const delivered = await step.run("deliver", async () => {
      let total = 0;
      for (let batch = 1; batch > 0 && total < 5_000; total += batch) batch = await sweepOutbox(readFacts);
      return total;
    });
    await step.run("forget-old-rates", () => forgetOldRates());
    return { delivered };
  },
);
