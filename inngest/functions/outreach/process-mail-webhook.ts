import { mailWebhookDue, mailWebhookReceived } from "~/domains/outreach/message/message.events.server";
import { giveUpWebhook } from "~/domains/outreach/webhook/give-up-webhook.server";
import { processMailWebhook } from "~/domains/outreach/webhook/process-mail-webhook.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "outreach/process-mail-webhook";

/** What the mail provider told, understood once. After the last try it is marked failed, and the sweep takes it up again later. */
export const processMailWebhookJob = inngest.createFunction(
  {
    id,
    triggers: [mailWebhookReceived, mailWebhookDue],
    concurrency: { key: "event.data.companyId", limit: 5 },
    retries: 8,
    onFailure: async ({ event, error, step }) => {
      const { companyId, webhookEventId } = event.data.event.data as { companyId: string; webhookEventId: string };
      await step.run("mark failed", () =>
        inCompany(asJob(companyId, id), (ctx) => giveUpWebhook(ctx, { webhookEventId, error: error.message })),
      );
    },
  },
  async ({ event, step }) => {
    const { companyId, webhookEventId, messageId } = event.data;
    return step.run("process", () => inCompany(asJob(companyId, id), (ctx) => processMailWebhook(ctx, { webhookEventId, messageId })));
  },
);
