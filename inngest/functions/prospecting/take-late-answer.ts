import { enrichmentAnswered } from "~/domains/prospecting/enrichment/enrichment.events.server";
import { enrichProspect } from "~/domains/prospecting/enrichment/enrich-prospect.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/take-late-answer";

/** An answer came after all: what it says is taken, and where it was not enough the next source is asked. */
export const takeLateAnswer = inngest.createFunction(
  { id, triggers: [enrichmentAnswered], concurrency: { key: "event.data.companyId", limit: 2 } },
  async ({ event, step }) => {
    const { companyId, runId, prospectId } = event.data;
    return step.run("take", () => enrichProspect(asJob(companyId, id), { runId, prospectId }));
  },
);
