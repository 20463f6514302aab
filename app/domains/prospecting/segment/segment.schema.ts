import { z } from "zod";
import { ConditionTree } from "../condition/condition.schema";
import { SelectionFields } from "../prospect/prospect-selection.schema";

const name = z
  .string("prospecting.segment.name_missing")
  .trim()
  .min(1, "prospecting.segment.name_missing")
  .max(100, "prospecting.segment.name_too_long");

/** A segment as its form posts it: `where` is the condition as JSON, left out for a fixed one. */
export const SegmentForm = z
  .object({
    name,
    type: z.enum(["dynamic", "fixed"]),
    q: z.string().trim().max(200, "prospecting.segment.name_too_long").optional(),
    where: ConditionTree.optional(),
  })
  .superRefine(({ type, q, where }, issues) => {
    if (type === "dynamic" && !q && !where)
      issues.addIssue({ code: "custom", path: ["where"], message: "prospecting.segment.condition_missing" });
  });
export type SegmentForm = z.output<typeof SegmentForm>;

/** Puts those chosen, or all that match, into a fixed segment, there already or named now; or takes them out. */
export const SegmentProspects = z.object({
  ...SelectionFields,
  segmentId: z.guid("prospecting.filter.segment_unknown").optional(),
  name: name.optional(),
  remove: z.literal("true").optional(),
  back: z.string().default("/prospects"),
});
