import { openPipeline } from "~/domains/crm/stage/open-pipeline.server";
import { companyCreated } from "~/domains/identity/account/account.events.server";
import { inngest } from "~inngest/client";

const id = "crm/open-pipeline";

/** A new company begins with the stages of a pipeline. Twice gives them once. */
export const openPipelineJob = inngest.createFunction(
  { id, triggers: [companyCreated], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => step.run("make-stages", async () => ({ made: await openPipeline(event.data.companyId, id) })),
);
