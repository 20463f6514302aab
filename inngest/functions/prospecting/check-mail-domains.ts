import { cron } from "inngest";
import { checkDomains } from "~/domains/prospecting/email-check/check-domains.server";
import { companiesWithDueMailDomains } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

const id = "prospecting/check-mail-domains";
/** Companies of one run, one stretch of domains each; what is left over comes in the next. */
const companiesAtOnce = 50;

/** Asks again about domains that gave no answer, and about those whose answer is old. */
export const checkMailDomains = inngest.createFunction(
  { id, triggers: [cron(crons.checkMailDomains)], concurrency: { limit: 1 } },
  async ({ step }) => {
    const companies = await step.run("companies", () => companiesWithDueMailDomains(now(), companiesAtOnce));
    let asked = 0;
    for (const companyId of companies) {
      const done = await step.run(`domains ${companyId}`, () => checkDomains(asJob(companyId, id), "all"));
      asked += done.asked;
    }
    return { asked };
  },
);
