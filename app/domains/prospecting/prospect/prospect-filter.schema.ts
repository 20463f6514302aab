import { z } from "zod";
import { ProspectSource, ProspectStatus } from "~/generated/prisma/enums";
import { AppError } from "~/platform/errors";
import { type Condition, ConditionTree } from "../condition/condition.schema";
import { splitTags } from "./split-tags.rules";

export const prospectStatuses = Object.values(ProspectStatus);
export const prospectSources = Object.values(ProspectSource);

const department = z.string().regex(/^(?:\d{2}|2[AB]|97[1-6])$/, "prospecting.filter.department_unknown");
const score = z.coerce.number().int().min(0).max(100);
const yesOrNo = z.enum(["yes", "no"]);
const day = z.iso.date();

/**
 * Which prospects are meant: each part that is present must hold, of the values of one list any. The same object is the address of
 * the list, the audience of a campaign (Campaign.targetFilters) and the target of an act on "all that match".
 */
export const ProspectFilter = z.strictObject({
  /** Words that all occur in name, firm, e-mail, city or phone; accents and case do not count. */
  q: z.string().trim().min(1).max(200).optional(),
  status: z.array(z.enum(ProspectStatus)).min(1).optional(),
  /** 0–100, both included. */
  scoreMin: score.optional(),
  scoreMax: score.optional(),
  department: z.array(department).min(1).optional(),
  city: z.string().trim().min(1).max(100).optional(),
  email: yesOrNo.optional(),
  /** A phone or a mobile. */
  phone: yesOrNo.optional(),
  /** Any of these tags. */
  tag: z.array(z.string().trim().min(1).max(50)).min(1).optional(),
  source: z.array(z.enum(ProspectSource)).min(1).optional(),
  importRun: z.guid().optional(),
  /** Whether a message ever left for them. */
  contacted: yesOrNo.optional(),
  /** Created on this day or later, UTC. */
  since: day.optional(),
  /** In any of these segments. */
  segment: z.array(z.guid("prospecting.filter.segment_unknown")).min(1).max(20, "prospecting.filter.segment_unknown").optional(),
  /** Questions about any field, in groups of all or any; in an address as JSON. */
  where: ConditionTree.optional(),
});
export type ProspectFilter = z.infer<typeof ProspectFilter>;
export type FilterPart = keyof ProspectFilter;

export const filterParts = Object.keys(ProspectFilter.shape) as Array<FilterPart>;
const lists: ReadonlySet<FilterPart> = new Set(["status", "department", "tag", "source"]);

/** Longest condition in an address, in characters of JSON. */
const longestWhere = 6000;

/**
 * Reads a filter out of an address. A part that makes no sense is left out: the list shows what it understood.
 * @throws AppError 'prospecting.condition.…' (400) for a condition that is not understood, 'prospecting.filter.segment_unknown' (400): left
 * out, they would mean everybody
 */
export function filterFromUrl(search: URLSearchParams): ProspectFilter {
  const filter: Record<string, unknown> = {};
  for (const part of filterParts) {
    if (part === "where" || part === "segment") continue;
    const schema = ProspectFilter.shape[part];
    const given = search
      .getAll(part)
      .flatMap((value) => (part === "department" ? value.split(/[\s,;،؛]+/) : part === "tag" ? splitTags(value) : [value]))
      .filter((value) => value.trim() !== "");
    if (given.length === 0) continue;
    const fits = lists.has(part)
      ? given.map((value) => (part === "department" ? value.toUpperCase() : value)).filter((value) => schema.safeParse([value]).success)
      : given[0];
    const read = schema.safeParse(Array.isArray(fits) ? [...new Set(fits)] : fits);
    if (read.success) filter[part] = read.data;
  }
  const segment = search.getAll("segment").filter((id) => id !== "");
  if (segment.length > 0) filter.segment = understood(ProspectFilter.shape.segment, [...new Set(segment)]);
  const where = search.get("where");
  if (where) {
    if (where.length > longestWhere) throw new AppError("prospecting.condition.too_many", { status: 400 });
    filter.where = understood(ProspectFilter.shape.where, where);
  }
  return filter;
}

function understood<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (!read.success) throw new AppError(read.error.issues[0]!.message, { status: 400 });
  return read.data;
}

/** The same filter as an address, its parts always in one order. Starts without "?". */
export function filterToUrl(filter: ProspectFilter): string {
  const search = new URLSearchParams();
  for (const part of filterParts) {
    if (part === "where") continue;
    for (const value of [filter[part] ?? []].flat()) search.append(part, String(value));
  }
  if (filter.where) search.append("where", JSON.stringify(filter.where));
  return search.toString();
}

export const isEmptyFilter = (filter: ProspectFilter) => filterParts.every((part) => filter[part] === undefined);

/** The filter with one more question beside what it asks already. */
export function alsoWhere(filter: ProspectFilter, condition: Condition): ProspectFilter {
  const { where } = filter;
  return {
    ...filter,
    where: !where ? { all: [condition] } : "all" in where ? { all: [...where.all, condition] } : { all: [where, condition] },
  };
}

/** The filter without one part. */
export function withoutPart(filter: ProspectFilter, part: FilterPart): ProspectFilter {
  const { [part]: _, ...rest } = filter;
  return rest;
}
