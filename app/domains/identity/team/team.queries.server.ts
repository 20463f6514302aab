import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

const select = {
  id: true,
  name: true,
  leaderId: true,
  teamMembers: { select: { userId: true }, orderBy: { createdAt: "asc" } },
} as const;

/** The teams of the company, by name, with the ids of who is in them. */
export const listTeams = ({ db, companyId }: CompanyCtx) => db.team.findMany({ where: { companyId }, select, orderBy: { name: "asc" } });

/** @throws AppError 'platform.record.unknown' (404) */
export const findTeam = async ({ db, companyId }: CompanyCtx, teamId: string) =>
  found(await db.team.findUnique({ where: { companyId_id: { companyId, id: teamId } }, select }));

/** Who may be in a team: the active members, by name. */
export const listColleagues = ({ db, companyId }: CompanyCtx) =>
  db.membership.findMany({
    where: { companyId, isActive: true },
    select: { user: { select: { id: true, firstName: true, lastName: true, email: true } } },
    orderBy: [{ user: { lastName: "asc" } }, { user: { email: "asc" } }],
  });
