import { uuidv7 } from "~/platform/ids";
import { asJob, type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { absenceProvesAfterMs, findMail, sendMail } from "~/platform/vendors/postmark.server";
import { type BrandOf, composeDigest, readDigest } from "./write-digest.server";

export type DigestOutcome = "sent" | "failed" | "nothing" | { tryAgainInMs: number };

/** Refused by the provider for want of a connection or room: nothing left, so any later moment will do. */
const postponedMs = 10 * 60_000;

interface Wanted {
  companyId: string;
  userId: string;
  /** The reader's own day, `2026-11-23`. */
  day: string;
}

/**
 * Sends a member's mail of a day, at most once, however often it is called: its row stands before the mail leaves and takes what was not
 * told yet. Where a try left no answer, the provider is asked first. What could not leave is told the next time.
 */
export async function sendDigest({ companyId, userId, day }: Wanted, jobId: string, brandOf: BrandOf): Promise<DigestOutcome> {
  const scope = asJob(companyId, jobId);
  const digest = await inCompany(scope, (ctx) => openDigest(ctx, { userId, day: new Date(day) }));
  if (!digest) return "nothing";
  if (digest.state !== "sending") return digest.state as DigestOutcome;
  if (!digest.isNew) {
    const vendorMessageId = await findMail(digest.id);
    if (vendorMessageId) return settle(scope, digest.id, { state: "sent", vendorMessageId });
    if (digest.waitMs > 0) return { tryAgainInMs: digest.waitMs };
  }
  const facts = await inCompany(scope, async (ctx) => readDigest(ctx, digest.id, await brandOf(ctx)));
  if (!facts) return settle(scope, digest.id, { state: "failed" });
  const answer = await sendMail(await composeDigest(facts, digest.id));
  if (answer.outcome === "sent") return settle(scope, digest.id, { state: "sent", vendorMessageId: answer.vendorMessageId });
  if (answer.outcome === "refused") return settle(scope, digest.id, { state: "failed" });
  if (answer.outcome === "postponed") {
    await inCompany(scope, ({ db }) => db.notificationDigest.deleteMany({ where: { id: digest.id, state: "sending" } }));
    return { tryAgainInMs: postponedMs };
  }
  await inCompany(scope, ({ db, now }) => db.notificationDigest.updateMany({ where: { id: digest.id }, data: { createdAt: now } }));
  return { tryAgainInMs: absenceProvesAfterMs() };
}

/** The row of a member's mail of a day with what it tells, made when it is missing; null when there is nothing to tell. */
async function openDigest({ db, companyId, now }: CompanyCtx, { userId, day }: { userId: string; day: Date }) {
  const untold = { userId, byEmail: true, digestId: null, readAt: null };
  const there = await db.notificationDigest.findUnique({
    where: { companyId_userId_day: { companyId, userId, day } },
    select: { id: true, state: true, createdAt: true },
  });
  if (there) return { ...there, isNew: false, waitMs: there.createdAt.getTime() + absenceProvesAfterMs() - now.getTime() };
  if ((await db.notification.count({ where: untold })) === 0) return null;
  const { id } = await db.notificationDigest.create({
    data: { id: uuidv7(now), companyId, userId, day, createdAt: now },
    select: { id: true },
  });
  await db.notification.updateMany({ where: untold, data: { digestId: id } });
  return { id, state: "sending", isNew: true, waitMs: 0 };
}

const settle = (scope: CompanyScope, id: string, data: { state: "sent" | "failed"; vendorMessageId?: string }) =>
  inCompany(scope, async ({ db }) => {
    await db.notificationDigest.updateMany({ where: { id }, data });
    return data.state;
  });
