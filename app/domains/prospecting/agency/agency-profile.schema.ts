import { z } from "zod";
import { AgencyType } from "~/generated/prisma/enums";
import { optionalText } from "~/platform/text";

const invalid = "platform.form.invalid";
const whole = (most: number) => z.coerce.number(invalid).int(invalid).min(0, invalid).max(most, invalid).optional();
/** An amount as people type it, kept as the database writes it. */
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,8}([.,]\d{1,2})?$/, invalid)
  .transform((typed) => typed.replace(",", "."))
  .optional();
const lines = z
  .string()
  .optional()
  .transform((typed) => [...new Set((typed ?? "").split(/\r?\n/).map((line) => line.trim()))].filter(Boolean))
  .refine((list) => list.length <= 30 && list.every((line) => line.length <= 100), invalid);

/** Lines for portals that a form shows: those known and two more, this many at most. */
export const mostPortals = 12;
export const agencyKinds = Object.values(AgencyType);

/** What is known of an agency, as its form sends it. An emptied field becomes unknown. */
export const AgencyProfileForm = z
  .object({
    agencyType: z.enum(AgencyType, invalid).optional(),
    networkName: optionalText(100),
    agentsCount: whole(100_000),
    /** Counted today; the count of an earlier day stays. */
    listingsCount: whole(1_000_000),
    crmSystem: optionalText(100),
    otherTools: lines,
    cardNumber: optionalText(40),
    cardExpiresOn: z.iso.date(invalid).optional(),
    portals: z
      .array(z.object({ portalName: optionalText(60), monthlyCost: amount }))
      .max(mostPortals, invalid)
      .default([]),
  })
  .superRefine(({ portals }, { addIssue }) => {
    const seen = new Set<string>();
    for (const [at, { portalName, monthlyCost }] of portals.entries()) {
      const key = portalName?.toLowerCase() ?? "";
      const fault = key === "" ? (monthlyCost ? "portal_unnamed" : null) : seen.has(key) ? "portal_twice" : null;
      if (fault) addIssue({ code: "custom", path: ["portals", at, "portalName"], message: `prospecting.agency.${fault}` });
      seen.add(key);
    }
  });
export type AgencyProfileForm = z.output<typeof AgencyProfileForm>;
