import { invitationByDigest, userByEmail } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { hashPassword } from "~/platform/passwords.server";
import { inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import type { AcceptInvitation } from "../account/account.schema";
import { isGuessable } from "../account/password.rules";
import { memberJoined } from "./member.events.server";

/** The open invitation of a link, as its page shows it; null when it was used, taken back, or is too old. */
export async function openInvitation(token: string) {
  const found = await invitationByDigest(digest(token));
  if (!found) return null;
  const { email, companyName, roleKey } = await inCompany(
    { companyId: found.companyId, actor: { kind: "job", id: "identity/accept-invitation" } },
    async ({ db, companyId }) => {
      const invitation = await db.invitation.findUniqueOrThrow({
        where: { id: found.id },
        select: { email: true, role: { select: { key: true } } },
      });
      const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true } });
      return { email: invitation.email, roleKey: invitation.role.key, companyName: company.name };
    },
  );
  return { ...found, email, companyName, roleKey, knownUserId: await userByEmail(email) };
}

/**
 * Makes the invitee a member. A new person chooses a name and a password; a known one must be logged in as the invited address.
 * The link proved the address.
 * @throws AppError 'identity.invitation.gone' (422), 'identity.invitation.other_person' (403), 'identity.password.guessable'
 */
export async function acceptInvitation(
  token: string,
  who: { newcomer: AcceptInvitation } | { userId: string },
  language: string,
): Promise<{ userId: string; companyId: string }> {
  const invitation = await openInvitation(token);
  if (!invitation) throw new AppError("identity.invitation.gone", { status: 422 });
  const { id, companyId, email, knownUserId } = invitation;
  if ("userId" in who ? who.userId !== knownUserId : knownUserId !== null)
    throw new AppError("identity.invitation.other_person", { status: 403 });
  if ("newcomer" in who && isGuessable(who.newcomer.password, [email.split("@")[0]!]))
    throw new AppError("identity.password.guessable", { field: "password", status: 422 });
  const userId = "userId" in who ? who.userId : uuidv7();
  const passwordHash = "newcomer" in who ? await hashPassword(who.newcomer.password) : null;

  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    const { count } = await ctx.db.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: ctx.now },
    });
    if (count === 0) throw new AppError("identity.invitation.gone", { status: 422 });
    const { roleId, invitedById } = await ctx.db.invitation.findUniqueOrThrow({
      where: { id },
      select: { roleId: true, invitedById: true },
    });
    if ("newcomer" in who) {
      const { firstName, lastName } = who.newcomer;
      await ctx.db.user.create({ data: { id: userId, email, firstName, lastName, passwordHash, language, emailVerifiedAt: ctx.now } });
    }
    await ctx.db.membership.upsert({
      where: { companyId_userId: { companyId, userId } },
      create: { companyId, userId, roleId, invitedById, acceptedAt: ctx.now },
      update: { roleId, isActive: true, acceptedAt: ctx.now },
    });
    ctx.emit(memberJoined.create({ companyId, userId, invitationId: id }), userId);
    ctx.audit({ action: "member.joined", about: { type: "user", id: userId }, after: { invitationId: id, roleId } });
    ctx.notify({
      to: invitedById ? [invitedById] : { permission: "member:invite" },
      type: "invitation.accepted",
      about: { type: "user", id: userId },
      occasion: id,
    });
  });
  return { userId, companyId };
}
