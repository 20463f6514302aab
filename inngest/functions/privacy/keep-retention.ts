import { cron } from "inngest";
import { readSettings } from "~/domains/identity/setting/save-settings.server";
import { announceEnds } from "~/domains/privacy/retention/announce-end.server";
import { eraseDue } from "~/domains/privacy/retention/erase-due.server";
import { companiesInTimezone, timezones } from "~/platform/across.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "privacy/keep-retention";

/** Each night, for every company: announces who gave no sign for too long, and erases whose notice has ended. */
export const keepRetention = inngest.createFunction(
  { id, triggers: [cron(crons.keepRetention)], concurrency: { limit: 1 } },
  async ({ step }) => {
    const zones = await step.run("zones", async () => (await timezones()).map(({ timezone }) => timezone));
    for (const timezone of zones)
      await step.run(`forget in ${timezone}`, async () => {
        let [announced, erased] = [0, 0];
        for (const companyId of await companiesInTimezone(timezone)) {
          const company = asJob(companyId, id);
          announced += await inCompany(company, async (ctx) =>
            announceEnds(ctx, { months: (await readSettings(ctx))["privacy.retention_months"] }),
          );
          erased += (await eraseDue(company)).erased;
        }
        return { announced, erased };
      });
    return { zones: zones.length };
  },
);
