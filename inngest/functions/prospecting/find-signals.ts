import { prospectChanged } from "~/domains/prospecting/prospect/prospect.events.server";
import { findSignals } from "~/domains/prospecting/signal/find-signals.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "prospecting/find-signals";

/** Looks at the market of an agency whose listings were counted or which moved. */
export const findSignalsJob = inngest.createFunction(
  { id, triggers: [prospectChanged], concurrency: { key: "event.data.companyId", limit: 1 } },
  async ({ event, step }) => {
    const { companyId, prospectId, fields } = event.data;
    if (!fields.some((field) => ["listings", "city", "postalCode", "department"].includes(field))) return { changed: 0 };
    const changed = await step.run("signals", () => inCompany(asJob(companyId, id), (ctx) => findSignals(ctx, [prospectId])));
    return { changed: changed.length };
  },
);
