import { z } from "zod";
import { retentions } from "./audit.rules";

/** Months, one of those on offer. */
export const AuditRetention = z.object({
  months: z.coerce
    .number()
    .refine((months): months is (typeof retentions)[number] => (retentions as ReadonlyArray<number>).includes(months)),
});
export type AuditRetention = z.infer<typeof AuditRetention>;
