import { z } from "zod";
import { ProspectSource, ProspectStatus } from "~/generated/prisma/enums";
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
});
export type ProspectFilter = z.infer<typeof ProspectFilter>;
export type FilterPart = keyof ProspectFilter;

export const filterParts = Object.keys(ProspectFilter.shape) as Array<FilterPart>;
const lists: ReadonlySet<FilterPart> = new Set(["status", "department", "tag", "source"]);

/** Reads a filter out of an address. A part that makes no sense is left out: the list shows what it understood. */
export function filterFromUrl(search: URLSearchParams): ProspectFilter {
  const filter: Record<string, unknown> = {};
  for (const part of filterParts) {
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
  return filter;
}

/** The same filter as an address, its parts always in one order. Starts without "?". */
export function filterToUrl(filter: ProspectFilter): string {
  const search = new URLSearchParams();
  for (const part of filterParts) for (const value of [filter[part] ?? []].flat()) search.append(part, String(value));
  return search.toString();
}

export const isEmptyFilter = (filter: ProspectFilter) => filterParts.every((part) => filter[part] === undefined);

/** The filter without one part. */
export function withoutPart(filter: ProspectFilter, part: FilterPart): ProspectFilter {
  const { [part]: _, ...rest } = filter;
  return rest;
}
