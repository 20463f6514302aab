import { Prisma } from "~/generated/prisma/client";
import { type BantBreakdown, type BantPart, bantScoreOf } from "~/domains/prospecting/bant/bant.rules";
import { backTest } from "~/domains/prospecting/score/model/back-test.rules";
import { trainOn } from "~/domains/prospecting/score/model/logistic-model.rules";
import { readFacts } from "~/domains/prospecting/score/read-facts.server";
import { featuresOf, noFacts } from "~/domains/prospecting/score/score-facts.rules";
import { scorerOf } from "~/domains/prospecting/score/score-prospect.rules";
import { scoreProspects } from "~/domains/prospecting/score/score-prospects.server";
import { defaultRules, overridesOf } from "~/domains/prospecting/score/score-rules.schema";
import { uuidv7 } from "~/platform/ids";
import { inventAgency } from "../invented-agencies";
import { seeded } from "../random";
import type { Chapter } from "../demo-story";

const bantStory: Array<Array<[part: BantPart, points: number, evidence: string]>> = [
  [
    ["need", 19, "Deux mandats perdus ce trimestre, il cherche des estimations."],
    ["authority", 25, "Gérant, il signe seul."],
    ["timeline", 19, "Veut démarrer avant le printemps."],
    ["budget", 13, "Parle de 200 € par mois."],
  ],
  [
    ["need", 13, "Son site ne lui apporte pas de vendeurs."],
    ["authority", 19, "Décide avec son associée."],
  ],
  [["budget", 6, "Budget déjà engagé sur un portail."]],
];

/** Rules that were tried and taken back, scores with their history, what was learnt of a few people met, and a model of who answered. */
export const scores: Chapter = async (ctx) => {
  const { db, companyId, people, days, now } = ctx;
  const mine = {
    ...defaultRules,
    own: [
      { key: "r1", label: "Bretagne", part: "fit" as const, field: "department" as const, values: ["22", "29", "35", "56"], points: 12 },
    ],
  };
  const louder = { ...defaultRules, points: { ...defaultRules.points, replied: 60 } };
  await db.scoreRuleSet.createMany({
    data: [
      { version: 1, overrides: overridesOf(louder), restoredFrom: null, createdAt: days.moment(-20, 10) },
      { version: 2, overrides: overridesOf(mine), restoredFrom: null, createdAt: days.moment(-9, 16, 20) },
      { version: 3, overrides: {}, restoredFrom: 0, createdAt: days.moment(-9, 16, 45) },
    ].map((version) => ({ companyId, createdById: people.owner, ...version })),
  });

  // What was known of those who were written to, on the day before: nothing of their answers.
  const written = await db.$queryRaw<Array<{ id: string; at: Date }>>`
    SELECT prospect_id AS id, min(sent_at) AS at FROM messages WHERE company_id = ${companyId}::uuid AND sent_at IS NOT NULL GROUP BY 1`;
  const writtenAt = new Map(written.map(({ id, at }) => [id, at]));
  const ours = scorerOf(defaultRules);
  const facts = await readFacts(db, Prisma.sql`p.id = ANY (${[...writtenAt.keys()]}::uuid[])`);
  await db.scoreChange.createMany({
    data: facts.map(({ id, ...row }) => {
      const before = new Date(writtenAt.get(id)!.getTime() - 24 * 3_600_000);
      const {
        email,
        phone,
        mobile,
        websiteUrl,
        linkedinUrl,
        firstName,
        lastName,
        jobTitle,
        organizationName,
        siret,
        city,
        department,
        source,
      } = row;
      const known = { ...noFacts, email, phone, mobile, websiteUrl, linkedinUrl, firstName, lastName, jobTitle, organizationName, siret, city, department, source }; // prettier-ignore
      const { lead, fit, intent, engagement, budget } = ours(known, before);
      return {
        id: uuidv7(before),
        companyId,
        prospectId: id,
        leadScore: lead,
        fitScore: fit,
        intentScore: intent,
        engagementScore: engagement,
        budgetScore: budget,
        rulesVersion: 0,
        facts: featuresOf(known),
        createdAt: before,
      };
    }),
  });

  // People met at a fair, who said something of their plans: nobody the company had before is touched.
  const met = bantStory.map((_, place) => ({ id: uuidv7(days.moment(-8 + place, 10)), agency: inventAgency(9_201 + place, now) }));
  for (const [place, { id: prospectId, agency }] of met.entries()) {
    const createdAt = days.moment(-8 + place, 10);
    const breakdown: BantBreakdown = {};
    const entries = bantStory[place]!.map(([part, points, evidence], at) => {
      const learnt = days.moment(-8 + place, 11, at * 7);
      const observedOn = new Date(learnt.toISOString().slice(0, 10));
      breakdown[part] = { points, evidence, at: learnt.toISOString().slice(0, 10) };
      return { companyId, prospectId, part, points, evidence, observedOn, recordedById: people.agent ?? people.owner, createdAt: learnt };
    });
    await db.prospect.create({
      data: {
        id: prospectId,
        companyId,
        status: place === 0 ? "qualified" : "engaged",
        organizationName: agency.organization_name,
        firstName: agency.first_name ?? "Solène",
        lastName: agency.last_name ?? "Morvezen",
        jobTitle: place === 2 ? "Négociatrice" : "Gérante",
        email: `bonjour@agence-${9_201 + place}.example.test`,
        phone: `+33199008${place}10`.padEnd(12, "0"),
        mobile: `+33639980${place}10`.padEnd(12, "0"),
        websiteUrl: `https://www.agence-${9_201 + place}.example.test`,
        siret: null,
        city: agency.city,
        postalCode: agency.postal_code,
        department: agency.department,
        countryCode: "FR",
        painPoints: bantStory[place]!.find(([part]) => part === "need")?.[2] ?? null,
        intent: place === 0 ? "Veut plus de mandats" : null,
        estimatedBudgetAmount: place === 0 ? 6000 : null,
        estimatedBudgetCurrency: place === 0 ? "EUR" : null,
        bantBreakdown: breakdown as object,
        bantScore: bantScoreOf(breakdown).score,
        source: "manual",
        sourceDetail: "Rencontre des agences de Quimper",
        assignedToId: people.agent ?? people.owner,
        createdById: people.owner,
        lastActivityAt: days.moment(-2 - place, 15),
        createdAt,
      },
    });
    await db.bantEntry.createMany({ data: entries });
  }
  await scoreProspects(
    { ...ctx, emit: () => undefined },
    met.map(({ id }) => id),
  ); // what it tells was told long ago

  // What a company of its age would have learnt from: invented agencies it wrote to long ago, and who of them answered.
  const random = seeded(4_211);
  const outcomes = Array.from({ length: 300 }, (_, at) => {
    const agency = inventAgency(20_000 + at, now);
    const known = {
      ...noFacts,
      email: agency.email,
      phone: agency.phone,
      mobile: agency.mobile,
      websiteUrl: agency.website_url,
      firstName: agency.first_name,
      lastName: agency.last_name,
      jobTitle: agency.job_title,
      organizationName: agency.organization_name,
      siret: agency.siret,
      city: agency.city,
      department: agency.department,
      source: "import_csv",
    };
    const row = featuresOf(known);
    const isYes = random.chance(0.12 + (row.decides ? 0.25 : 0) + (row.agency ? 0.12 : 0) + (row.mobile ? 0.1 : 0));
    return { row, isYes, rules: ours(known, now).lead };
  });
  const test = backTest(outcomes);
  const model = trainOn(outcomes.map(({ row }) => row), outcomes.map(({ isYes }) => isYes)); // prettier-ignore
  await db.scoreModel.create({
    data: {
      companyId,
      version: 1,
      coefficients: model as object,
      backTest: test as object,
      rowsCount: test.rows,
      positiveCount: test.positives,
      auc: test.auc.toFixed(4),
      rulesAuc: test.rulesAuc.toFixed(4),
      createdAt: now,
    },
  });
};
