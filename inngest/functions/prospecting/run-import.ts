import { importStarted } from "~/domains/prospecting/import/import.events.server";
import type { Place } from "~/domains/prospecting/import/read/read-list.server";
import { completeImport, failImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/run-import";

/**
 * Reads a list into prospects, a stretch of some seconds a step: a step a chunk would pass the limit of 1,000 steps on a
 * long list. The database knows how far it is, so a step that is repeated goes on where the rows say.
 */
export const runImport = inngest.createFunction(
  {
    id,
    triggers: [importStarted],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 5,
    onFailure: async ({ event, step }) => {
      const { companyId, importRunId } = event.data.event.data;
      await step.run("fail", () => failImport(asJob(companyId, id), importRunId, "prospecting.import.stopped"));
    },
  },
  async ({ event, step }) => {
    const { companyId, importRunId } = event.data;
    const company = asJob(companyId, id);
    let place: Place | undefined;
    for (let stretch = 1; ; stretch++) {
      const reached = await step.run(`lines-${stretch}`, () => importForAWhile(company, { importRunId, place }));
      if (reached.isDone) break;
      place = reached.place;
    }
    return step.run("complete", () => completeImport(company, importRunId));
  },
);
