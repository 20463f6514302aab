import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { memberInvited } from "./member.events.server";
import type { InviteMember } from "./member.schema";

const sevenDays = 7 * 24 * 3_600_000;

/**
 * Asks somebody into the company by mail. An invitation still open to the same address is replaced.
 * @throws AppError 'identity.member.already_here' at the field email
 */
export async function inviteMember(ctx: CompanyCtx, { email, role }: InviteMember): Promise<{ invitationId: string }> {
  const { db, companyId, now } = ctx;
  const here = await db.membership.findFirst({ where: { isActive: true, user: { email } }, select: { id: true } });
  if (here) throw new AppError("identity.member.already_here", { field: "email" });
  const { id: roleId } = await db.role.findUniqueOrThrow({ where: { companyId_key: { companyId, key: role } }, select: { id: true } });
  const { language } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { language: true } });

  await db.invitation.updateMany({ where: { email, acceptedAt: null, revokedAt: null }, data: { revokedAt: now } });
  const id = uuidv7(now);
  await db.invitation.create({
    data: {
      id,
      companyId,
      email,
      roleId,
      language,
      tokenHash: digest(linkToken("invitation", id)),
      invitedById: ctx.actor.kind === "user" ? ctx.actor.id : null,
      expiresAt: new Date(now.getTime() + sevenDays),
    },
  });
  ctx.emit(memberInvited.create({ companyId, invitationId: id }), id);
  ctx.audit({ action: "member.invited", about: { type: "invitation", id }, after: { role } });
  return { invitationId: id };
}

/**
 * Takes an open invitation back: its link stops working. One that is closed already stays as it is.
 * @throws AppError 'platform.record.unknown' (404)
 */
export async function revokeInvitation({ db, now, audit }: CompanyCtx, { invitationId }: { invitationId: string }) {
  found(await db.invitation.findFirst({ where: { id: invitationId }, select: { id: true } }));
  const { count } = await db.invitation.updateMany({
    where: { id: invitationId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count > 0) audit({ action: "invitation.revoked", about: { type: "invitation", id: invitationId } });
}
