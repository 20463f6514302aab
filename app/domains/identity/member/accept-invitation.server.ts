import { invitationByDigest, type InvitationState, userByEmail } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { hashPassword } from "~/platform/passwords.server";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import type { AcceptInvitation } from "../account/account.schema";
import { isGuessable } from "../account/password.rules";
import { memberJoined } from "./member.events.server";

export interface Invitation {
  id: string;
  companyId: string;
  state: InvitationState;
  email: string;
  /** Chosen by whoever invited. */
  language: string;
  companyName: string;
  roleKey: string;
  /** What the company calls the role; empty: it is called in the reader's language. */
  roleName: string | null;
  /** Of the person with that address, where there is one. */
  knownUserId: string | null;
  isMember: boolean;
}

/** The invitation of a link, whatever became of it; null for a link of ours that never was. */
export async function invitationOf(token: string): Promise<Invitation | null> {
  const place = await invitationByDigest(digest(token));
  if (!place) return null;
  const read = await inCompany(asJob(place.companyId, "identity/accept-invitation"), async ({ db, companyId }) => {
    const { email, language, role } = await db.invitation.findUniqueOrThrow({
      where: { id: place.id },
      select: { email: true, language: true, role: { select: { key: true, name: true } } },
    });
    const { name } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true } });
    const member = await db.membership.findFirst({ where: { isActive: true, user: { email } }, select: { id: true } });
    return { email, language, roleKey: role.key, roleName: role.name, companyName: name, isMember: member !== null };
  });
  return { ...place, ...read, knownUserId: await userByEmail(read.email) };
}

/** The invitation of a link that still lets in. */
export async function openInvitation(token: string): Promise<Invitation | null> {
  const invitation = await invitationOf(token);
  return invitation?.state === "open" ? invitation : null;
}

/**
 * Makes the invitee a member. A new person chooses a name and a password; a known one must be logged in as the invited address and keeps
 * his password. The link proved the address.
 * @throws AppError 'identity.invitation.unknown', '.used', '.replaced', '.revoked', '.expired' (422), '.other_person' (403), '.already_member'
 * (409), 'identity.password.guessable' at the field password
 */
export async function acceptInvitation(
  token: string,
  who: { newcomer: AcceptInvitation } | { userId: string },
  language: string,
): Promise<{ userId: string; companyId: string }> {
  const invitation = await invitationOf(token);
  if (invitation?.state !== "open") throw ended(invitation?.state);
  const { id, companyId, email, knownUserId, isMember } = invitation;
  if ("userId" in who ? who.userId !== knownUserId : knownUserId !== null)
    throw new AppError("identity.invitation.other_person", { status: 403 });
  if (isMember) throw new AppError("identity.invitation.already_member", { status: 409 });
  if ("newcomer" in who && isGuessable(who.newcomer.password, [email.split("@")[0]!]))
    throw new AppError("identity.password.guessable", { field: "password", status: 422 });
  const userId = "userId" in who ? who.userId : uuidv7();
  const passwordHash = "newcomer" in who ? await hashPassword(who.newcomer.password) : null;

  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    const { roleId, invitedById } = await close(ctx, id);
    if ("newcomer" in who) {
      const { firstName, lastName } = who.newcomer;
      await ctx.db.user.create({ data: { id: userId, email, firstName, lastName, passwordHash, language, emailVerifiedAt: ctx.now } });
    } else await ctx.db.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: { emailVerifiedAt: ctx.now } });
    const entry = { roleId, isActive: true, deactivatedAt: null, deactivatedById: null, acceptedAt: ctx.now, lastEnteredAt: ctx.now };
    await ctx.db.membership.upsert({
      where: { companyId_userId: { companyId, userId } },
      create: { companyId, userId, invitedById, ...entry },
      update: entry,
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

/** Of two who accept at once the second finds it used. */
async function close({ db, now }: CompanyCtx, id: string) {
  const { count } = await db.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  });
  const { roleId, invitedById, revokedAt } = await db.invitation.findUniqueOrThrow({
    where: { id },
    select: { roleId: true, invitedById: true, revokedAt: true },
  });
  if (count === 0) throw ended(revokedAt ? "revoked" : "used");
  return { roleId, invitedById };
}

const ended = (state: InvitationState | undefined) => new AppError(`identity.invitation.${state ?? "unknown"}`, { status: 422 });
