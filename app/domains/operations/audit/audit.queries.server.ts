import { Prisma } from "~/generated/prisma/client";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type AuditFilter, type AuditRow, longestRetention } from "./audit.rules";

/** Condition on `a`, audit_logs, and `c`, its company, whose calendar the days are of. */
function auditWhere({ companyId }: CompanyCtx, { who, action, type, about, from, until, outcome }: AuditFilter): Prisma.Sql {
  const parts: Array<Prisma.Sql> = [Prisma.sql`a.company_id = ${companyId}::uuid`];
  if (who === "jobs") parts.push(Prisma.sql`a.user_id IS NULL`);
  else if (who) parts.push(Prisma.sql`a.user_id = ${who}::uuid`);
  if (action) parts.push(Prisma.sql`a.action = ${action}`);
  if (type) parts.push(Prisma.sql`a.resource_type = ${type}`);
  if (about)
    parts.push(Prisma.sql`(a.resource_id = ${about}::uuid OR a.resource_id IS NULL AND a.new_values -> 'ids' ? ${about.toLowerCase()})`);
  if (from) parts.push(Prisma.sql`a.created_at >= ${from}::date::timestamp AT TIME ZONE c.timezone`);
  if (until) parts.push(Prisma.sql`a.created_at < (${until}::date + 1)::timestamp AT TIME ZONE c.timezone`);
  if (outcome) parts.push(Prisma.sql`a.success = ${outcome === "done"}`);
  return Prisma.join(parts, " AND ");
}

const columns = Prisma.sql`a.id, a.sequence::text AS sequence, a.action, a.user_id AS "userId", nullif(concat_ws(' ', u.first_name, u.last_name), '') AS "userName",
  a.actor, a.resource_type AS "resourceType", a.resource_id AS "resourceId", a.ip_address AS "ipAddress", a.success, a.created_at AS "createdAt"`;
const tables = Prisma.sql`audit_logs a JOIN companies c ON c.id = a.company_id LEFT JOIN users u ON u.id = a.user_id`;

/** The company's log, newest first, on from an entry's number. */
export async function listAudit(ctx: CompanyCtx, filter: AuditFilter, { before, take = 50 }: { before?: string; take?: number } = {}) {
  const on = before ? Prisma.sql`AND a.sequence < ${before}::bigint` : Prisma.empty;
  const rows = await ctx.db.$queryRaw<Array<AuditRow>>`
    SELECT ${columns} FROM ${tables} WHERE ${auditWhere(ctx, filter)} ${on} ORDER BY a.sequence DESC LIMIT ${take + 1}::int`;
  return { rows: rows.slice(0, take), next: rows.length > take ? rows[take - 1]!.sequence : null };
}

export interface AuditEntryRow extends AuditRow {
  userAgent: string | null;
  correlationId: string | null;
  gdprBasis: string | null;
  errorMessage: string | null;
  oldValues: unknown;
  newValues: unknown;
  hash: string;
}

/** One entry, with what the same request or its jobs did beside it. @throws AppError 'platform.record.unknown' (404) */
export async function getAuditEntry(ctx: CompanyCtx, entryId: string): Promise<{ entry: AuditEntryRow; others: Array<AuditRow> }> {
  const { db, companyId } = ctx;
  const [row] = await db.$queryRaw<Array<AuditEntryRow>>`
    SELECT ${columns}, a.user_agent AS "userAgent", a.correlation_id AS "correlationId", a.gdpr_basis AS "gdprBasis", a.error_message AS "errorMessage",
      a.old_values AS "oldValues", a.new_values AS "newValues", a.hash
    FROM ${tables} WHERE a.company_id = ${companyId}::uuid AND a.id = ${entryId}::uuid`;
  const entry = found(row);
  const others = entry.correlationId
    ? await db.$queryRaw<Array<AuditRow>>`
        SELECT ${columns} FROM ${tables}
        WHERE a.company_id = ${companyId}::uuid AND a.correlation_id = ${entry.correlationId} AND a.id <> ${entryId}::uuid
          AND a.created_at BETWEEN ${entry.createdAt}::timestamptz - interval '1 day' AND ${entry.createdAt}::timestamptz + interval '1 day'
        ORDER BY a.sequence LIMIT 20`
    : [];
  return { entry, others };
}

/** Whoever works or worked here, for the filter. */
export const auditPeople = ({ db, companyId }: CompanyCtx) =>
  db.$queryRaw<Array<{ id: string; name: string }>>`
    SELECT u.id, coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) AS name
    FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.company_id = ${companyId}::uuid ORDER BY name, u.id LIMIT 500`;

/** Months that this company keeps its log. */
export async function auditRetention({ db, companyId }: CompanyCtx): Promise<number> {
  const setting = await db.systemSetting.findUnique({
    where: { companyId_category_key: { companyId, category: "audit", key: "retention_months" } },
    select: { value: true },
  });
  return Number(setting?.value) || longestRetention;
}

/** A page of a file of the log, oldest first: a row that comes while it is read is in it or not, and none is twice. */
export const exportAuditPage = (ctx: CompanyCtx, filter: AuditFilter, { after, take = 2000 }: { after: string; take?: number }) =>
  ctx.db.$queryRaw<Array<AuditEntryRow>>`
    SELECT ${columns}, a.user_agent AS "userAgent", a.correlation_id AS "correlationId", a.gdpr_basis AS "gdprBasis", a.error_message AS "errorMessage",
      a.old_values AS "oldValues", a.new_values AS "newValues", a.hash
    FROM ${tables} WHERE ${auditWhere(ctx, filter)} AND a.sequence > ${after}::bigint ORDER BY a.sequence LIMIT ${take}::int`;
