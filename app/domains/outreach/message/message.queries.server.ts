import type { CompanyCtx } from "~/platform/tenancy.server";

/** One message with what was told of it; null when it is not the company's. */
export const findMessage = ({ db }: CompanyCtx, messageId: string) =>
  db.message.findUnique({
    where: { id: messageId, deletedAt: null },
    select: {
      id: true,
      status: true,
      subject: true,
      content: true,
      language: true,
      origin: true,
      errorCode: true,
      toEmail: true,
      approvedAt: true,
      reservedAt: true,
      sentAt: true,
      vendorMessageId: true,
      createdAt: true,
      campaign: { select: { id: true, name: true } },
      prospect: { select: { id: true, firstName: true, lastName: true, organizationName: true, email: true } },
      events: { orderBy: { occurredAt: "desc" }, select: { id: true, type: true, occurredAt: true } },
    },
  });
