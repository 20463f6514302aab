import { z } from "zod";
import { type MergeChoices, type MergeField, mergeFields } from "./merge-fields.rules";

export const MergeSide = z.enum(["one", "other"]);
const choices = Object.fromEntries(mergeFields.map((field) => [`keep_${field}`, MergeSide.optional()])) as Record<
  `keep_${MergeField}`,
  z.ZodOptional<typeof MergeSide>
>;

/** What a person chose: which record stays, and of which each value is kept. */
export const MergeForm = z.object({ winner: MergeSide.optional(), ...choices });

/** The choices of a form, by field. */
export const choicesOf = (form: z.infer<typeof MergeForm>): MergeChoices =>
  Object.fromEntries(mergeFields.flatMap((field) => (form[`keep_${field}`] ? [[field, form[`keep_${field}`]!]] : [])));

/**
 * A merge asked for by a program: the prospect of the address is kept, `with` goes into it. `fields` names those of which the other one's
 * value is taken.
 */
export const ApiMerge = z.object({
  with: z.guid("prospecting.duplicate.unknown"),
  fields: z.array(z.enum(mergeFields)).max(mergeFields.length).default([]),
});
