import { enrichmentSettingsOf } from "~/domains/prospecting/enrichment/enrichment-budget.server";
import { startEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { prospectsImported } from "~/domains/prospecting/prospect/prospect.events.server";
import { AppError } from "~/platform/errors";
import { isId } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/enrich-imported";

/** Where the company switched it on, the new prospects of a list are enriched without being asked for: a fact, one run. */
export const enrichImported = inngest.createFunction({ id, triggers: [prospectsImported] }, async ({ event, step }) => {
  const { companyId, prospectIds } = event.data;
  return step.run("start", () =>
    inCompany(asJob(companyId, id), async (ctx) => {
      if (!(await enrichmentSettingsOf(ctx)).isAutomatic) return { runId: null };
      try {
        const runId = await startEnrichment(ctx, {
          kind: "import",
          selection: { ids: prospectIds },
          // The fact's own id: told twice, it is one run.
          runId: isId(event.id) ? event.id : undefined,
        });
        return { runId };
      } catch (error) {
        if (error instanceof AppError && error.code === "prospecting.enrichment.nobody") return { runId: null }; // taken back meanwhile
        throw error;
      }
    }),
  );
});
