import { uuidv7 } from "~/platform/ids";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { absenceProvesAfterMs, findMail, type Mail, sendMail } from "~/platform/vendors/postmark.server";

export type CopyOutcome = "sent" | "failed" | { tryAgainInMs: number };

/** Refused by the provider for want of a connection or room: nothing left, so any later moment will do. */
const postponedMs = 10 * 60_000;

/** Who receives a report: whom it was written for, else each active member who did not say no; only at addresses that were confirmed. */
export async function readersOf(scope: CompanyScope, { readerId }: { readerId: string | null }): Promise<Array<string>> {
  const members = await inCompany(scope, ({ db }) =>
    db.membership.findMany({
      where: { isActive: true, user: { emailVerifiedAt: { not: null } }, ...(readerId && { userId: readerId }) },
      orderBy: { id: "asc" },
      select: { userId: true, notificationPreferences: true },
    }),
  );
  const wantsIt = (preferences: unknown) => (preferences as { weeklyReport?: boolean } | null)?.weeklyReport !== false;
  return members.filter(({ notificationPreferences }) => readerId !== null || wantsIt(notificationPreferences)).map(({ userId }) => userId);
}

/**
 * Sends one reader's copy, at most once. Its row stands before the mail leaves. Where a try left no answer, the provider is asked
 * first, and a second try waits until its absence there proves that it never arrived.
 */
export async function deliverCopy(
  scope: CompanyScope,
  { reportId, userId, compose }: { reportId: string; userId: string; compose: (deliveryId: string) => Promise<Mail> },
): Promise<CopyOutcome> {
  const copy = await reserveCopy(scope, { reportId, userId });
  if (copy.state === "sent" || copy.state === "failed") return copy.state;
  if (!copy.isNew) {
    const vendorMessageId = await findMail(copy.id);
    if (vendorMessageId) return markCopy(scope, copy.id, { state: "sent", vendorMessageId });
    if (copy.waitMs > 0) return { tryAgainInMs: copy.waitMs };
    if (!(await beginAgain(scope, copy))) return { tryAgainInMs: absenceProvesAfterMs() };
  }
  const answer = await sendMail(await compose(copy.id));
  if (answer.outcome === "sent") return markCopy(scope, copy.id, { state: "sent", vendorMessageId: answer.vendorMessageId });
  if (answer.outcome === "refused") return markCopy(scope, copy.id, { state: "failed" });
  if (answer.outcome === "postponed") {
    await inCompany(scope, ({ db }) => db.reportDelivery.deleteMany({ where: { id: copy.id, state: { in: ["sending", "unknown"] } } }));
    return { tryAgainInMs: postponedMs };
  }
  await inCompany(scope, ({ db }) =>
    db.reportDelivery.updateMany({ where: { id: copy.id, state: "sending" }, data: { state: "unknown" } }),
  );
  return { tryAgainInMs: absenceProvesAfterMs() };
}

/** The copy's row, made when it is missing. `waitMs`: how long its last try is still too fresh to be given up. */
const reserveCopy = (scope: CompanyScope, { reportId, userId }: { reportId: string; userId: string }) =>
  inCompany(scope, async ({ db, companyId, now }) => {
    const { count } = await db.reportDelivery.createMany({
      data: [{ id: uuidv7(now), companyId, reportId, userId, createdAt: now }],
      skipDuplicates: true,
    });
    const row = await db.reportDelivery.findUniqueOrThrow({
      where: { companyId_reportId_userId: { companyId, reportId, userId } },
      select: { id: true, state: true, createdAt: true },
    });
    return { ...row, isNew: count === 1, waitMs: row.createdAt.getTime() + absenceProvesAfterMs() - now.getTime() };
  });

/** Takes a copy up again; false when somebody else just did. Its date is that of the last try. */
const beginAgain = (scope: CompanyScope, { id, createdAt }: { id: string; createdAt: Date }) =>
  inCompany(scope, async ({ db, now }) => {
    const { count } = await db.reportDelivery.updateMany({
      where: { id, createdAt, state: { in: ["sending", "unknown"] } },
      data: { createdAt: now, state: "sending" },
    });
    return count === 1;
  });

const markCopy = (scope: CompanyScope, id: string, data: { state: "sent" | "failed"; vendorMessageId?: string }) =>
  inCompany(scope, async ({ db }) => {
    await db.reportDelivery.updateMany({ where: { id }, data });
    return data.state;
  });

/** Notes when the last of a report's copies was settled. */
export const closeDelivery = (scope: CompanyScope, { reportId }: { reportId: string }) =>
  inCompany(scope, async ({ db, now }) => {
    const { count } = await db.successReport.updateMany({ where: { id: reportId, sentAt: null }, data: { sentAt: now } });
    return count === 1;
  });
