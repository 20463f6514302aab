import type { PreparedEmail, PreparedRecord } from "./prepare-record.rules";
import { isMisspelt, isOneSlip, nearness } from "./text-distance.rules";

/** Why two records seem one, or do not. A code is a key of words: `duplicate.reason.<code>`. */
export const matchReasons = [
  "email_same",
  "email_variant",
  "email_misspelt",
  "email_name_same",
  "phone_same",
  "phone_misspelt",
  "siret_same",
  "siren_same",
  "siret_differs",
  "linkedin_same",
  "website_same",
  "name_same",
  "name_swapped",
  "name_short",
  "name_misspelt",
  "name_initial",
  "name_part",
  "name_differs",
  "firm_same",
  "firm_form",
  "firm_misspelt",
  "firm_part",
  "firm_differs",
  "street_same",
  "place_same",
  "place_differs",
  "country_differs",
  "other_same",
  "other_differs",
] as const;
export type MatchReason = (typeof matchReasons)[number];
export interface MatchPoint {
  code: MatchReason;
  points: number;
}

export type Verdict = "same" | "perhaps" | "different";

/** From so many points on two records are the same, or perhaps. */
export const sameFrom = 90;
export const perhapsFrom = 60;

export interface Comparison {
  /** 0–100. */
  certainty: number;
  verdict: Verdict;
  reasons: Array<MatchPoint>;
}

/** How much an unmapped column tells, by header: what an equal value gives, and what another one takes. */
export type ExtraWeights = (header: string, value: string) => { same: number; differs: number };
const evenWeights: ExtraWeights = () => ({ same: 5, differs: 2 });

/** A cap that holds whatever else is in common: they cannot be one without a person looking. */
const lookAtMost = sameFrom - 5;

/**
 * How certain it is that two records are one, with the reasons. Each kind of evidence counts once and speaks for or against; what cannot be
 * true of one (two names, two SIRET) keeps the pair below certain, and a key that belongs to one only (address, SIRET, profile) above different.
 */
export function compareRecords(one: PreparedRecord, other: PreparedRecord, weights: ExtraWeights = evenWeights): Comparison {
  const reasons: Array<MatchPoint> = [];
  const say = (code: MatchReason, points: number) => void reasons.push({ code, points });

  const name = comparePersons(one, other);
  const firm = compareFirms(one, other);
  const hasPersons = Boolean(one.last && other.last);
  const keys = compareKeys(one, other, { name, firm }, say);
  // Two other names and no key in common: whatever else agrees, they stay different. Nearly all pairs of a block end here.
  if (name === "name_differs" && reasons.length === 0)
    return { certainty: 0, verdict: "different", reasons: [{ code: name, points: personPoints[name] }] };
  if (name) say(name, personPoints[name]);
  if (firm) say(firm, hasPersons ? firmPointsOfPersons[firm] : firmPoints[firm]);
  comparePlaces(one, other, hasPersons, say);
  compareExtras(one, other, weights, say);

  let certainty = reasons.reduce((sum, { points }) => sum + points, 0);
  const contradicts = name === "name_differs" || (!hasPersons && firm === "firm_differs") || keys.siretDiffers;
  const isFirmAndPerson = Boolean(one.last) !== Boolean(other.last) && !keys.hasOwnKey;
  if (contradicts || isFirmAndPerson) certainty = Math.min(certainty, lookAtMost);
  if (keys.hasOwnKey) certainty = Math.max(certainty, perhapsFrom);
  certainty = Math.max(0, Math.min(100, certainty));
  return { certainty, verdict: verdictOf(certainty), reasons };
}

export const verdictOf = (certainty: number): Verdict =>
  certainty >= sameFrom ? "same" : certainty >= perhapsFrom ? "perhaps" : "different";

/** Whether two records cannot be one without a person looking: their names or SIRET contradict. What keeps chains of look-alikes apart. */
export function contradict(one: PreparedRecord, other: PreparedRecord): boolean {
  if (one.siret && other.siret && one.siret !== other.siret) return true;
  if (one.last && other.last) return comparePersons(one, other) === "name_differs";
  return compareFirms(one, other) === "firm_differs";
}

type NameReason = Extract<MatchReason, `name_${string}`>;
const personPoints: Record<NameReason, number> = {
  name_same: 42,
  name_swapped: 40,
  name_short: 34,
  name_misspelt: 32,
  name_initial: 24,
  name_part: 15,
  name_differs: -60,
};

/** What the names of two people have in common; null where one of them has none. */
export function comparePersons(one: PreparedRecord, other: PreparedRecord): NameReason | null {
  if (!one.last && !one.first) return null;
  if (!other.last && !other.first) return null;
  if (one.first === other.first && one.last === other.last) return one.first && one.last ? "name_same" : "name_part";
  if (one.first && other.first && one.nameSorted === other.nameSorted) return "name_swapped";
  const first = compareWords(one.first, other.first, one.firstFamilies, other.firstFamilies);
  const last = compareWords(one.last, other.last);
  if (first === "none" || last === "none") return first === "differs" || last === "differs" ? "name_differs" : "name_part";
  if (first !== "differs" && last !== "differs") {
    if (first === "initial" && last === "initial") return "name_part";
    if (first === "initial" || last === "initial") return "name_initial";
    if (first === "misspelt" || last === "misspelt") return "name_misspelt";
    return "name_short";
  }
  return isAcross(one.first, other.last) && isAcross(one.last, other.first) ? "name_swapped" : "name_differs";
}

const isAcross = (first: string, last: string) => first[0] === last[0] && (first === last || isMisspelt(first, last));

type Words = "same" | "family" | "misspelt" | "initial" | "part" | "none" | "differs";

function compareWords(one: string, other: string, families: Array<number> = [], otherFamilies: Array<number> = []): Words {
  if (one === "" || other === "") return "none";
  if (one === other) return "same";
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 1) return long[0] === short ? "initial" : "differs";
  if (families.some((family) => otherFamilies.includes(family))) return "family";
  const joined = short.replaceAll(" ", "");
  if (joined === long.replaceAll(" ", "")) return "same";
  // `jean pierre` and `j p`; `dupont` and `dupont martin`.
  if (
    joined.length <= 3 &&
    long.includes(" ") &&
    joined ===
      long
        .split(" ")
        .map((word) => word[0])
        .join("")
  )
    return "initial";
  if (long.startsWith(`${short} `) || long.endsWith(` ${short}`)) return "part";
  return isMisspelt(one, other) ? "misspelt" : "differs";
}

type FirmReason = Extract<MatchReason, `firm_${string}`>;
const firmPoints: Record<FirmReason, number> = { firm_same: 40, firm_form: 30, firm_misspelt: 30, firm_part: 12, firm_differs: -40 };
const firmPointsOfPersons: Record<FirmReason, number> = {
  firm_same: 28,
  firm_form: 24,
  firm_misspelt: 22,
  firm_part: 10,
  firm_differs: -5,
};

/** What the names of two firms have in common; null where one has none. */
function compareFirms(one: PreparedRecord, other: PreparedRecord): FirmReason | null {
  if (!one.firm || !other.firm) return null;
  if (one.firm === other.firm) return "firm_same";
  if (one.firmCore === other.firmCore) return "firm_form";
  const [joined, otherJoined] = [one.firmCore.replaceAll(" ", ""), otherwise(other.firmCore)];
  if (joined === otherJoined) return "firm_form";
  if (isMisspelt(joined, otherJoined)) return "firm_misspelt";
  const words = one.firmCore.split(" ");
  const otherWords = new Set(other.firmCore.split(" "));
  const inCommon = words.filter((word) => otherWords.has(word)).length;
  if (inCommon === words.length && inCommon === otherWords.size) return "firm_form";
  if (inCommon > 0 && inCommon >= Math.min(words.length, otherWords.size)) return "firm_part";
  return "firm_differs";
}
const otherwise = (words: string) => words.replaceAll(" ", "");

type Say = (code: MatchReason, points: number) => void;

/** E-mail, SIRET, phone, profile, site. */
function compareKeys(
  one: PreparedRecord,
  other: PreparedRecord,
  { name, firm }: { name: NameReason | null; firm: FirmReason | null },
  say: Say,
) {
  const agrees = name !== null && name !== "name_differs";
  let hasOwnKey = false;
  let siretDiffers = false;

  const email = compareEmails(one.emails, other.emails);
  if (email) {
    say(email.code, email.points);
    if (email.code === "email_same" || email.code === "email_variant") hasOwnKey = true;
  }
  const phones = one.phones.filter((number) => other.phones.includes(number)).length;
  if (phones > 0) say("phone_same", phones > 1 ? 65 : 50);
  else if (agrees && one.phones.some((number) => other.phones.some((another) => isOneSlip(number, another)))) say("phone_misspelt", 20);

  if (one.siret && other.siret) {
    if (one.siret === other.siret) {
      say("siret_same", 90);
      hasOwnKey = true;
    } else {
      siretDiffers = true;
      if (one.siret.slice(0, 9) === other.siret.slice(0, 9)) say("siren_same", 15);
      else say("siret_differs", -40);
    }
  }
  if (one.linkedin && one.linkedin === other.linkedin) {
    const isPersons = one.linkedin.startsWith("in/");
    say("linkedin_same", isPersons ? 90 : 25);
    hasOwnKey ||= isPersons;
  }
  if (one.host && one.host === other.host) say("website_same", firm && firm !== "firm_differs" && !one.last && !other.last ? 40 : 28);
  return { hasOwnKey, siretDiffers };
}

function compareEmails(emails: Array<PreparedEmail>, others: Array<PreparedEmail>): MatchPoint | null {
  let best: MatchPoint | null = null;
  for (const email of emails) {
    for (const another of others) {
      const found = compareEmail(email, another);
      if (found && (!best || found.points > best.points)) best = found;
    }
  }
  return best;
}

function compareEmail(one: PreparedEmail, other: PreparedEmail): MatchPoint | null {
  if (one.mailbox === other.mailbox)
    return one.written === other.written ? { code: "email_same", points: one.isRole ? 75 : 90 } : { code: "email_variant", points: 85 };
  if (one.isRole || other.isRole || one.local.length < 5 || other.local.length < 5) return null;
  if (one.domain === other.domain) {
    // Numbers at the end tell people apart: anne1@ and anne2@ are two.
    const isMistyped = isOneSlip(one.local, other.local) && one.local.replace(/\D/g, "") === other.local.replace(/\D/g, "");
    return isMistyped ? { code: "email_misspelt", points: 45 } : null;
  }
  if (one.local !== other.local) return null;
  if (isOneSlip(one.domain, other.domain) || nearness(one.domain, other.domain) > 0.95) return { code: "email_misspelt", points: 55 };
  return { code: "email_name_same", points: one.local.length >= 8 ? 25 : 15 };
}

function comparePlaces(one: PreparedRecord, other: PreparedRecord, hasPersons: boolean, say: Say) {
  if (one.country && other.country && one.country !== other.country) return say("country_differs", -25);
  if (one.country && one.country !== "FR" && one.country === other.country) say("place_same", 6); // nearly all are French: that says nothing
  const isSamePostcode = one.postcode !== "" && one.postcode === other.postcode;
  const isSameCity = one.city !== "" && (one.city === other.city || isMisspelt(one.city, other.city));
  const isElsewhere = one.postcode && other.postcode ? !isSamePostcode && !isSameCity : one.city && other.city ? !isSameCity : false;
  const isSameStreet = one.streetWords !== "" && isStreet(one.streetWords, other.streetWords) && one.streetNumber === other.streetNumber;
  if (isSameStreet && (isSamePostcode || isSameCity)) return say("street_same", 35);
  if (isElsewhere) return say("place_differs", hasPersons ? -8 : -30);
  if (!hasPersons && one.streetWords && other.streetWords && !isSameStreet) return say("place_differs", -25); // branches of a chain
  if (isSamePostcode) return say("place_same", 14);
  if (isSameCity) return say("place_same", 10);
}

const isStreet = (one: string, other: string) =>
  other !== "" &&
  (one === other || isMisspelt(one, other) || (Math.min(one.length, other.length) >= 8 && (one.endsWith(other) || other.endsWith(one))));

const extrasAtMost = 45;

/** What nobody mapped: each column tells a little, all of them no more than a phone number. */
function compareExtras(one: PreparedRecord, other: PreparedRecord, weights: ExtraWeights, say: Say) {
  let same = 0;
  let differs = 0;
  for (const [header, value] of one.extras) {
    const another = other.extras.get(header);
    if (another === undefined) continue;
    const weight = weights(header, value);
    if (value === another) same += weight.same;
    else differs += weight.differs;
  }
  if (same > 0) say("other_same", Math.min(extrasAtMost, Math.round(same)));
  if (differs > 0) say("other_differs", -Math.min(extrasAtMost, Math.round(differs)));
}
