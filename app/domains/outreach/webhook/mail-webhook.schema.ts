import { z } from "zod";

/** What Postmark calls to say. Loose: it adds fields as it likes; only those read here must have their form. */
const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const common = { MessageID: z.string().min(1).max(150), Metadata: z.record(z.string(), z.string()).default({}) };
const address = z.string().max(254);

export const Delivery = z.looseObject({ RecordType: z.literal("Delivery"), ...common, Recipient: address, DeliveredAt: moment });
export const Bounce = z.looseObject({
  RecordType: z.literal("Bounce"),
  ...common,
  ID: z.number(),
  Type: z.string().max(50),
  Email: address,
  BouncedAt: moment,
  Description: z.string().default(""),
});
export const SpamComplaint = z.looseObject({
  RecordType: z.literal("SpamComplaint"),
  ...common,
  ID: z.number(),
  Email: address,
  BouncedAt: moment,
});
export const Open = z.looseObject({ RecordType: z.literal("Open"), ...common, Recipient: address, ReceivedAt: moment });
export const Click = z.looseObject({
  RecordType: z.literal("Click"),
  ...common,
  Recipient: address,
  ReceivedAt: moment,
  OriginalLink: z.string().default(""),
});
export const SubscriptionChange = z.looseObject({
  RecordType: z.literal("SubscriptionChange"),
  ...common,
  Recipient: address,
  ChangedAt: moment,
  SuppressSending: z.boolean(),
  SuppressionReason: z.string().nullish(),
  Origin: z.string().nullish(),
});
/** The only call without a RecordType. */
export const Inbound = z.looseObject({
  RecordType: z.literal("Inbound").default("Inbound"),
  MessageID: z.string().min(1).max(150),
  From: z.string(),
  FromFull: z.looseObject({ Email: z.string() }).optional(),
  ToFull: z.array(z.looseObject({ MailboxHash: z.string().default("") })).default([]),
  MailboxHash: z.string().default(""),
  Subject: z.string().default(""),
  TextBody: z.string().default(""),
  HtmlBody: z.string().default(""),
  StrippedTextReply: z.string().default(""),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Attachments: z
    .array(z.looseObject({ Name: z.string().default(""), ContentType: z.string().default(""), Content: z.string().default("") }))
    .default([]),
});
export type Inbound = z.output<typeof Inbound>;

export const MailWebhook = z.discriminatedUnion("RecordType", [
  Delivery,
  Bounce,
  SpamComplaint,
  Open,
  Click,
  SubscriptionChange,
  Inbound.extend({ RecordType: z.literal("Inbound") }),
]);
export type MailWebhook = z.output<typeof MailWebhook>;

/** Reads a call. Null for what we do not know, or what has lost its form. */
export function readWebhook(payload: unknown): MailWebhook | null {
  const isInbound = typeof payload === "object" && payload !== null && !("RecordType" in payload) && "From" in payload;
  const read = MailWebhook.safeParse(isInbound ? { ...payload, RecordType: "Inbound" } : payload);
  return read.success ? read.data : null;
}

/** The provider's key of this very call: told again it is the same, whatever else it says. */
export function keyOf(webhook: MailWebhook): string {
  const { RecordType, MessageID } = webhook;
  const own =
    webhook.RecordType === "Bounce" || webhook.RecordType === "SpamComplaint"
      ? `${webhook.ID}:${webhook.BouncedAt}`
      : webhook.RecordType === "Delivery"
        ? webhook.DeliveredAt
        : webhook.RecordType === "SubscriptionChange"
          ? webhook.ChangedAt
          : webhook.RecordType === "Inbound"
            ? ""
            : webhook.ReceivedAt;
  return `${RecordType}:${MessageID}:${own}`.slice(0, 200);
}
