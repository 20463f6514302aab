import { expect, test } from "vitest";
import { scoreParts } from "~/domains/prospecting/score/score-catalogue.rules";
import { noFacts, type ScoredFacts } from "~/domains/prospecting/score/score-facts.rules";
import { scorerOf } from "~/domains/prospecting/score/score-prospect.rules";
import { defaultRules, overridesOf, rulesWith, type ScoreRules } from "~/domains/prospecting/score/score-rules.schema";

const now = new Date("2026-11-21T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const full: ScoredFacts = {
  ...noFacts,
  email: "odile@agence-tremoire.example.test",
  phone: "+33199000101",
  mobile: "+33639980101",
  websiteUrl: "https://agence-tremoire.example.test",
  linkedinUrl: "https://www.linkedin.com/in/odile",
  firstName: "Odile",
  lastName: "Trémoire",
  jobTitle: "Gérante",
  organizationName: "Agence Trémoire",
  siret: "00001234500014",
  city: "Brest",
  department: "29",
  tags: ["Réseau"],
  employees: 25,
  budgetAmount: 8000,
  lastActivityAt: daysAgo(2),
  repliedAt: daysAgo(2),
  clickedAt: daysAgo(3),
  meetingAt: daysAgo(1),
  likedAt: daysAgo(2),
};
const score = (facts: Partial<ScoredFacts>, rules: Partial<ScoreRules> = {}) =>
  scorerOf({ ...defaultRules, ...rules })({ ...noFacts, ...facts }, now);
const codes = (facts: Partial<ScoredFacts>) => score(facts).reasons.map(({ code }) => code);

test("in each part the reasons add up to its score, and every score stays between 0 and 100", () => {
  for (const facts of [{}, full, { ...full, hasBounced: true }, { lastContactedAt: daysAgo(40) }, { dislikedAt: daysAgo(1) }]) {
    const { lead, reasons, ...parts } = score(facts);
    for (const part of scoreParts) {
      const sum = reasons.reduce((total, reason) => total + (reason.part === part ? reason.points : 0), 0);
      expect(sum, part).toBe(parts[part]);
      expect(parts[part]).toBeGreaterThanOrEqual(0);
      expect(parts[part]).toBeLessThanOrEqual(100);
    }
    expect(lead).toBeGreaterThanOrEqual(0);
    expect(lead).toBeLessThanOrEqual(100);
  }
});

test("the whole is the weighed sum of the four, and weighs as the company says", () => {
  const { lead, fit, intent, engagement, budget } = score({ ...full, repliedAt: null, likedAt: null, meetingAt: null, budgetAmount: null });
  expect(lead).toBe(Math.round(0.7 * fit + 0.4 * intent + 0.4 * engagement + 0.15 * budget));
  expect(score(full).lead).toBe(100);
  const fitAlone = score(full, { weights: { fit: 100, intent: 0, engagement: 0, budget: 0 } });
  expect(fitAlone.lead).toBe(fitAlone.fit);
});

test("a group gives no more than its cap, and says so; what costs points is not capped", () => {
  const capped = score(full, { caps: { ...defaultRules.caps, reach: 20 } });
  expect(capped.reasons).toContainEqual({ code: "cap", part: "fit", points: -(16 + 12 + 6 + 4 - 20), at: "2026-11-21" });
  expect(score({ ...full, dislikedAt: daysAgo(0) }).reasons).toContainEqual({
    code: "negative_reply",
    part: "intent",
    points: -40,
    at: "2026-11-21",
  });
});

test("an answer fades: after its half-life it is worth half, and never anew", () => {
  const points = (days: number) => score({ repliedAt: daysAgo(days) }).reasons.find(({ code }) => code === "replied")?.points;
  expect([points(0), points(60), points(120), points(600)]).toEqual([50, 25, 13, undefined]);
  const kept = score({ repliedAt: daysAgo(600) }, { halfLife: { ...defaultRules.halfLife, replied: 0 } });
  expect(kept.engagement).toBe(50);
});

test("each point has the day of what it rests on; what has no date keeps the day it was first known", () => {
  const first = score({ phone: "+33199000101", repliedAt: daysAgo(5) });
  expect(first.reasons.find(({ code }) => code === "replied")!.at).toBe("2026-11-16");
  expect(first.reasons.find(({ code }) => code === "phone")!.at).toBe("2026-11-21");
  const later = scorerOf(defaultRules)(
    { ...noFacts, phone: "+33199000101", repliedAt: daysAgo(5) },
    new Date("2026-12-24T09:00:00Z"),
    first.reasons,
  );
  expect(later.reasons.find(({ code }) => code === "phone")!.at).toBe("2026-11-21");
});

test("an address of one's own domain says more than a free one", () => {
  expect(codes({ email: "a@cabinet.example.test" })).toEqual(["email_own_domain"]);
  expect(codes({ email: "a@orange.fr" })).toEqual(["email_free_mail"]);
  expect(codes({ email: "a@gmail.com" })).toEqual(["email_free_mail"]);
});

test("who decides is told from titles with and without accents, in French and English, or from what a person said", () => {
  for (const jobTitle of ["Gérant", "GERANTE", "Directrice d’agence", "Président", "Co-founder & CEO", "Responsable d'agence"])
    expect(codes({ jobTitle }), jobTitle).toEqual(["decision_maker"]);
  for (const jobTitle of ["Assistante", "Négociateur", "Directorial"]) expect(codes({ jobTitle }), jobTitle).toEqual([]);
  expect(codes({ decisionPower: "decision_maker" })).toEqual(["decision_maker"]);
});

test("a dead or silent address is worth nothing as a whole and still tells why it would have been", () => {
  const { lead, fit, reasons } = score({ ...full, hasBounced: true });
  expect(lead).toBe(0);
  expect(fit).toBeGreaterThan(50);
  expect(reasons[0]).toMatchObject({ code: "bounced", part: "lead", points: -100 });
  expect(score({ isSuppressed: true, phone: "+33199000101" }).reasons[0]).toMatchObject({ code: "unsubscribed", part: "lead", points: -8 });
});

test("silence after two weeks costs points, before it does not, and never after an answer", () => {
  const silent = (days: number, repliedAt: Date | null = null) => codes({ lastContactedAt: daysAgo(days), repliedAt });
  expect(silent(15)).toContain("unanswered");
  expect(silent(13)).not.toContain("unanswered");
  expect(silent(40, daysAgo(30))).not.toContain("unanswered");
});

test("a rule of the company's own reads places, tags, sources and words, without accents and capitals", () => {
  const own = (field: "department" | "tag" | "jobTitle", values: Array<string>, points = 15) =>
    score(full, { own: [{ key: "a1", label: "La nôtre", part: "fit", field, values, points }] }).reasons.find(({ code }) => code === "own");
  expect(own("department", ["29", "35"])).toMatchObject({ points: 15, label: "La nôtre", part: "fit" });
  expect(own("tag", ["reseau"])).toBeTruthy();
  expect(own("jobTitle", ["gerant"], -10)).toMatchObject({ points: -10 });
  expect(own("department", ["75"])).toBeUndefined();
});

test("only what differs from our rules is kept, and what is kept gives the same rules again", () => {
  const mine = {
    ...defaultRules,
    points: { ...defaultRules.points, replied: 70 },
    weights: { ...defaultRules.weights, fit: 50 },
    ownCap: 30,
  };
  expect(overridesOf(defaultRules)).toEqual({});
  expect(overridesOf(mine)).toEqual({ points: { replied: 70 }, weights: { fit: 50 }, ownCap: 30 });
  expect(rulesWith(JSON.parse(JSON.stringify(overridesOf(mine))))).toEqual(mine);
  expect(rulesWith({ points: { gone_rule: 3, replied: 70 } }).points.replied).toBe(70);
  expect(rulesWith("nonsense")).toEqual(defaultRules);
});
