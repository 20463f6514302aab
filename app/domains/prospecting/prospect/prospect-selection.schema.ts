import { z } from "zod";
import { filterFromUrl, type ProspectFilter } from "./prospect-filter.schema";

/** Whom an act on many is meant for: named ones, or all that match a filter. */
export type ProspectSelection = { ids: Array<string> } | { filter: ProspectFilter };

/** The fields of a form that acts on many: `id` for each, or `all=true` and the list's address in `filter`. */
export const SelectionFields = {
  id: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.guid()).max(1000)),
  all: z.literal("true").optional(),
  filter: z.string().max(4000).optional(),
};

const Fields = z.object(SelectionFields);

/** @returns null when nobody is named: an act on nobody is not an act on everybody */
export function selectionOf({ id, all, filter }: z.output<typeof Fields>): ProspectSelection | null {
  if (all) return { filter: filterFromUrl(new URLSearchParams(filter ?? "")) };
  return id.length > 0 ? { ids: id } : null;
}

const tag = z.string("prospecting.tag.missing").trim().min(1, "prospecting.tag.missing").max(50, "prospecting.prospect.text_too_long");

export const TagProspects = z.object({ ...SelectionFields, tag, remove: z.literal("true").optional() });
