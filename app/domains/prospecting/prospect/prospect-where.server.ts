import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { compileCondition, type Compiling } from "../condition/compile-condition.server";
import { segmentsFor } from "../segment/segment-conditions.server";
import type { ProspectFilter } from "./prospect-filter.schema";
import type { ProspectSelection } from "./prospect-selection.schema";

/** More than any company has: an act on all that match must not leave any out. */
const everyMatch = 10_000_000;

/**
 * A filter as a condition on alias `p` of table prospects, without those that were deleted. List, count, export, acts on many, segments
 * and campaigns use this one, so that they mean the same people. Row security adds the company. Only a filter that names segments asks
 * the database, once.
 */
export async function prospectWhere(ctx: CompanyCtx, filter: ProspectFilter, searchAtMost = everyMatch): Promise<Prisma.Sql> {
  return filterWhere(filter, await compilingFor(ctx, filter), searchAtMost);
}

/** What the conditions of a filter are compiled with. */
export const compilingFor = async (ctx: CompanyCtx, filter: ProspectFilter): Promise<Compiling> => ({
  now: ctx.now,
  segment: await segmentsFor(ctx, filter, filterWhere),
});

function filterWhere(filter: ProspectFilter, compiling: Compiling, searchAtMost = everyMatch): Prisma.Sql {
  const { q, status, scoreMin, scoreMax, department, city, email, phone, tag, source, importRun, contacted, since, segment, where } =
    filter;
  const parts: Array<Prisma.Sql> = [Prisma.sql`p.deleted_at IS NULL`];
  if (q !== undefined) parts.push(Prisma.sql`p.id IN (SELECT s.id FROM app.search_prospects(${q}, ${searchAtMost}::int) s)`);
  if (status) parts.push(Prisma.sql`p.status = ANY (${status}::prospect_status[])`);
  if (scoreMin !== undefined) parts.push(Prisma.sql`p.lead_score >= ${scoreMin}::int`);
  if (scoreMax !== undefined) parts.push(Prisma.sql`p.lead_score <= ${scoreMax}::int`);
  if (department) parts.push(Prisma.sql`p.department = ANY (${department}::text[])`);
  if (city !== undefined) parts.push(Prisma.sql`app.fold(p.city) = app.fold(${city})`);
  if (email) parts.push(email === "yes" ? Prisma.sql`p.email IS NOT NULL` : Prisma.sql`p.email IS NULL`);
  if (phone)
    parts.push(
      phone === "yes" ? Prisma.sql`(p.phone IS NOT NULL OR p.mobile IS NOT NULL)` : Prisma.sql`p.phone IS NULL AND p.mobile IS NULL`,
    );
  if (tag) parts.push(Prisma.sql`p.tags && ${tag}::text[]`);
  if (source) parts.push(Prisma.sql`p.source = ANY (${source}::prospect_source[])`);
  if (importRun !== undefined) parts.push(Prisma.sql`p.import_run_id = ${importRun}::uuid`);
  if (contacted) parts.push(contacted === "yes" ? Prisma.sql`p.last_contacted_at IS NOT NULL` : Prisma.sql`p.last_contacted_at IS NULL`);
  if (since !== undefined) parts.push(Prisma.sql`p.created_at >= ${since}::date::timestamp AT TIME ZONE 'UTC'`);
  if (segment) parts.push(Prisma.sql`(${Prisma.join(segment.map(compiling.segment), " OR ")})`);
  if (where) parts.push(compileCondition(where, compiling));
  return Prisma.join(parts, " AND ");
}

/** Whom an act was meant for, as the audit log tells it: the one by name, of several chosen the ids, of all that match none. */
export function whomOf(selection: ProspectSelection): { about: { type: "prospect"; id?: string }; whom: { ids?: Array<string> } } {
  const ids = "ids" in selection ? selection.ids : [];
  return ids.length === 1
    ? { about: { type: "prospect", id: ids[0]! }, whom: {} }
    : { about: { type: "prospect" }, whom: ids.length > 0 ? { ids: ids.slice(0, 100) } : {} };
}

/**
 * What row security asks of alias `p` anyway, said so that an index can answer it: whoever reaches few prospects would read through all
 * to find his.
 */
export const withinReach = ({ reach }: Pick<CompanyCtx, "reach">): Prisma.Sql =>
  reach?.prospect ? Prisma.sql` AND p.assigned_to_id = ANY (${[...reach.prospect]}::uuid[])` : Prisma.empty;

/** Whom an act is meant for, as a condition on alias `p`. */
export async function selectionWhere(ctx: CompanyCtx, selection: ProspectSelection): Promise<Prisma.Sql> {
  return "ids" in selection
    ? Prisma.sql`p.deleted_at IS NULL AND p.id = ANY (${selection.ids}::uuid[])`
    : prospectWhere(ctx, selection.filter);
}
