import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { scopedNouns } from "~/platform/permissions";
import type { Rights } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findTeam } from "./team.queries.server";
import type { TeamForm } from "./team.schema";

/**
 * Whose rights end at his own rows, or at his teams', would widen them by choosing who is in a team.
 * @throws AppError 'identity.role.beyond_yours' (403)
 */
function requireAllRows(held: Rights) {
  if (scopedNouns.some((noun) => (held.get(`${noun}:read`) ?? "all") !== "all"))
    throw new AppError("identity.role.beyond_yours", { status: 403 });
}

/**
 * Makes a team, or gives it this name, leader and these members. Whoever sees his teams' rows sees those of its members from the next
 * request on.
 * @throws AppError 'identity.role.beyond_yours' (403) · 'identity.team.name_known' at the field name · 'identity.team.stranger' (422) somebody is no member of the company
 */
export async function saveTeam(
  ctx: CompanyCtx,
  { teamId, name, leaderId, member, held }: TeamForm & { teamId?: string; held: Rights },
): Promise<{ teamId: string }> {
  const { db, companyId, now } = ctx;
  requireAllRows(held);
  const before = teamId ? await findTeam(ctx, teamId) : null;
  const people = [...new Set([...member, ...(leaderId ? [leaderId] : [])])];
  if ((await db.membership.count({ where: { companyId, isActive: true, userId: { in: people } } })) < people.length)
    throw new AppError("identity.team.stranger", { status: 422 });
  const known = await db.team.findFirst({
    where: { companyId, name: { equals: name, mode: "insensitive" }, id: { not: teamId } },
    select: { id: true },
  });
  if (known) throw new AppError("identity.team.name_known", { field: "name" });

  const id = teamId ?? uuidv7(now);
  const facts = { name, leaderId: leaderId ?? null };
  if (before) await db.team.update({ where: { companyId_id: { companyId, id } }, data: facts });
  else await db.team.create({ data: { id, companyId, ...facts } });
  await db.teamMember.deleteMany({ where: { companyId, teamId: id, userId: { notIn: member } } });
  await db.teamMember.createMany({ data: member.map((userId) => ({ companyId, teamId: id, userId })), skipDuplicates: true });
  ctx.audit({
    action: before ? "team.changed" : "team.created",
    about: { type: "team", id },
    before: before && { name: before.name, leaderId: before.leaderId, members: before.teamMembers.map(({ userId }) => userId).sort() },
    after: { ...facts, members: [...member].sort() },
  });
  return { teamId: id };
}

/** Its members stay; whoever reached its rows through it no longer does. @throws AppError 'identity.role.beyond_yours' (403) · 'platform.record.unknown' (404) */
export async function deleteTeam(ctx: CompanyCtx, { teamId, held }: { teamId: string; held: Rights }) {
  requireAllRows(held);
  const { name } = await findTeam(ctx, teamId);
  await ctx.db.team.delete({ where: { companyId_id: { companyId: ctx.companyId, id: teamId } } });
  ctx.audit({ action: "team.deleted", about: { type: "team", id: teamId }, before: { name } });
}
