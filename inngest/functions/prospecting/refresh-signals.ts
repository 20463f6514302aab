import { cron } from "inngest";
import { findSignals } from "~/domains/prospecting/signal/find-signals.server";
import { companiesWithProspects } from "~/platform/across.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/refresh-signals";
/** Companies of one step, and steps of one run. */
const atOnce = 50;
const mostSteps = 400;

/** Each night: signals that new market figures made, and those that are over. */
export const refreshSignals = inngest.createFunction(
  { id, triggers: [cron(crons.refreshSignals)], concurrency: { limit: 1 } },
  async ({ step }) => {
    let changed = 0;
    let last: string | null = null;
    for (let page = 1; page <= mostSteps; page++) {
      const done: { changed: number; last: string | null } = await step.run(`signals ${page}`, async () => {
        const companies = await companiesWithProspects(last, atOnce);
        let sum = 0;
        for (const companyId of companies) sum += (await inCompany(asJob(companyId, id), (ctx) => findSignals(ctx))).length;
        return { changed: sum, last: companies.length < atOnce ? null : companies.at(-1)! };
      });
      changed += done.changed;
      last = done.last;
      if (last === null) break;
    }
    return { changed };
  },
);
