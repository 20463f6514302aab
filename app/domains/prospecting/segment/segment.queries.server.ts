import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { ProspectFilter } from "../prospect/prospect-filter.schema";
import { prospectWhere, withinReach } from "../prospect/prospect-where.server";

export interface SegmentRow {
  id: string;
  name: string;
  type: "dynamic" | "fixed";
  /** Who is in it now, as far as the reader reaches. */
  count: number;
  /** Campaigns that rest on it and are not over. */
  campaigns: number;
}

/** Campaigns that would write to others if their segment went. */
export const resting = ["draft", "scheduled", "active", "paused"] as const;

/** A page of segments by name, each counted now: two statements, however many they are. */
export async function listSegments(
  ctx: CompanyCtx,
  { after, take = 25 }: { after: string | null; take?: number },
): Promise<{ segments: Array<SegmentRow>; next: string | null }> {
  const { db, companyId } = ctx;
  const rows = await db.segment.findMany({
    where: { companyId, ...(after && { name: { gt: after } }) },
    orderBy: { name: "asc" },
    take: take + 1,
    select: {
      id: true,
      name: true,
      type: true,
      conditions: true,
      _count: { select: { campaigns: { where: { status: { in: [...resting] } } } } },
    },
  });
  const page = rows.slice(0, take);
  const counts = await countEach(ctx, page);
  return {
    segments: page.map(({ id, name, type, _count }, at) => ({ id, name, type, count: counts[at]!, campaigns: _count.campaigns })),
    next: rows.length > take ? page.at(-1)!.name : null,
  };
}

type Counted = { id: string; type: "dynamic" | "fixed"; conditions: unknown };

async function countEach(ctx: CompanyCtx, segments: Array<Counted>): Promise<Array<number>> {
  if (segments.length === 0) return [];
  const counts = await Promise.all(
    segments.map(
      async (one) =>
        Prisma.sql`(SELECT count(*) FROM prospects p WHERE ${await prospectWhere(ctx, filterOf(one))}${withinReach(ctx)})::int`,
    ),
  );
  const [row] = await ctx.db.$queryRaw<Array<{ counts: Array<number> }>>`SELECT ARRAY[${Prisma.join(counts)}] AS counts`;
  return row!.counts;
}

/** The prospects of a segment as a filter of the list. */
const filterOf = ({ id, type, conditions }: Counted): ProspectFilter =>
  type === "fixed" ? { segment: [id] } : ProspectFilter.parse(conditions);

/** One segment with its conditions, its count, and the campaigns that rest on it; null when it is not the company's. */
export async function findSegment(ctx: CompanyCtx, id: string) {
  const { db, companyId } = ctx;
  const row = await db.segment.findFirst({
    where: { companyId, id },
    select: {
      id: true,
      name: true,
      type: true,
      conditions: true,
      campaigns: { where: { status: { in: [...resting] } }, orderBy: { createdAt: "desc" }, take: 20, select: { id: true, name: true } },
    },
  });
  if (!row) return null;
  const [count] = await countEach(ctx, [row]);
  const { conditions, ...segment } = row;
  return { ...segment, filter: ProspectFilter.parse(segment.type === "fixed" ? {} : conditions), count: count! };
}

/** Segments by name, for choosing: all, or those whose members are chosen by hand. */
export const segmentNames = ({ db, companyId }: CompanyCtx, { fixedOnly = false } = {}): Promise<Array<{ id: string; name: string }>> =>
  db.segment.findMany({
    where: { companyId, ...(fixedOnly && { type: "fixed" }) },
    orderBy: { name: "asc" },
    take: 500,
    select: { id: true, name: true },
  });
