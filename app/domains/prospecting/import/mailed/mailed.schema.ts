import { z } from "zod";
import { NewScheduledImport } from "../scheduled/scheduled.schema";

const sender = /^(?:[^\s@,;<>]{1,64})?@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+$/;

/** Addresses and whole domains (@agence.fr), one a line or between commas. */
const Senders = z
  .string("prospecting.import.senders_missing")
  .max(3000, "prospecting.import.senders_invalid")
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .refine((senders) => senders.length > 0, "prospecting.import.senders_missing")
  .refine(
    (senders) => senders.length <= 20 && senders.every((one) => one.length <= 254 && sender.test(one)),
    "prospecting.import.senders_invalid",
  );

/** A list that comes by mail: who may send it, and what is said of its people, by the same rules as by hand. */
export const MailedImport = NewScheduledImport.pick({ name: true, sourceDetail: true, legalBasis: true }).extend({ senders: Senders });
export type MailedImport = z.output<typeof MailedImport>;
