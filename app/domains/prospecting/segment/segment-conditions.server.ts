import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Compiling } from "../condition/compile-condition.server";
import { testsOf } from "../condition/condition.schema";
import { ProspectFilter } from "../prospect/prospect-filter.schema";

interface Kept {
  id: string;
  type: "dynamic" | "fixed";
  conditions: unknown;
}

/** Segments read in a transaction stay read for it: a page and its count ask once. */
const read = new WeakMap<CompanyCtx["db"], Map<string, Promise<Array<Kept>>>>();

/** The segments that a filter names, in its part of that name and anywhere in its condition. */
export function segmentsIn({ segment = [], where }: ProspectFilter): Array<string> {
  const asked = where ? testsOf(where).flatMap(({ field, value }) => (field === "segment" ? (value as Array<string>) : [])) : [];
  return [...new Set([...segment, ...asked])].sort();
}

/**
 * What each segment of a filter stands for: the members of a fixed one, the conditions of a dynamic one. One that is not the company's
 * (any more) holds nobody. A segment's own conditions name no other: what they would mean changes behind their back.
 */
export async function segmentsFor(
  { db, now }: CompanyCtx,
  filter: ProspectFilter,
  whereOf: (filter: ProspectFilter, compiling: Compiling) => Prisma.Sql,
): Promise<Compiling["segment"]> {
  const ids = segmentsIn(filter);
  if (ids.length === 0) return nobody;
  const known = read.get(db) ?? new Map<string, Promise<Array<Kept>>>();
  read.set(db, known);
  const key = ids.join(" ");
  if (!known.has(key))
    known.set(key, db.segment.findMany({ where: { id: { in: ids } }, select: { id: true, type: true, conditions: true } }));
  const kept = new Map((await known.get(key)!).map((segment) => [segment.id, segment]));
  return (id) => {
    const segment = kept.get(id);
    if (!segment) return nobody();
    return segment.type === "fixed"
      ? Prisma.sql`p.id IN (SELECT g.prospect_id FROM segment_members g WHERE g.segment_id = ${id}::uuid)`
      : Prisma.sql`(${whereOf(ProspectFilter.parse(segment.conditions), { now, segment: nobody })})`;
  };
}

const nobody = () => Prisma.sql`false`;
