import { cron } from "inngest";
import { rescoreForAWhile } from "~/domains/prospecting/score/rescore-company.server";
import { companiesWithProspects } from "~/platform/across.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/age-scores";
/** Companies of one step, and steps of one run. */
const atOnce = 50;
const mostSteps = 400;

/** Each night: points that fade by age, and silences that became too long. Prospects nobody wrote to or heard of are left alone. */
export const ageScores = inngest.createFunction({ id, triggers: [cron(crons.ageScores)], concurrency: { limit: 1 } }, async ({ step }) => {
  let changed = 0;
  let last: string | null = null;
  for (let page = 1; page <= mostSteps; page++) {
    const done: { changed: number; last: string | null } = await step.run(`age ${page}`, async () => {
      const companies = await companiesWithProspects(last, atOnce);
      let sum = 0;
      for (const companyId of companies)
        for (let after: string | null = null; ;) {
          const stretch: Awaited<ReturnType<typeof rescoreForAWhile>> = await rescoreForAWhile(asJob(companyId, id), {
            after,
            aging: true,
          });
          sum += stretch.changed;
          after = stretch.after;
          if (after === null) break;
        }
      return { changed: sum, last: companies.length < atOnce ? null : companies.at(-1)! };
    });
    changed += done.changed;
    last = done.last;
    if (last === null) break;
  }
  return { changed };
});
