import { z } from "zod";

const revision = z.coerce.number().int().min(0);
/** Where the queue goes on: the campaign it is narrowed to, and the message after this one. */
const onward = { campaign: z.guid().optional(), next: z.guid().optional() };

export const ApproveForm = z.object({ revision, ...onward });
export const RefuseForm = z.object({ revision, ...onward });
export const RestoreForm = z.object({ campaign: z.guid().optional() });
export const ApproveAllForm = z.object({ mark: z.string().min(1).max(64), campaign: z.guid().optional() });

/** A draft as a person writes it. Blank lines part paragraphs. */
export const EditForm = z.object({
  revision,
  subject: z
    .string("outreach.message.subject_missing")
    .trim()
    .min(1, "outreach.message.subject_missing")
    .max(200, "outreach.message.subject_too_long"),
  previewText: z.string().trim().max(200, "outreach.message.preview_too_long").default(""),
  content: z
    .string("outreach.message.content_missing")
    .transform((text) =>
      text
        .replace(/\r\n?/g, "\n")
        .replace(/[ \t]+\n/g, "\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
    )
    .pipe(z.string().min(1, "outreach.message.content_missing").max(10_000, "outreach.message.content_too_long")),
  ...onward,
});

export const RemarkForm = z.object({
  revision,
  remark: z
    .string("outreach.message.remark_missing")
    .trim()
    .min(1, "outreach.message.remark_missing")
    .max(500, "outreach.message.remark_too_long"),
  ...onward,
});
