import { tokenByDigest } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { emailVerified, verificationRequested } from "./account.events.server";
import { issueToken } from "./issue-token.server";
import { firstCompany } from "./log-in.server";

/** Confirms the address a link was sent to. @throws AppError 'identity.token.expired' (422): used, too old or unknown */
export async function verifyEmail(token: string): Promise<{ userId: string }> {
  const found = await tokenByDigest("verify_email", digest(token));
  if (!found) throw new AppError("identity.token.expired", { status: 422 });
  const { userId } = found;
  const companyId = await asUser(userId, async ({ db, now }) => {
    await db.userToken.update({ where: { id: found.id }, data: { usedAt: now } });
    await db.user.update({ where: { id: userId }, data: { emailVerifiedAt: now } });
    return firstCompany(db, userId);
  });
  if (companyId)
    await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
      ctx.emit(emailVerified.create({ companyId, userId }), userId);
      ctx.audit({ action: "email.verified", about: { type: "user", id: userId } });
    });
  return { userId };
}

/** Sends the confirmation link again; does nothing once the address is confirmed. */
export async function resendVerification({ companyId, userId }: { companyId: string; userId: string }) {
  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    const user = await ctx.db.user.findUniqueOrThrow({ where: { id: userId }, select: { emailVerifiedAt: true } });
    if (user.emailVerifiedAt) return;
    const tokenId = await issueToken(ctx.db, { userId, purpose: "verify_email", now: ctx.now });
    ctx.emit(verificationRequested.create({ companyId, tokenId, userId }), userId);
  });
}
