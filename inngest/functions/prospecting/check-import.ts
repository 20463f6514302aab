import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { importCheckRequested } from "~/domains/prospecting/import/import.events.server";
import { failImport } from "~/domains/prospecting/import/run/run-import.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/check-import";

/** Counts what an import would do. It writes nothing, so it begins anew when it breaks off. */
export const checkImport = inngest.createFunction(
  {
    id,
    triggers: [importCheckRequested],
    concurrency: { key: "event.data.companyId", limit: 1 },
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, importRunId } = event.data.event.data;
      await step.run("fail", () => failImport(asJob(companyId, id), importRunId, "prospecting.import.check_stopped"));
    },
  },
  async ({ event, step }) => {
    const { companyId, importRunId } = event.data;
    return step.run("check", () => checkList(asJob(companyId, id), importRunId));
  },
);
