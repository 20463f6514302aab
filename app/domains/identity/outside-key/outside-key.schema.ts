import { z } from "zod";
import { services } from "./outside-key.rules";

const blankIsMissing = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const value = z
  .string("platform.form.required")
  .trim()
  .min(8, "identity.service_key.value_invalid")
  .max(500, "identity.service_key.value_invalid")
  .regex(/^[\x21-\x7e]+$/, "identity.service_key.value_invalid");

const shape = {
  label: z.string().trim().max(100, "identity.service_key.label_too_long").default(""),
  /** Requests a month; absent: no cap. */
  usageLimitMonthly: z.preprocess(
    blankIsMissing,
    z.coerce
      .number("identity.service_key.cap_invalid")
      .int("identity.service_key.cap_invalid")
      .min(0, "identity.service_key.cap_invalid")
      .max(1_000_000_000, "identity.service_key.cap_invalid")
      .optional(),
  ),
  /** US dollars a request; absent: not told. */
  costPerRequest: z.preprocess(
    (text) => (typeof text === "string" ? blankIsMissing(text.replace(",", ".").trim()) : text),
    z
      .string()
      .regex(/^\d{1,6}(\.\d{1,6})?$/, "identity.service_key.cost_invalid")
      .optional(),
  ),
};

export const AddServiceKey = z.object({ serviceName: z.enum(services, "platform.form.required"), value, ...shape });
export type AddServiceKey = z.output<typeof AddServiceKey>;

/** A blank value keeps the one that is there. */
export const ChangeServiceKey = z.object({ value: z.preprocess(blankIsMissing, value.optional()), ...shape });
export type ChangeServiceKey = z.output<typeof ChangeServiceKey>;
