import { z } from "zod";

const many = z.union([z.guid("platform.form.invalid").transform((id) => [id]), z.array(z.guid("platform.form.invalid"))]).default([]);

export const TeamForm = z.object({
  name: z.string("platform.form.required").trim().min(1, "platform.form.required").max(100, "platform.form.invalid"),
  leaderId: z.guid("platform.form.invalid").optional(),
  member: many,
});
export type TeamForm = z.infer<typeof TeamForm>;
