import { cron } from "inngest";
import { fitModel } from "~/domains/prospecting/score/model/fit-model.server";
import { companiesWithProspects } from "~/platform/across.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/refit-models";
/** Companies of one step, and steps of one run. */
const atOnce = 20;
const mostSteps = 900;

/** Once a month: models learnt anew from outcomes that have come since. Whoever switched one on keeps it until he switches himself. */
export const refitModels = inngest.createFunction(
  { id, triggers: [cron(crons.refitModels)], concurrency: { limit: 1 } },
  async ({ step }) => {
    let fitted = 0;
    let last: string | null = null;
    for (let page = 1; page <= mostSteps; page++) {
      const done: { fitted: number; last: string | null } = await step.run(`fit ${page}`, async () => {
        const companies = await companiesWithProspects(last, atOnce);
        let count = 0;
        for (const companyId of companies) if ((await fitModel(asJob(companyId, id))).state === "fitted") count += 1;
        return { fitted: count, last: companies.length < atOnce ? null : companies.at(-1)! };
      });
      fitted += done.fitted;
      last = done.last;
      if (last === null) break;
    }
    return { fitted };
  },
);
