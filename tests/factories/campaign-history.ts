import { writeFacts, type WrittenFact } from "~/platform/outbox.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface SentMessage {
  prospectId: string;
  email: string;
  subject: string;
  content: string;
  sentAt: Date;
  /** How far it got; the moments follow from `sentAt`. */
  outcome: "sent" | "delivered" | "clicked" | "replied" | "bounced" | "unsubscribed";
  /** The answer, where there is one. */
  reply?: string;
}

export interface SentCampaign {
  name: string;
  productId: string;
  goal?: string;
  segmentId?: string;
  templateId?: string;
  createdById: string;
  startedAt: Date;
  completedAt: Date;
  messages: Array<SentMessage>;
}

const minutes = (moment: Date, count: number) => new Date(moment.getTime() + count * 60_000);
const facts = (message: SentMessage): Array<[kind: string, at: Date]> => {
  const { sentAt, outcome } = message;
  const sent: [string, Date] = ["outreach/message.sent", sentAt];
  if (outcome === "sent") return [sent];
  if (outcome === "bounced") return [sent, ["outreach/message.bounced", minutes(sentAt, 3)]];
  const delivered: [string, Date] = ["outreach/message.delivered", minutes(sentAt, 1)];
  if (outcome === "clicked") return [sent, delivered, ["outreach/message.clicked", minutes(sentAt, 95)]];
  if (outcome === "replied") return [sent, delivered, ["outreach/message.replied", minutes(sentAt, 190)]];
  if (outcome === "unsubscribed") return [sent, delivered, ["outreach/prospect.unsubscribed", minutes(sentAt, 240)]];
  return [sent, delivered];
};
/** How the mail provider calls what our facts name. */
const calls: Record<string, string> = {
  "outreach/message.delivered": "delivery",
  "outreach/message.bounced": "bounce",
  "outreach/message.clicked": "click",
  "outreach/message.replied": "reply",
  "outreach/prospect.unsubscribed": "subscription_change",
};

/**
 * A campaign that is over, as it stands after its weeks: the clock of the product does not go back. Its messages with what the mail
 * provider said of them, its facts (all delivered), its timeline, the addresses it must not write to any more, its counts.
 */
export async function aSentCampaign(ctx: CompanyCtx, campaign: SentCampaign): Promise<{ campaignId: string; messageIds: Array<string> }> {
  const { db, companyId } = ctx;
  const { messages, ...own } = campaign;
  const campaignId = uuidv7(own.startedAt);
  await db.campaign.create({
    data: {
      id: campaignId,
      companyId,
      ...own,
      status: "completed",
      channels: ["email"],
      totalRecipients: messages.length,
      createdAt: own.startedAt,
    },
  });
  const { id: stepId } = await db.campaignStep.create({ data: { companyId, campaignId, position: 1 }, select: { id: true } });
  const rows = messages.map((message) => ({
    ...message,
    id: uuidv7(message.sentAt),
    recipientId: uuidv7(own.startedAt),
    told: facts(message),
  }));
  const when = (row: (typeof rows)[number], kind: string) => row.told.find(([told]) => told === kind)?.[1] ?? null;

  await db.campaignRecipient.createMany({
    data: rows.map(({ recipientId, prospectId, outcome, sentAt, told }, at) => {
      const isStopped = outcome === "bounced" || outcome === "unsubscribed" || outcome === "replied";
      return {
        id: recipientId,
        companyId,
        campaignId,
        prospectId,
        position: at + 1,
        state: outcome === "replied" ? ("replied" as const) : isStopped ? ("stopped" as const) : ("finished" as const),
        stopReason: isStopped ? outcome : null,
        stoppedAt: isStopped ? told.at(-1)![1] : null,
        sentAt,
        createdAt: own.startedAt,
      };
    }),
  });
  await db.message.createMany({
    data: rows.map((row) => ({
      id: row.id,
      companyId,
      campaignId,
      stepId,
      recipientId: row.recipientId,
      prospectId: row.prospectId,
      status: row.outcome === "unsubscribed" ? ("delivered" as const) : row.outcome,
      language: "fr",
      subject: row.subject,
      content: row.content,
      origin: "rules" as const,
      revision: 1,
      templateId: own.templateId,
      approvedAt: minutes(row.sentAt, -120),
      approvedById: own.createdById,
      reservedAt: row.sentAt,
      toEmail: row.email,
      vendorMessageId: `demo-${row.id}`,
      sentAt: row.sentAt,
      deliveredAt: when(row, "outreach/message.delivered"),
      clickedAt: when(row, "outreach/message.clicked"),
      clickCount: row.outcome === "clicked" ? 1 : 0,
      repliedAt: when(row, "outreach/message.replied"),
      bouncedAt: when(row, "outreach/message.bounced"),
      bounceType: row.outcome === "bounced" ? "HardBounce" : null,
      createdAt: minutes(row.sentAt, -180),
    })),
  });
  await db.messageEvent.createMany({
    data: rows.flatMap(({ id, told }) =>
      told.flatMap(([kind, at]) => {
        const type = calls[kind];
        return type ? [{ companyId, messageId: id, type, vendorKey: `demo:${id}:${type}`, occurredAt: at }] : [];
      }),
    ),
  });

  const written: Array<WrittenFact> = rows.flatMap(({ id, prospectId, told }) =>
    told.map(([name, occurredAt]) => ({
      id: uuidv7(occurredAt),
      name,
      about: id,
      occurredAt,
      data: { companyId, campaignId, messageId: id, prospectId, ...(name.endsWith("bounced") ? { hard: true } : {}) },
    })),
  );
  await writeFacts(db, written, { actor: ctx.actor });
  await db.eventDelivery.updateMany({
    where: { companyId, eventId: { in: written.map(({ id }) => id) } },
    data: { deliveredAt: ctx.now },
  });

  await db.interaction.createMany({
    data: rows.flatMap(({ id, prospectId, subject, content, sentAt, outcome, reply }) => [
      { id: uuidv7(sentAt), companyId, prospectId, messageId: id, type: "sent", channel: "email", subject, content, occurredAt: sentAt },
      ...(outcome === "replied" && reply
        ? [
            {
              id: uuidv7(minutes(sentAt, 190)),
              companyId,
              prospectId,
              messageId: id,
              type: "received",
              channel: "email",
              subject: `Re: ${subject}`,
              content: reply,
              occurredAt: minutes(sentAt, 190),
            },
          ]
        : []),
    ]),
  });
  await db.suppression.createMany({
    data: rows.flatMap(({ id, email, outcome }) =>
      outcome === "bounced" || outcome === "unsubscribed"
        ? [
            {
              companyId,
              address: email.toLowerCase(),
              reason: outcome === "bounced" ? ("hard_bounce" as const) : ("unsubscribed" as const),
              messageId: id,
            },
          ]
        : [],
    ),
    skipDuplicates: true,
  });
  await db.$executeRaw`SELECT app.count_campaign(${campaignId}::uuid)`;
  return { campaignId, messageIds: rows.map(({ id }) => id) };
}
