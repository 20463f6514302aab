import type { DraftOrigin } from "~/generated/prisma/enums";
import type { Language } from "~/platform/i18n";

/** What is looked at before a person lets a message leave. The sender looks again when its turn comes. */
export interface CheckFacts {
  /** Of the message, and of the company, in which its products are described. */
  language: Language;
  companyLanguage: string;
  origin: DraftOrigin | null;
  email: string | null;
  suppressed: boolean;
  senderName: string | null;
  senderEmail: string | null;
  postalAddress: string | null;
  legalBasis: "legitimate_interest" | "consent" | "contract";
  /** Others of the same firm in the same campaign. */
  sameFirm: number;
  /** When another campaign last wrote to this person, within the time that one campaign keeps him to itself. */
  otherSentAt: Date | string | null;
  emailsSentToday: number;
  emailsLimitDaily: number;
}

export interface DraftCheck {
  /** Its words stand under `check` in the words of outreach. */
  code: string;
  state: "good" | "warning" | "bad";
  values?: Record<string, string | number>;
}

/** Who writes, to which address, by which right, and who else is written to. */
export function checksOf(facts: CheckFacts): Array<DraftCheck> {
  const check = (state: DraftCheck["state"], code: string, values?: DraftCheck["values"]): DraftCheck => ({
    code,
    state,
    ...(values && { values }),
  });
  return [
    facts.senderName && facts.senderEmail ? check("good", "sender") : check("warning", "sender_missing"),
    !facts.email ? check("bad", "address_missing") : facts.suppressed ? check("bad", "opposed") : check("good", "not_opposed"),
    check("good", `basis_${facts.legalBasis}`),
    facts.postalAddress ? check("good", "identity") : check("warning", "identity_missing"),
    facts.sameFirm > 0 ? check("warning", "same_firm", { count: facts.sameFirm }) : check("good", "no_duplicate"),
    ...(facts.origin === "rules" && facts.language !== facts.companyLanguage
      ? [check("warning", "other_language", { language: facts.language })]
      : []),
    ...(facts.otherSentAt ? [check("warning", "written_lately")] : []),
    check(facts.emailsSentToday < facts.emailsLimitDaily ? "good" : "warning", "limit", {
      sent: facts.emailsSentToday,
      limit: facts.emailsLimitDaily,
    }),
  ];
}
