import type { MessageStatus } from "~/generated/prisma/enums";

/** What is told of a mail that left, in the order in which it outranks what was told before. A reply proves more than a late bounce. */
const ranks = ["sent", "delivered", "opened", "clicked", "bounced", "replied"] as const;
export type Told = (typeof ranks)[number];

/** The status after one more thing was told: the highest of all, so the order in which they come does not matter. */
export function advance(status: MessageStatus, told: Told): MessageStatus {
  return ranks.indexOf(told) > ranks.indexOf(status as Told) ? told : status;
}

export const earliest = (one: Date | null, other: Date) => (one && one < other ? one : other);

/** Postmark's bounce types: the address is dead; or only this mail; or a note that says nothing of either. */
const hard = new Set(["HardBounce", "BadEmailAddress"]);
const notes = new Set([
  "Transient",
  "AutoResponder",
  "AddressChange",
  "OpenRelayTest",
  "ChallengeVerification",
  "Subscribe",
  "Unconfirmed",
]);
export type BounceKind = "hard" | "soft" | "complaint" | "opposition" | "note";

export function bounceKind(type: string): BounceKind {
  if (hard.has(type)) return "hard";
  if (type === "SpamComplaint") return "complaint";
  if (type === "Unsubscribe") return "opposition";
  return notes.has(type) ? "note" : "soft";
}

/** Of two bounces of one mail the harder one is kept; of equals, the one first in the alphabet, so that order does not matter. */
export function harder(one: string | null, other: string): string {
  if (!one) return other;
  if (hard.has(one) !== hard.has(other)) return hard.has(one) ? one : other;
  return one < other ? one : other;
}
