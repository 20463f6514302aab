/** The ways a person may be reached, and the one by which he is only watched. */
export const contactChannels = ["email", "sms", "whatsapp", "phone"] as const;
export const channels = [...contactChannels, "tracking"] as const;
export type Channel = (typeof channels)[number];
export type ContactChannel = (typeof contactChannels)[number];
export const isChannel = (text: unknown): text is Channel => channels.includes(text as Channel);

/**
 * Why one writes. prospecting: to win him. service: what a contract, a duty or his own question asks for, which an opposition to
 * prospecting does not touch.
 */
export type Purpose = "prospecting" | "service";

/** What stands in the ledger about one person and channel. */
export interface Standing {
  /** The last word of each of his addresses: true yes, false no. */
  said: ReadonlyArray<boolean>;
  /** Why one of his addresses is on the list of those never written to. */
  suppressed: string | null;
  /** No mail can arrive at one of his addresses, as far as its domain says. */
  isDead?: boolean;
}

export type ContactVerdict = { may: true } | { may: false; reason: "suppressed" | "opposed" | "invalid" | "no_consent" };

/** Reasons that bind whatever the purpose: the address is dead, or its person is gone from our records. */
const alwaysBinding = new Set(["hard_bounce", "erased"]);

/**
 * A no of any of his addresses holds, however the others were asked. Tracking, and consumers on the phone (Code de la consommation,
 * L223-1, since 11 August 2026) or by text message, want a yes first.
 */
export function judgeContact(
  { said, suppressed, isDead = false }: Standing,
  { channel, purpose, isProfessional }: { channel: Channel; purpose: Purpose; isProfessional: boolean },
): ContactVerdict {
  if (suppressed && (purpose === "prospecting" || alwaysBinding.has(suppressed))) return { may: false, reason: "suppressed" };
  if (purpose === "service") return isDead ? { may: false, reason: "invalid" } : { may: true };
  if (said.includes(false)) return { may: false, reason: "opposed" };
  if (isDead) return { may: false, reason: "invalid" };
  const wantsYes = channel === "tracking" || (channel !== "email" && !isProfessional);
  return wantsYes && !said.includes(true) ? { may: false, reason: "no_consent" } : { may: true };
}
