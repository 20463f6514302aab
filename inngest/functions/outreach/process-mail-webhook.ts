import { mailWebhookReceived } from "~/domains/outreach/message/message.events.server";
import { processMailWebhook } from "~/domains/outreach/webhook/process-mail-webhook.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { inngest } from "~inngest/client";

const id = "outreach/process-mail-webhook";

/** What the mail provider told, understood once. After the last try it is marked failed; a run again takes it up. */
export const processMailWebhookJob = inngest.createFunction(
  {
    id,
    triggers: [mailWebhookReceived],
    concurrency: { key: "event.data.companyId", limit: 5 },
    retries: 8,
    onFailure: async ({ event, error, step }) => {
      const { companyId, webhookEventId } = event.data.event.data as { companyId: string; webhookEventId: string };
      await step.run("mark failed", () =>
        inCompany(asJob(companyId, id), ({ db }) =>
          db.webhookEvent.updateMany({
            where: { id: webhookEventId, processedAt: null },
            data: { outcome: "failed", error: error.message.slice(0, 500) },
          }),
        ),
      );
    },
  },
  async ({ event, step }) => {
    const { companyId, webhookEventId, messageId } = event.data;
    return step.run("process", () => inCompany(asJob(companyId, id), (ctx) => processMailWebhook(ctx, { webhookEventId, messageId })));
  },
);
