import { takeTicketNumber } from "~/domains/ticketing/ticket/take-ticket-number.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface TestConversation {
  channel: "whatsapp" | "email" | "sms" | "web_chat";
  contactName: string;
  contactPhone?: string;
  contactEmail?: string;
  customerId?: string | null;
  prospectId?: string | null;
  whatsappProfileId?: string | null;
  assignedToId?: string | null;
  status?: "open" | "snoozed" | "closed";
  tags?: Array<string>;
  /** What was said, in its order. `me`: the member who answered. */
  said: Array<{ by: "customer" | "me"; text: string; at: Date }>;
  /** The member who answers. */
  me?: { id: string; name: string };
}

/** A conversation and what was said in it; what the customer said after our last answer is unread. @returns its id */
export async function aConversation({ db, companyId }: CompanyCtx, conversation: TestConversation): Promise<string> {
  const { said, me, ...own } = conversation;
  const last = said.at(-1)!;
  const id = uuidv7(said[0]!.at);
  await db.conversation.create({
    data: {
      id,
      companyId,
      ...own,
      whatsappChatId: own.channel === "whatsapp" ? own.contactPhone?.replace("+", "") : null,
      lastMessage: last.text,
      lastMessageAt: last.at,
      unreadCount: said.length - 1 - said.findLastIndex(({ by }) => by === "me"),
      createdAt: said[0]!.at,
    },
  });
  await db.conversationMessage.createMany({
    data: said.map(({ by, text, at }) => ({
      id: uuidv7(at),
      companyId,
      conversationId: id,
      senderType: by === "me" ? ("agent" as const) : ("customer" as const),
      senderId: by === "me" ? me?.id : null,
      senderName: by === "me" ? me?.name : own.contactName,
      text,
      status: by === "me" ? ("read" as const) : ("delivered" as const),
      sentAt: at,
      createdAt: at,
    })),
  });
  return id;
}

export interface TestTicket {
  title: string;
  description?: string;
  type?: "support" | "sales_offer" | "follow_up" | "bug" | "feature_request";
  status?: "open" | "in_progress" | "waiting" | "resolved" | "closed";
  priority?: "low" | "medium" | "high" | "urgent";
  customerId?: string | null;
  conversationId?: string | null;
  assignedToId?: string | null;
  createdById?: string;
  createdAt?: Date;
  dueAt?: Date;
  tags?: Array<string>;
  comments?: Array<{ userId: string; text: string; at: Date; isInternal?: boolean }>;
}

/** A ticket under the next number of its company and year, with its comments. @returns its id and number */
export async function aTicket(ctx: CompanyCtx, ticket: TestTicket): Promise<{ id: string; number: string }> {
  const { db, companyId, now } = ctx;
  const { comments = [], createdAt = now, ...own } = ticket;
  const number = await takeTicketNumber(ctx);
  const id = uuidv7(createdAt);
  const answered = comments.find(({ isInternal }) => !isInternal)?.at;
  const isDone = own.status === "resolved" || own.status === "closed";
  await db.ticket.create({
    data: {
      id,
      companyId,
      number,
      ...own,
      firstRepliedAt: answered,
      resolvedAt: isDone ? (comments.at(-1)?.at ?? createdAt) : null,
      closedAt: own.status === "closed" ? (comments.at(-1)?.at ?? createdAt) : null,
      createdAt,
    },
  });
  await db.ticketComment.createMany({
    data: comments.map(({ userId, text, at, isInternal = false }) => ({
      id: uuidv7(at),
      companyId,
      ticketId: id,
      userId,
      text,
      isInternal,
      createdAt: at,
    })),
  });
  return { id, number };
}
