import { z } from "zod";
import { normaliseEmail } from "./request-address.rules";

export const requestTypes = ["access", "erasure", "objection", "rectification"] as const;
export type RequestType = (typeof requestTypes)[number];

const optionalText = (most: number) => z.string().trim().max(most, "privacy.request.too_long").optional();

/** A request as a member writes it down: a letter, a call, a mail. */
export const RegisterRequest = z
  .object({
    type: z.enum(requestTypes, "privacy.request.type_missing"),
    name: optionalText(200),
    email: optionalText(254).refine((text) => !text || normaliseEmail(text) !== null, "privacy.request.email_invalid"),
    phone: optionalText(20).refine((text) => !text || /^\+[1-9]\d{5,14}$/.test(text), "privacy.request.phone_invalid"),
    prospectId: z.guid("privacy.request.prospect_invalid").optional(),
    /** The day it came, as YYYY-MM-DD; today unless given. */
    receivedOn: z.iso.date("privacy.request.date_invalid").optional(),
    note: optionalText(2000),
  })
  .refine(({ email, phone, prospectId }) => email || phone || prospectId, { path: ["email"], message: "privacy.request.nobody" });
export type RegisterRequest = z.output<typeof RegisterRequest>;

/** What a member does with a request; each act wants its own words. */
export const HandleRequest = z.discriminatedUnion(
  "intent",
  [
    z.object({
      intent: z.literal("accept"),
      identityNote: z
        .string("privacy.request.identity_missing")
        .trim()
        .min(1, "privacy.request.identity_missing")
        .max(500, "privacy.request.too_long"),
    }),
    z.object({
      intent: z.literal("refuse"),
      reason: z
        .string("privacy.request.reason_missing")
        .trim()
        .min(1, "privacy.request.reason_missing")
        .max(500, "privacy.request.too_long"),
    }),
  ],
  "privacy.request.intent_missing",
);
export type HandleRequest = z.output<typeof HandleRequest>;
