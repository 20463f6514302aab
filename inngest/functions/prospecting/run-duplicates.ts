import { duplicateRunStarted } from "~/domains/prospecting/duplicate/duplicate.events.server";
import { failDuplicateRun, mergeStep, searchStep } from "~/domains/prospecting/duplicate/duplicate-run.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/run-duplicates";

/** Searches all prospects of a company for duplicates, or merges all pairs that are certain: a part, or some seconds, a step. */
export const runDuplicates = inngest.createFunction(
  {
    id,
    triggers: [duplicateRunStarted],
    concurrency: { key: "event.data.companyId", limit: 1 },
    onFailure: async ({ event, step }) => {
      const { companyId, runId } = event.data.event.data;
      await step.run("fail", () => failDuplicateRun(asJob(companyId, id), runId));
    },
  },
  async ({ event, step }) => {
    const { companyId, runId, kind } = event.data;
    const company = asJob(companyId, id);
    let below: string | null = null;
    for (let stretch = 0; ; stretch++) {
      const done: { isDone: boolean; below?: string | null } = await step.run(`${kind}-${stretch}`, () =>
        kind === "find" ? searchStep(company, { runId, part: stretch }) : mergeStep(company, { runId, below }),
      );
      if (done.isDone) return { stretches: stretch + 1 };
      below = done.below ?? null;
    }
  },
);
