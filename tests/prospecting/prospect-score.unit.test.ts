import { expect, test } from "vitest";
import { type ScoredFacts, scoreProspect } from "~/domains/prospecting/prospect/prospect-score.rules";

const now = new Date("2026-11-21T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const nobody: ScoredFacts = {
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
  lastActivityAt: null,
  lastContactedAt: null,
  repliedAt: null,
  clickedAt: null,
  hasBounced: false,
  isSuppressed: false,
};
const full: ScoredFacts = {
  ...nobody,
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
  lastActivityAt: daysAgo(2),
  repliedAt: daysAgo(2),
  clickedAt: daysAgo(3),
};
const score = (facts: Partial<ScoredFacts>, base = nobody) => scoreProspect({ ...base, ...facts }, now);
const codes = (facts: Partial<ScoredFacts>) => score(facts).reasons.map(({ code }) => code);

test("the reasons always add up to the score, which stays between 0 and 100", () => {
  for (const one of [
    score({}),
    score({}, full),
    score({ hasBounced: true }, full),
    score({ isSuppressed: true }, full),
    score({ lastContactedAt: daysAgo(40) }),
  ]) {
    expect(one.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(one.score);
    expect(one.score).toBeGreaterThanOrEqual(0);
    expect(one.score).toBeLessThanOrEqual(100);
  }
  expect(score({}, full).score).toBe(100);
});

test("an address of one's own domain says more than a free one", () => {
  expect(codes({ email: "a@cabinet.example.test" })).toEqual(["email_own_domain"]);
  expect(codes({ email: "a@orange.fr" })).toEqual(["email_free_mail"]);
  expect(codes({ email: "a@gmail.com" })).toEqual(["email_free_mail"]);
});

test("who decides is told from titles with and without accents, in French and English", () => {
  for (const jobTitle of ["Gérant", "GERANTE", "Directrice d’agence", "Président", "Co-founder & CEO", "Responsable d'agence"])
    expect(codes({ jobTitle }), jobTitle).toEqual(["decision_maker"]);
  for (const jobTitle of ["Assistante", "Négociateur", "Directorial"]) expect(codes({ jobTitle }), jobTitle).toEqual([]);
});

test("a dead or silent address scores nothing and still tells why it would have", () => {
  expect(score({ hasBounced: true }, full)).toMatchObject({
    score: 0,
    reasons: [{ code: "bounced" }, { code: "replied", points: 25 }, ...Array(12).fill(expect.anything())],
  });
  expect(score({ isSuppressed: true, phone: "+33199000101" }).reasons).toEqual([
    { code: "unsubscribed", points: -8 },
    { code: "phone", points: 8 },
  ]);
});

test("an answer outweighs every fact; silence after two weeks costs points, before it does not", () => {
  expect(score({ repliedAt: daysAgo(1) }).reasons[0]).toEqual({ code: "replied", points: 25 });
  expect(codes({ phone: "+33199000101", lastContactedAt: daysAgo(15) })).toContain("unanswered");
  expect(codes({ phone: "+33199000101", lastContactedAt: daysAgo(13) })).not.toContain("unanswered");
});
