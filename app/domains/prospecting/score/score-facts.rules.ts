/** What is known of a prospect when it is scored: of itself, and of what came back from it. Moments are the last of their kind. */
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
  department: string | null;
  source: string;
  tags: Array<string>;
  decisionPower: string | null;
  agencyType: string | null;
  /** Head count, at least. */
  employees: number | null;
  /** 0–100. */
  digitalMaturity: number | null;
  intent: string | null;
  hasPainPoints: boolean;
  tenderAt: Date | null;
  /** In its own currency. */
  budgetAmount: number | null;
  /** BANT's part on money, 0–25; null: unknown. */
  bantBudget: number | null;
  lastActivityAt: Date | null;
  lastContactedAt: Date | null;
  repliedAt: Date | null;
  clickedAt: Date | null;
  calledAt: Date | null;
  likedAt: Date | null;
  dislikedAt: Date | null;
  meetingAt: Date | null;
  dealOpenAt: Date | null;
  dealWonAt: Date | null;
  dealLostAt: Date | null;
  /** The address is refused for good. */
  hasBounced: boolean;
  /** Asked not to be written to, or complained. */
  isSuppressed: boolean;
}

/** Of whom nothing is known. */
export const noFacts: ScoredFacts = {
  email: null,
  phone: null,
  mobile: null,
  websiteUrl: null,
  linkedinUrl: null,
  firstName: null,
  lastName: null,
  jobTitle: null,
  organizationName: null,
  siret: null,
  city: null,
  department: null,
  source: "manual",
  tags: [],
  decisionPower: null,
  agencyType: null,
  employees: null,
  digitalMaturity: null,
  intent: null,
  hasPainPoints: false,
  tenderAt: null,
  budgetAmount: null,
  bantBudget: null,
  lastActivityAt: null,
  lastContactedAt: null,
  repliedAt: null,
  clickedAt: null,
  calledAt: null,
  likedAt: null,
  dislikedAt: null,
  meetingAt: null,
  dealOpenAt: null,
  dealWonAt: null,
  dealLostAt: null,
  hasBounced: false,
  isSuppressed: false,
};

const freeMail =
  /@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|orange|wanadoo|free|sfr|neuf|laposte|bbox|numericable|club-internet|gmx|protonmail|proton|mail|yandex)\.[a-z.]{2,6}$/;
const decides =
  /\b(?:gerante?|co-?gerante?|directeur|directrice|dirigeante?|presidente?|pdg|dg|fondateur|fondatrice|proprietaire|associee?|patronn?e?|responsable d.agence|chef d.entreprise|owner|founder|co-?founder|ceo|coo|cmo|managing director|director|head of|partner|principal|president)\b/;
const sector =
  /\b(?:agence|agences|immo|immobilier|immobiliers|immobiliere|immobilieres|habitat|foncier|fonciere|patrimoine|transactions?|syndic|gestion locative|demeures?|logis|realty|real estate|estates?|properties|agency|immobilien|inmobiliaria|immobiliare)\b/;

/** A text as words are looked for in it: without accents and capitals. */
export const plain = (text: string | null) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, ".");

export const isFreeMail = (email: string | null) => email !== null && freeMail.test(email);
export const isDecider = (jobTitle: string | null) => jobTitle !== null && decides.test(plain(jobTitle));
export const isAgency = (organizationName: string | null) => organizationName !== null && sector.test(plain(organizationName));

const band = (value: number | null, steps: Array<number>) =>
  value === null ? "unknown" : String(steps.findLastIndex((step) => value >= step) + 1);

/**
 * What a model may learn from: kinds and yes or no, no value by which a person could be told. Only what was known before anybody answered
 * belongs here.
 */
export const featuresOf = (facts: ScoredFacts) => ({
  email: facts.email === null ? "none" : isFreeMail(facts.email) ? "free" : "own",
  phone: facts.phone !== null,
  mobile: facts.mobile !== null,
  site: facts.websiteUrl !== null,
  linkedin: facts.linkedinUrl !== null,
  named: facts.firstName !== null && facts.lastName !== null,
  decides: facts.decisionPower === "decision_maker" || isDecider(facts.jobTitle),
  titled: facts.jobTitle !== null,
  agency: isAgency(facts.organizationName),
  siret: facts.siret !== null,
  department: facts.department ?? "unknown",
  source: facts.source,
  agencyType: facts.agencyType ?? "unknown",
  size: band(facts.employees, [2, 5, 20, 50]),
  maturity: band(facts.digitalMaturity, [25, 50, 75]),
  need: facts.hasPainPoints || facts.intent !== null,
  tender: facts.tenderAt !== null,
  budget: band(facts.budgetAmount, [1, 1000, 5000, 20_000]),
});
export type Features = ReturnType<typeof featuresOf>;
