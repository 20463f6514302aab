import { isAgency, isDecider, isFreeMail, type ScoredFacts } from "./score-facts.rules";

/** What the overall score is weighed from. */
export const scoreParts = ["fit", "intent", "engagement", "budget"] as const;
export type ScorePart = (typeof scoreParts)[number];

/** Groups of rules, each with the most it may give. */
export const scoreGroups = {
  reach: { part: "fit", cap: 35 },
  person: { part: "fit", cap: 30 },
  firm: { part: "fit", cap: 35 },
  steps: { part: "intent", cap: 70 },
  needs: { part: "intent", cap: 45 },
  brakes: { part: "intent", cap: 0 },
  reactions: { part: "engagement", cap: 80 },
  rhythm: { part: "engagement", cap: 30 },
  stated: { part: "budget", cap: 70 },
  means: { part: "budget", cap: 50 },
} as const satisfies Record<string, { part: ScorePart; cap: number }>;
export type ScoreGroup = keyof typeof scoreGroups;
export const scoreGroupKeys = Object.keys(scoreGroups) as Array<ScoreGroup>;

const day = 86_400_000;
/** Whole days, so that one day gives one score however often it is computed. */
export const daysSince = (moment: Date, now: Date) => Math.max(0, Math.floor((now.getTime() - moment.getTime()) / day));

/** Whether a fact holds, and since when where the fact itself has a date. */
type Found = boolean | Date | null;
interface KnownRule {
  group: ScoreGroup;
  /** Ours, −100 to 100. */
  points: number;
  /** Days after which half of the points are left, ours; 0: they never fade. Only what has a date of its own can fade. */
  halfLife?: number;
  find: (facts: ScoredFacts, now: Date) => Found;
}

const rule = (group: ScoreGroup, points: number, find: KnownRule["find"]): KnownRule => ({ group, points, find });
const fading = (group: ScoreGroup, points: number, halfLife: number, find: KnownRule["find"]): KnownRule => ({
  group,
  points,
  halfLife,
  find,
});

/** Every rule Essor knows, with our points. Opens are none: machines open mails. */
export const scoreCatalogue = {
  email_own_domain: rule("reach", 16, (facts) => facts.email !== null && !isFreeMail(facts.email)),
  email_free_mail: rule("reach", 7, (facts) => isFreeMail(facts.email)),
  phone: rule("reach", 12, (facts) => (facts.phone ?? facts.mobile) !== null),
  mobile: rule("reach", 6, (facts) => facts.mobile !== null),
  linkedin: rule("reach", 4, (facts) => facts.linkedinUrl !== null),
  full_name: rule("person", 10, (facts) => facts.firstName !== null && facts.lastName !== null),
  decision_maker: rule("person", 20, (facts) => facts.decisionPower === "decision_maker" || isDecider(facts.jobTitle)),
  influencer: rule("person", 8, (facts) => facts.decisionPower === "influencer"),
  agency: rule("firm", 14, (facts) => isAgency(facts.organizationName)),
  site: rule("firm", 9, (facts) => facts.websiteUrl !== null),
  siret: rule("firm", 8, (facts) => facts.siret !== null),
  city: rule("firm", 4, (facts) => facts.city !== null),
  network: rule("firm", 4, (facts) => facts.agencyType === "network" || facts.agencyType === "franchise"),
  digital_room: rule("firm", 6, (facts) => facts.digitalMaturity !== null && facts.digitalMaturity <= 40),
  meeting: fading("steps", 40, 60, (facts) => facts.meetingAt),
  deal_open: fading("steps", 35, 90, (facts) => facts.dealOpenAt),
  positive_reply: fading("steps", 40, 60, (facts) => facts.likedAt),
  need_stated: rule("needs", 20, (facts) => facts.hasPainPoints),
  intent_noted: rule("needs", 15, (facts) => facts.intent !== null),
  tender: fading("needs", 20, 60, (facts) => facts.tenderAt),
  negative_reply: fading("brakes", -40, 180, (facts) => facts.dislikedAt),
  deal_lost: fading("brakes", -30, 365, (facts) => facts.dealLostAt),
  replied: fading("reactions", 50, 60, (facts) => facts.repliedAt),
  clicked: fading("reactions", 25, 30, (facts) => facts.clickedAt),
  called: fading("reactions", 15, 30, (facts) => facts.calledAt),
  recent: fading("rhythm", 20, 20, (facts) => facts.lastActivityAt),
  unanswered: rule("rhythm", -15, (facts, now) =>
    facts.repliedAt === null && facts.lastContactedAt !== null && daysSince(facts.lastContactedAt, now) > 14
      ? new Date(facts.lastContactedAt.getTime() + 15 * day)
      : null,
  ),
  budget_large: rule("stated", 60, (facts) => facts.budgetAmount !== null && facts.budgetAmount >= 5000),
  budget_some: rule("stated", 35, (facts) => facts.budgetAmount !== null && facts.budgetAmount > 0 && facts.budgetAmount < 5000),
  bant_budget: rule("stated", 40, (facts) => facts.bantBudget !== null && facts.bantBudget >= 15),
  budget_none: rule("stated", -30, (facts) => facts.bantBudget !== null && facts.bantBudget <= 5),
  size_large: rule("means", 40, (facts) => facts.employees !== null && facts.employees >= 20),
  size_medium: rule("means", 25, (facts) => facts.employees !== null && facts.employees >= 5 && facts.employees < 20),
  deal_won: fading("means", 30, 365, (facts) => facts.dealWonAt),
} satisfies Record<string, KnownRule>;
export type ScoreRuleCode = keyof typeof scoreCatalogue;
export const scoreRuleCodes = Object.keys(scoreCatalogue) as Array<ScoreRuleCode>;
export const knownRule = (code: ScoreRuleCode): KnownRule => scoreCatalogue[code];

/** What may stand among the reasons beside rules: a company's own rule, what a limit took or gave, and what forbids any score. */
export const otherReasons = ["own", "cap", "ceiling", "floor", "bounced", "unsubscribed"] as const;
export type ScoreCode = ScoreRuleCode | (typeof otherReasons)[number];
