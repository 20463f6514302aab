import { expect, test } from "vitest";
import { bantHistory } from "~/domains/prospecting/bant/bant.queries.server";
import { bantScoreOf } from "~/domains/prospecting/bant/bant.rules";
import { BantInput } from "~/domains/prospecting/bant/bant.schema";
import { recordBant } from "~/domains/prospecting/bant/record-bant.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const finding = (part: string, points: number | "unknown", evidence = "Dit au téléphone", observedOn?: string) =>
  BantInput.parse({ part, points, evidence, observedOn });
const record = (who: CompanyScope, id: string, input: BantInput, how = {}) =>
  inCompany(who, (ctx: CompanyCtx) => recordBant(ctx, id, input, how));
const rowOf = (who: CompanyScope, id: string) =>
  inCompany(who, ({ db }) => db.prospect.findUnique({ where: { id }, select: { bantScore: true, bantBreakdown: true } }));

test("what nobody knows is no zero: the score is over the parts that are known, and says how many", () => {
  const part = (points: number) => ({ points, evidence: "…", at: "2026-11-21" });
  expect(bantScoreOf(null)).toEqual({ score: null, known: 0 });
  expect(bantScoreOf({})).toEqual({ score: null, known: 0 });
  expect(bantScoreOf({ need: part(25) })).toEqual({ score: 100, known: 1 });
  expect(bantScoreOf({ need: part(25), budget: part(0) })).toEqual({ score: 50, known: 2 });
  expect(bantScoreOf({ budget: part(20), authority: part(20), need: part(10), timeline: part(10) })).toEqual({ score: 60, known: 4 });
});

test("each part is kept with its evidence and day, what it was before stays, and unknown takes it back", async () => {
  const mine = await aCompany();
  const [id] = await someProspects(mine.owner, 1);
  await record(mine.owner, id!, finding("need", 13, "Cherche des mandats", "2026-01-10"));
  await record(mine.owner, id!, finding("budget", 25));
  await record(mine.owner, id!, finding("need", 19, "Deux mandats perdus"));
  expect(await rowOf(mine.owner, id!)).toEqual({
    bantScore: 88,
    bantBreakdown: {
      need: { points: 19, evidence: "Deux mandats perdus", at: expect.stringMatching(/^20/) },
      budget: { points: 25, evidence: "Dit au téléphone", at: expect.any(String) },
    },
  });
  expect(await record(mine.owner, id!, finding("budget", "unknown"))).toEqual({ score: 76, known: 1 });
  const history = await inCompany(mine.owner, (ctx) => bantHistory(ctx, id!));
  expect(history.map(({ part, points }) => [part, points])).toEqual([
    ["budget", null],
    ["need", 19],
    ["budget", 25],
    ["need", 13],
  ]);
  expect(history.at(-1)).toMatchObject({ evidence: "Cherche des mandats", observedOn: "2026-01-10", source: "person" });
  await expect(inCompany(mine.owner, ({ db }) => db.bantEntry.updateMany({ data: { points: 1 } }))).rejects.toThrow();
});

test("a reply is read once, a day to come is refused, points rest on something, and another company's prospect is not there", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [id] = await someProspects(mine.owner, 1);
  const messageId = uuidv7();
  await record(mine.owner, id!, finding("timeline", 19), { messageId });
  await record(mine.owner, id!, finding("timeline", 19), { messageId });
  expect(await inCompany(mine.owner, (ctx) => bantHistory(ctx, id!))).toHaveLength(1);
  await expect(record(mine.owner, id!, finding("need", 13, "…", "2999-01-01"))).rejects.toMatchObject({
    code: "prospecting.bant.date_invalid",
  });
  expect(BantInput.safeParse({ part: "need", points: "13" }).error?.issues[0]).toMatchObject({
    message: "prospecting.bant.evidence_missing",
  });
  expect(BantInput.safeParse({ part: "need", points: "26", evidence: "x" }).success).toBe(false);
  await expect(record(other.owner, id!, finding("need", 13))).rejects.toMatchObject({ detail: { status: 404 } });
  expect(await inCompany(other.owner, (ctx) => bantHistory(ctx, id!))).toEqual([]);
});
