import { frequencyDays } from "../campaign/campaign.rules";
import { nextSlot, type SendingHours, zoneOf } from "./sending-hours.rules";

/** What is known of an approved message when its turn comes. */
export interface Candidate {
  messageId: string;
  isEmpty: boolean;
  email: string | null;
  isDeleted: boolean;
  isSuppressed: boolean;
  /** Its domain takes no mail, and nobody said that it does. */
  isDead?: boolean;
  /** The sequence of this recipient has stopped: replied, unsubscribed, bounced, complained. */
  hasStopped: boolean;
  legalBasis: "legitimate_interest" | "consent" | "contract" | null;
  /** A firm, a register number or a post: what ties the address to a profession. */
  isProfessional: boolean;
  /** Last mail of another campaign that left, or may have left, to this prospect. */
  lastOtherAt: Date | null;
  countryCode: string | null;
  postalCode: string | null;
  department: string | null;
}

export type Verdict =
  { verdict: "send" } | { verdict: "refuse"; code: string; stop: string } | { verdict: "later"; at: Date; code: string };

/** Mailboxes people have at home. Professionals have them too: then something else must say so. */
const homeDomains = new Set(
  "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr icloud.com me.com aol.com gmx.fr gmx.com protonmail.com proton.me orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr club-internet.fr".split(
    " ",
  ),
);

/**
 * Whether a message may leave now, later or never. In the order of the law: opposition first, then the legal basis (mail without
 * prior consent must concern the reader's profession), then hours and frequency.
 */
export function judgeSend(
  candidate: Candidate,
  moment: Date,
  companyZone: string,
  hours: SendingHours,
  slots = new Map<string, Date>(),
): Verdict {
  const refusal = refusalOf(candidate);
  if (refusal) return { verdict: "refuse", ...refusal };

  const zone = zoneOf(candidate, companyZone);
  if (candidate.lastOtherAt) {
    const free = new Date(candidate.lastOtherAt.getTime() + frequencyDays * 24 * 60 * 60 * 1000);
    if (free > moment) return { verdict: "later", at: nextSlot(free, zone, hours), code: "outreach.sending.too_soon" };
  }
  const slot = slots.get(zone) ?? nextSlot(moment, zone, hours);
  slots.set(zone, slot);
  return slot > moment ? { verdict: "later", at: slot, code: "outreach.sending.out_of_hours" } : { verdict: "send" };
}

function refusalOf({
  isSuppressed,
  isDead,
  isDeleted,
  email,
  hasStopped,
  isEmpty,
  legalBasis,
  isProfessional,
}: Candidate): { code: string; stop: string } | null {
  if (isSuppressed) return { code: "outreach.sending.suppressed", stop: "unsubscribed" };
  if (isDeleted) return { code: "outreach.sending.prospect_deleted", stop: "rejected" };
  if (!email) return { code: "outreach.sending.no_email", stop: "rejected" };
  if (isDead) return { code: "outreach.sending.invalid_email", stop: "rejected" };
  if (hasStopped) return { code: "outreach.sending.sequence_stopped", stop: "rejected" };
  if (isEmpty) return { code: "outreach.sending.empty", stop: "rejected" };
  if (!legalBasis) return { code: "outreach.sending.no_legal_basis", stop: "rejected" };
  if (legalBasis === "legitimate_interest" && !isProfessional && homeDomains.has(email.slice(email.lastIndexOf("@") + 1)))
    return { code: "outreach.sending.needs_consent", stop: "rejected" };
  return null;
}
