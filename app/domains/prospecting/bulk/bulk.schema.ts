import { z } from "zod";
import { ProspectStatus } from "~/generated/prisma/enums";
import { longestTag } from "../prospect/prospect.schema";
import { SelectionFields } from "../prospect/prospect-selection.schema";
import { splitTags } from "../prospect/split-tags.rules";

/** Fields that can be given one value for many. What names one prospect alone, his e-mail and his SIRET, is not among them. */
export const settableFields = [
  "jobTitle",
  "organizationName",
  "firstName",
  "lastName",
  "phone",
  "mobile",
  "street",
  "postalCode",
  "city",
  "countryCode",
  "language",
  "websiteUrl",
  "linkedinUrl",
  "sourceDetail",
  "notes",
] as const;
export type SettableField = (typeof settableFields)[number];
export const isSettableField = (text: string): text is SettableField => (settableFields as ReadonlyArray<string>).includes(text);

export const bulkActs = ["assign", "status", "tag", "untag", "delete", "join_segment", "leave_segment", "set_field"] as const;

const tag = z
  .string("prospecting.tag.missing")
  .trim()
  .min(1, "prospecting.tag.missing")
  .max(longestTag, "prospecting.prospect.text_too_long")
  .refine((text) => splitTags(text).length === 1, "prospecting.tag.one_only");
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** A form that acts on many: whom it means, what it does to them, and the page it came from. */
export const BulkForm = z.object({
  ...SelectionFields,
  act: z.enum(bulkActs),
  userId: z.preprocess(blankIsAbsent, z.guid("platform.form.invalid").optional()),
  status: z.enum(ProspectStatus).optional(),
  tag: z.preprocess(blankIsAbsent, tag.optional()),
  /** Takes away instead: a tag, a place in a segment. */
  remove: z.literal("true").optional(),
  segmentId: z.preprocess(blankIsAbsent, z.guid("prospecting.filter.segment_unknown").optional()),
  /** Of a segment to be made. */
  name: z.preprocess(blankIsAbsent, z.string().trim().max(100, "prospecting.prospect.text_too_long").optional()),
  field: z.string().max(120).optional(),
  /** Several of a choice are posted one by one; blank empties. */
  value: z.preprocess(
    (value) => (Array.isArray(value) ? value.filter(Boolean).join(", ") : value),
    z.string().max(10_000, "prospecting.prospect.text_too_long").default(""),
  ),
  back: z.string().default("/prospects"),
});
export type BulkForm = z.output<typeof BulkForm>;

const custom = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** An act with its values, found right: what a run keeps and does. */
export const BulkDeed = z.discriminatedUnion("act", [
  z.object({ act: z.literal("assign"), userId: z.guid().nullable() }),
  z.object({ act: z.literal("status"), status: z.enum(ProspectStatus) }),
  z.object({ act: z.literal("tag"), tag: z.string() }),
  z.object({ act: z.literal("untag"), tag: z.string() }),
  z.object({ act: z.literal("delete") }),
  z.object({ act: z.literal("join_segment"), segmentId: z.guid(), name: z.string() }),
  z.object({ act: z.literal("leave_segment"), segmentId: z.guid(), name: z.string() }),
  z.object({ act: z.literal("set_field"), field: z.string(), value: custom, label: z.string().optional() }),
]);
export type BulkDeed = z.output<typeof BulkDeed>;
