import { z } from "zod";
import { isTimezone } from "~/platform/local-time";
import { Email } from "../account/account.schema";

const text = (max: number) => z.string().trim().max(max, "platform.form.invalid").optional();
const hour = (least: number, most: number) =>
  z.coerce
    .number("platform.form.invalid")
    .int("platform.form.invalid")
    .min(least, "platform.form.invalid")
    .max(most, "platform.form.invalid");

/** Who writes: printed under each message, and obeyed by each sending. */
export const SenderIdentity = z
  .object({
    name: z.string({ error: "platform.form.required" }).trim().min(2, "platform.form.required").max(200, "platform.form.invalid"),
    postalAddress: text(500),
    senderName: text(100),
    senderEmail: Email.optional(),
    replyToEmail: Email.optional(),
    websiteUrl: z.url("platform.form.invalid").max(500, "platform.form.invalid").optional(),
    dataSourceNote: text(300),
    timezone: z.string().refine(isTimezone, "platform.form.invalid"),
    sendFromHour: hour(0, 23),
    sendUntilHour: hour(1, 24),
  })
  .refine(({ sendFromHour, sendUntilHour }) => sendFromHour < sendUntilHour, {
    error: "identity.company.hours_reversed",
    path: ["sendUntilHour"],
  });
export type SenderIdentity = z.infer<typeof SenderIdentity>;
