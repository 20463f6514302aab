import { enrichmentStarted } from "~/domains/prospecting/enrichment/enrichment.events.server";
import { enrichProspect } from "~/domains/prospecting/enrichment/enrich-prospect.server";
import { enrichNext, failEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { giveUpWaiting } from "~/domains/prospecting/enrichment/settle-question.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/enrich-prospects";
/** How long an answer that was promised for later holds up the next source. */
const patience = "30m";

/** Enriches whom a run is for, some prospects a step; then, where answers were promised for later and did not come, asks the next source. */
export const enrichProspects = inngest.createFunction(
  {
    id,
    triggers: [enrichmentStarted],
    concurrency: { key: "event.data.companyId", limit: 2 },
    onFailure: async ({ event, step }) => {
      const { companyId, runId } = event.data.event.data;
      await step.run("fail", () => failEnrichment(asJob(companyId, id), runId));
    },
  },
  async ({ event, step }) => {
    const { companyId, runId } = event.data;
    const company = asJob(companyId, id);
    let [after, done, isWaiting] = [null as string | null, 0, false];
    for (let stretch = 0; ; stretch++) {
      const reached: Awaited<ReturnType<typeof enrichNext>> = await step.run(`stretch-${stretch}`, () =>
        enrichNext(company, { runId, after, done }),
      );
      isWaiting ||= reached.isWaiting;
      [after, done] = [reached.after, reached.done];
      if (after === null) break;
    }
    if (!isWaiting) return { done };
    await step.sleep("patience", patience);
    const left = await step.run("give up", () => inCompany(company, (ctx) => giveUpWaiting(ctx, runId)));
    for (const prospectId of left) await step.run(`next-${prospectId}`, () => enrichProspect(company, { runId, prospectId }));
    return { done, late: left.length };
  },
);
