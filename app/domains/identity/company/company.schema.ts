import { z } from "zod";
import { isLanguage } from "~/platform/i18n";
import { isTimezone } from "~/platform/local-time";
import { optionalText } from "~/platform/text";
import { Email } from "../account/account.schema";
import { readNaf, readSiren, readSiretOf, readVat, vatFitsSiren } from "./company-numbers.rules";

const Name = z.string({ error: "platform.form.required" }).trim().min(2, "platform.form.required").max(200, "platform.form.invalid");

/** Another company of somebody who is here already. */
export const FoundCompany = z.object({ name: Name });

export const EnterCompany = z.object({ companyId: z.guid() });

const hour = (least: number, most: number) =>
  z.coerce
    .number("platform.form.invalid")
    .int("platform.form.invalid")
    .min(least, "platform.form.invalid")
    .max(most, "platform.form.invalid");

/** A number as typed, kept as its authority writes it; refused with its own sentence. */
const numberBy = (read: (text: string) => string | null, code: string) =>
  z
    .string()
    .trim()
    .max(40, code)
    .transform((typed, issues) => {
      const number = read(typed);
      if (number === null) issues.addIssue({ code: "custom", message: code });
      return number ?? z.NEVER;
    })
    .optional();

/** Forms of French companies that sell and let, and the rest. */
export const legalForms = [
  "sas",
  "sasu",
  "sarl",
  "eurl",
  "sa",
  "sci",
  "snc",
  "sole_trader",
  "cooperative",
  "association",
  "other",
] as const;

/** What the register and the chamber of commerce know of the company. */
const register = {
  commercialName: optionalText(200),
  email: Email.optional(),
  phone: optionalText(20),
  legalForm: z.enum(legalForms, "platform.form.invalid").optional(),
  siren: numberBy(readSiren, "identity.company.siren_invalid"),
  siret: numberBy(readSiretOf, "identity.company.siret_invalid"),
  vatNumber: numberBy(readVat, "identity.company.vat_invalid"),
  nafCode: numberBy(readNaf, "identity.company.naf_invalid"),
  cardNumber: optionalText(50),
  cardIssuer: optionalText(100),
  cardExpiresOn: z.iso.date("platform.form.invalid").optional(),
  language: z.string().refine(isLanguage, "platform.form.invalid").optional(),
};

/** Who writes: printed under each message, and obeyed by each sending. */
export const SenderIdentity = z
  .object({
    name: Name,
    postalAddress: optionalText(500),
    senderName: optionalText(100),
    senderEmail: Email.optional(),
    replyToEmail: Email.optional(),
    websiteUrl: z.url("platform.form.invalid").max(500, "platform.form.invalid").optional(),
    dataSourceNote: optionalText(300),
    timezone: z.string().refine(isTimezone, "platform.form.invalid"),
    sendFromHour: hour(0, 23),
    sendUntilHour: hour(1, 24),
    ...register,
  })
  .refine(({ sendFromHour, sendUntilHour }) => sendFromHour < sendUntilHour, {
    error: "identity.company.hours_reversed",
    path: ["sendUntilHour"],
  })
  .refine(({ siren, siret }) => !siren || !siret || siret.startsWith(siren), { error: "identity.company.siret_of_other", path: ["siret"] })
  .refine(({ vatNumber, siren, siret }) => !vatNumber || !(siren ?? siret) || vatFitsSiren(vatNumber, siren ?? siret!.slice(0, 9)), {
    error: "identity.company.vat_of_other",
    path: ["vatNumber"],
  });
export type SenderIdentity = z.infer<typeof SenderIdentity>;
