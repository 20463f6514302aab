import { mailWebhookDue } from "~/domains/outreach/message/message.events.server";
import { provider } from "~/domains/outreach/webhook/receive-mail-webhook.server";
import { claimDueWebhooks } from "~/platform/across.server";
import { now } from "~/platform/clock";
import { inngest } from "~inngest/client";
import { crons } from "~inngest/schedule";

/** Calls of one run; what is left is taken five minutes later. */
const most = 500;

/** The promise behind the door: no call of the mail provider that was kept is forgotten because its job failed or died. */
export const retryMailWebhooks = inngest.createFunction(
  { id: "outreach/retry-mail-webhooks", triggers: [{ cron: crons.retryMailWebhooks }], concurrency: 1 },
  async ({ step }) => {
    // One step: what is taken up is told at once. Where the process dies in between, its hold ends and it is taken up again.
    const webhooks = await step.run("take up", async () => {
      const due = await claimDueWebhooks(provider, now(), most);
      if (due.length > 0)
        await inngest.send(
          due.map(({ webhookEventId, companyId, subjectId }) => mailWebhookDue.create({ webhookEventId, companyId, messageId: subjectId })),
        );
      return due.length;
    });
    return { webhooks };
  },
);
