import { rescoreForAWhile } from "~/domains/prospecting/score/rescore-company.server";
import { scoreRulesChanged } from "~/domains/prospecting/score/score.events.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/rescore-company";

/** Other rules, or another model: every prospect of the company is scored anew. Rules that change meanwhile are read by each stretch. */
export const rescoreCompany = inngest.createFunction(
  { id, triggers: [scoreRulesChanged], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => {
    const { companyId, withTasks } = event.data;
    let after: string | null = null;
    let changed = 0;
    for (let stretch = 1; ; stretch++) {
      const done: { changed: number; after: string | null } = await step.run(`score-${stretch}`, () =>
        rescoreForAWhile(asJob(companyId, id), { after, withTasks }),
      );
      changed += done.changed;
      after = done.after;
      if (after === null) return { changed };
    }
  },
);
