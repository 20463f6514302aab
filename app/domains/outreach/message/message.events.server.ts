import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

/** Facts of many messages at once carry at most 500 ids. */
const ofMany = factOf({ campaignId: z.guid(), messageIds: z.array(z.guid()).max(500) });
const ofOne = factOf({ campaignId: z.guid(), messageId: z.guid(), prospectId: z.guid() });

/** Drafts to write: at launch, or again after a remark. */
export const draftsRequested = eventType("outreach/drafts.requested", { schema: ofMany });
export const messagesDrafted = eventType("outreach/messages.drafted", { schema: ofMany });
export const messagesApproved = eventType("outreach/messages.approved", { schema: ofMany });
export const messageRefused = eventType("outreach/message.refused", { schema: ofOne });

export const messageSent = eventType("outreach/message.sent", { schema: ofOne });
export const messageDelivered = eventType("outreach/message.delivered", { schema: ofOne });
/** `hard`: the address is suppressed. */
export const messageBounced = eventType("outreach/message.bounced", { schema: ofOne.extend({ hard: z.boolean() }) });
export const messageComplained = eventType("outreach/message.complained", { schema: ofOne });
export const messageClicked = eventType("outreach/message.clicked", { schema: ofOne });
/** Only with a tracking consent; never an activity. */
export const messageOpened = eventType("outreach/message.opened", { schema: ofOne });
export const messageReplied = eventType("outreach/message.replied", { schema: ofOne });
/** The person asked not to be written to any more. */
export const prospectUnsubscribed = eventType("outreach/prospect.unsubscribed", { schema: ofOne });

const ofWebhook = factOf({ webhookEventId: z.guid(), messageId: z.guid() });
/** A vendor called about our mail; its words wait in WebhookEvent. */
export const mailWebhookReceived = eventType("outreach/mail_webhook.received", { schema: ofWebhook });
/** Such a call waits to be understood although its job had its tries: told by the sweep. */
export const mailWebhookDue = eventType("outreach/mail_webhook.due", { schema: ofWebhook });
