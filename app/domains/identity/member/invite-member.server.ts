import { AppError } from "~/platform/errors";
import { isLanguage } from "~/platform/i18n";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import { beyond, type Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { getCompany } from "../company/company.queries.server";
import { listRoles } from "../role/role.queries.server";
import { requireMayGive } from "../role/within-rights.server";
import { memberInvited } from "./member.events.server";
import type { InviteMember } from "./member.schema";

const sevenDays = 7 * 24 * 3_600_000;
const isWaiting = { acceptedAt: null, revokedAt: null };

/**
 * Asks somebody into the company by mail, in the language chosen for him, else the company's. An invitation still open to the same address
 * is replaced: its link dies.
 * @throws AppError 'identity.member.already_here' and 'identity.member.was_here' at the field email: is one, or was and can be let in again ·
 * 'identity.role.unknown' at the field role · 'identity.role.beyond_yours' (403)
 */
export async function inviteMember(ctx: CompanyCtx, { email, role: key, language }: InviteMember) {
  const { db } = ctx;
  const here = await db.membership.findFirst({ where: { user: { email } }, select: { isActive: true } });
  if (here) throw new AppError(`identity.member.${here.isActive ? "already_here" : "was_here"}`, { field: "email" });
  const role = (await listRoles(ctx)).find((one) => one.key === key && one.key !== "owner");
  if (!role) throw new AppError("identity.role.unknown", { field: "role" });
  await requireMayGive(ctx, role.id);
  const company = await getCompany(ctx);
  const id = await send(ctx, { email, roleId: role.id, language: language ?? company.language });
  ctx.audit({ action: "member.invited", about: { type: "invitation", id }, after: { role: role.name ?? key } });
  return { invitationId: id };
}

/** The roles that somebody with these rights may give, from the most to the least. */
export const listInvitableRoles = async (ctx: CompanyCtx, held: Rights) =>
  (await listRoles(ctx))
    .filter(({ key, rights }) => key !== "owner" && beyond(held, rights).length === 0)
    .map(({ key, name }) => ({ key, name }));

/**
 * Sends an invitation again, one too old too: a new link for seven days; the old one dies. Whoever sends it again invites: what the role
 * may by now has to be within his own rights.
 * @throws AppError 'platform.record.unknown' (404), 'identity.invitation.closed' (409): accepted, taken back or replaced since ·
 * 'identity.role.beyond_yours' (403)
 */
export async function resendInvitation(ctx: CompanyCtx, { invitationId }: { invitationId: string }) {
  const { email, roleId, language, permissions, acceptedAt, revokedAt } = found(
    await ctx.db.invitation.findUnique({
      where: { id: invitationId },
      select: { email: true, roleId: true, language: true, permissions: true, acceptedAt: true, revokedAt: true },
    }),
  );
  if (acceptedAt || revokedAt) throw new AppError("identity.invitation.closed", { status: 409 });
  await requireMayGive(ctx, roleId);
  const id = await send(ctx, { email, roleId, language, permissions: permissions as object });
  ctx.audit({ action: "invitation.resent", about: { type: "invitation", id }, before: { invitationId } });
  return { email, invitationId: id };
}

type Letter = { email: string; roleId: string; language: string; permissions?: object };

async function send(ctx: CompanyCtx, { email, roleId, language, permissions = {} }: Letter): Promise<string> {
  const { db, companyId, actor, now } = ctx;
  const id = uuidv7(now);
  await db.invitation.updateMany({ where: { email, ...isWaiting }, data: { revokedAt: now, replacedById: id } });
  await db.invitation.create({
    data: {
      id,
      companyId,
      email,
      roleId,
      language: isLanguage(language) ? language : "fr",
      permissions,
      tokenHash: digest(linkToken("invitation", id)),
      invitedById: actor.kind === "user" ? actor.id : null,
      expiresAt: new Date(now.getTime() + sevenDays),
    },
  });
  ctx.emit(memberInvited.create({ companyId, invitationId: id }), id);
  return id;
}

/**
 * Takes an open invitation back: its link stops working. One that is closed already stays as it is.
 * @throws AppError 'platform.record.unknown' (404)
 */
export async function revokeInvitation({ db, now, audit }: CompanyCtx, { invitationId }: { invitationId: string }) {
  found(await db.invitation.findFirst({ where: { id: invitationId }, select: { id: true } }));
  const { count } = await db.invitation.updateMany({ where: { id: invitationId, ...isWaiting }, data: { revokedAt: now } });
  if (count > 0) audit({ action: "invitation.revoked", about: { type: "invitation", id: invitationId } });
}
