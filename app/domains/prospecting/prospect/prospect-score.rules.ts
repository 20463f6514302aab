/** One point or several, and why. The sum of a prospect's reasons is its score. */
export interface ScoreReason {
  code: ScoreCode;
  points: number;
}

export const scoreCodes = [
  "email_own_domain",
  "email_free_mail",
  "phone",
  "mobile",
  "site",
  "full_name",
  "decision_maker",
  "agency",
  "siret",
  "city",
  "linkedin",
  "replied",
  "clicked",
  "recent",
  "unanswered",
  "bounced",
  "unsubscribed",
  "ceiling",
  "floor",
] as const;
export type ScoreCode = (typeof scoreCodes)[number];

export interface ScoredFacts {
  email: string | null;
  phone: string | null;
  mobile: string | null;
  websiteUrl: string | null;
  linkedinUrl: string | null;
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  organizationName: string | null;
  siret: string | null;
  city: string | null;
  lastActivityAt: Date | null;
  lastContactedAt: Date | null;
  repliedAt: Date | null;
  clickedAt: Date | null;
  /** The address is refused for good. */
  hasBounced: boolean;
  /** Asked not to be written to, or complained. */
  isSuppressed: boolean;
}

const freeMail =
  /@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|orange|wanadoo|free|sfr|neuf|laposte|bbox|numericable|club-internet|gmx|protonmail|proton|mail|yandex)\.[a-z.]{2,6}$/;
const decides =
  /\b(?:gerante?|co-?gerante?|directeur|directrice|dirigeante?|presidente?|pdg|dg|fondateur|fondatrice|proprietaire|associee?|patronn?e?|responsable d.agence|chef d.entreprise|owner|founder|co-?founder|ceo|coo|cmo|managing director|director|head of|partner|principal|president)\b/;
const sector =
  /\b(?:agence|agences|immo|immobilier|immobiliers|immobiliere|immobilieres|habitat|foncier|fonciere|patrimoine|transactions?|syndic|gestion locative|demeures?|logis|realty|real estate|estates?|properties|agency|immobilien|inmobiliaria|immobiliare)\b/;

const plain = (text: string | null) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, ".");

const day = 24 * 3_600_000;
const daysSince = (moment: Date | null, now: Date) => (moment ? (now.getTime() - moment.getTime()) / day : Number.POSITIVE_INFINITY);

/**
 * First lead score, 0–100: how well a prospect can be reached, how likely it decides, whether it showed interest. Opens never count:
 * machines open mails. An address that is dead or must not be written to scores 0, with its other reasons still told.
 */
export function scoreProspect(facts: ScoredFacts, now: Date): { score: number; reasons: Array<ScoreReason> } {
  const reasons: Array<ScoreReason> = [];
  const add = (holds: unknown, code: ScoreCode, points: number) => void (holds && reasons.push({ code, points }));
  const free = facts.email !== null && freeMail.test(facts.email);
  add(facts.email && !free, "email_own_domain", 12);
  add(free, "email_free_mail", 6);
  add(facts.phone ?? facts.mobile, "phone", 8);
  add(facts.mobile, "mobile", 4);
  add(facts.websiteUrl, "site", 8);
  add(facts.firstName && facts.lastName, "full_name", 8);
  add(decides.test(plain(facts.jobTitle)), "decision_maker", 16);
  add(sector.test(plain(facts.organizationName)), "agency", 10);
  add(facts.siret, "siret", 5);
  add(facts.city, "city", 4);
  add(facts.linkedinUrl, "linkedin", 3);
  add(facts.repliedAt, "replied", 25);
  add(facts.clickedAt, "clicked", 10);
  add(daysSince(facts.lastActivityAt, now) <= 30, "recent", 6);
  add(
    !facts.repliedAt && Number.isFinite(daysSince(facts.lastContactedAt, now)) && daysSince(facts.lastContactedAt, now) > 14,
    "unanswered",
    -6,
  );
  reasons.sort((a, b) => b.points - a.points);

  const sum = reasons.reduce((total, { points }) => total + points, 0);
  if (facts.hasBounced || facts.isSuppressed)
    return { score: 0, reasons: [{ code: facts.hasBounced ? "bounced" : "unsubscribed", points: -sum }, ...reasons] };
  if (sum > 100) return { score: 100, reasons: [...reasons, { code: "ceiling", points: 100 - sum }] };
  if (sum < 0) return { score: 0, reasons: [...reasons, { code: "floor", points: -sum }] };
  return { score: sum, reasons };
}
