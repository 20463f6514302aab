import { timingSafeEqual } from "node:crypto";
import { membershipById } from "~/platform/across.server";
import { isId } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import type { BrandOf } from "./write-digest.server";

const jobId = "operations/stop-digest";

/** Whom a link of a daily mail speaks for; null when the link is not ours. */
async function memberOf(token: string) {
  const [id = "", proof = ""] = token.split(".");
  if (!isId(id)) return null;
  // Digests are of one length, so that nothing but their equality is told.
  if (!timingSafeEqual(Buffer.from(digest(proof)), Buffer.from(digest(linkToken("digest", id))))) return null;
  return membershipById(id);
}

/** What the page of the link says: the company, and whether the mail was stopped. */
export async function findDigestChoice(token: string, brandOf: BrandOf) {
  const member = await memberOf(token);
  if (!member) return null;
  return inCompany(asJob(member.companyId, jobId), async (ctx) => {
    const { db, companyId } = ctx;
    const { name, logo, colors } = await brandOf(ctx);
    const { notificationPreferences } = await db.membership.findUniqueOrThrow({
      where: { companyId_userId: { companyId, userId: member.userId } },
      select: { notificationPreferences: true },
    });
    return { company: name, logo, colors, isDone: (notificationPreferences as { digest?: boolean } | null)?.digest === false };
  });
}

/** Stops the daily mail of a company to one member, by its link. Twice is as good as once; null when the link is not ours. */
export async function stopDigest(token: string, brandOf: BrandOf) {
  const member = await memberOf(token);
  if (!member) return null;
  await inCompany(
    asJob(member.companyId, jobId),
    ({ db, companyId }) =>
      db.$executeRaw`
        UPDATE memberships SET notification_preferences = notification_preferences || '{"digest": false}'::jsonb, updated_at = now()
        WHERE company_id = ${companyId}::uuid AND user_id = ${member.userId}::uuid`,
  );
  return findDigestChoice(token, brandOf);
}
