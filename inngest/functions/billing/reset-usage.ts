import { cron } from "inngest";
import { closeWindows } from "~/domains/billing/usage/reserve-usage.server";
import { companiesDueReset } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "billing/reset-usage";

/** Closes the day and the month of each company when its own local date has changed. Whoever reserves first may have done so already. */
export const resetUsage = inngest.createFunction({ id, triggers: [cron(crons.resetUsage)], concurrency: { limit: 1 } }, async ({ step }) =>
  step.run("close-windows", async () => {
    const due = await companiesDueReset(now());
    for (const companyId of due) await inCompany(asJob(companyId, id), closeWindows);
    return { companies: due.length };
  }),
);
