import { failScheduledImport, runScheduledImport } from "~/domains/prospecting/import/scheduled/run-scheduled-import.server";
import { listFetchDue } from "~/domains/prospecting/import/scheduled/scheduled.events.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/fetch-list";

/** Fetches one list for its hour; reading it into prospects is the concern of prospecting/run-import. One at a time a company. */
export const fetchListJob = inngest.createFunction(
  {
    id,
    triggers: [listFetchDue],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, importJobId, due } = event.data.event.data;
      await step.run("fail", () => failScheduledImport(asJob(companyId, id), { importJobId, due: new Date(due) }));
    },
  },
  async ({ event, step }) => {
    const { companyId, importJobId, due } = event.data;
    return step.run("fetch", () => runScheduledImport(asJob(companyId, id), { importJobId, due: new Date(due) }));
  },
);
