import { z } from "zod";
import { AppError } from "~/platform/errors";
import { isId } from "~/platform/ids";
import { splitTags } from "./split-tags.rules";
import { filterFromUrl, type ProspectFilter } from "./prospect-filter.schema";

/** Whom an act on many is meant for: named ones, or all that match a filter. */
export type ProspectSelection = { ids: Array<string> } | { filter: ProspectFilter };

/** The fields of a form that acts on many: `id` for each (or `ids`, joined by blanks), or `all=true` and the list's address in `filter`. */
export const SelectionFields = {
  id: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.guid()).max(1000)),
  ids: z.string().max(40_000).optional(),
  all: z.literal("true").optional(),
  filter: z.string().max(12_000).optional(),
};

interface Selected {
  id: Array<string>;
  ids?: string;
  all?: "true";
  filter?: string;
}

/**
 * Whom a posted form means.
 * @throws AppError 'prospecting.selection.empty' (422): an act on nobody is not an act on everybody
 */
export function requireSelection({ id, ids, all, filter }: Selected): ProspectSelection {
  if (all) return { filter: filterFromUrl(new URLSearchParams(filter ?? "")) };
  const named = [...id, ...(ids ?? "").split(" ").filter(isId)];
  if (named.length === 0) throw new AppError("prospecting.selection.empty", { status: 422 });
  return { ids: named };
}

const tag = z
  .string("prospecting.tag.missing")
  .trim()
  .min(1, "prospecting.tag.missing")
  .max(50, "prospecting.prospect.text_too_long")
  .refine((text) => splitTags(text).length === 1, "prospecting.tag.one_only");

export const TagProspects = z.object({ ...SelectionFields, tag, remove: z.literal("true").optional() });
