import { closingCancelled, closingRequested } from "~/domains/privacy/closing/closing.events.server";
import { tellClosing } from "~/domains/privacy/closing/tell-closing.server";
import { asJob } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "privacy/tell-closing";

/** Tells the owners that the account is on its way to its end, or no longer. */
export const tellClosingJob = inngest.createFunction(
  { id, triggers: [closingRequested, closingCancelled], retries: 8 },
  async ({ event, step }) =>
    step.run("tell", () =>
      tellClosing(asJob(event.data.companyId, id), event.data.closingId, event.name === closingCancelled.name ? "cancelled" : "asked"),
    ),
);
