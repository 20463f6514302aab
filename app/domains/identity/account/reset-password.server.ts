import { tokenByDigest, userByEmail } from "~/platform/across.server";
import { auditPerson } from "~/platform/audit/audit-person.server";
import { AppError } from "~/platform/errors";
import { hashPassword } from "~/platform/passwords.server";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { resetRequested } from "./account.events.server";
import { tellSecurityIn } from "../security/tell-security.server";
import { issueToken } from "./issue-token.server";
import { firstCompany } from "./log-in.server";
import { isGuessable } from "./password.rules";

/** Has a link for a new password sent. Says nothing of whether the address is known. */
export async function askReset(email: string): Promise<void> {
  const userId = await userByEmail(email);
  const companyId = userId && (await asUser(userId, ({ db }) => firstCompany(db, userId)));
  if (!userId || !companyId) return;
  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    const tokenId = await issueToken(ctx.db, { userId, purpose: "reset_password", now: ctx.now });
    ctx.emit(resetRequested.create({ companyId, tokenId, userId }), userId);
    ctx.audit({ action: "password.asked", about: { type: "user", id: userId } });
  });
}

/**
 * Sets a new password and ends every session. Following the link also proves the address.
 * @throws AppError 'identity.token.expired' (422), 'identity.password.guessable' at the field password
 */
export async function resetPassword({
  token,
  password,
}: {
  token: string;
  password: string;
}): Promise<{ userId: string; companyId: string | null }> {
  const found = await tokenByDigest("reset_password", digest(token));
  if (!found) throw new AppError("identity.token.expired", { status: 422 });
  if (isGuessable(password, [])) throw new AppError("identity.password.guessable", { field: "password", status: 422 });
  const passwordHash = await hashPassword(password);
  const { userId } = found;
  const place = await asUser(userId, async ({ db, now }) => {
    const { count } = await db.userToken.updateMany({ where: { id: found.id, usedAt: null }, data: { usedAt: now } });
    if (count === 0) throw new AppError("identity.token.expired", { status: 422 });
    const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { emailVerifiedAt: true } });
    await db.user.update({ where: { id: userId }, data: { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? now } });
    await db.session.deleteMany({ where: { userId } });
    await db.userToken.updateMany({ where: { userId, purpose: "second_factor", usedAt: null }, data: { usedAt: now } });
    await auditPerson({ action: "password.reset", userId }, db);
    return { userId, companyId: await firstCompany(db, userId) };
  });
  await tellSecurityIn(place.companyId, { userId, happening: "password_changed", occasion: found.id });
  return place;
}
