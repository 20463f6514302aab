import { expect, test } from "vitest";
import { defaultRules } from "~/domains/prospecting/score/score-rules.schema";
import { inCompany } from "~/platform/tenancy.server";
import { action as bant } from "~/routes/prospecting/prospects.$prospectId_.bant";
import { loader as scores } from "~/routes/prospecting/prospects.$prospectId_.scores";
import { action as change, loader as page } from "~/routes/prospecting/settings.scoring._index";
import { action as restore } from "~/routes/prospecting/settings.scoring.restore";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} as never });
type Form = Record<string, string | Array<string>>;
const post = async (
  action: (args: never) => unknown,
  company: TestCompany,
  path: string,
  form: Form,
  params: Record<string, string> = {},
) => (await action(args(await requestOf(company.owner, path, { form }), params) as never)) as never;
const fields = (name: string, values: Record<string, number | undefined>) =>
  Object.entries(values).map(([key, value]) => [`${name}.${key}`, String(value)]);
const posted = (changes: Form = {}): Form =>
  Object.fromEntries([
    ["baseVersion", "0"],
    ["intent", "save"],
    ["ownCap", String(defaultRules.ownCap)],
    ...fields("points", defaultRules.points),
    ...fields("halfLife", defaultRules.halfLife),
    ...fields("caps", defaultRules.caps),
    ...fields("weights", defaultRules.weights),
    ...Object.entries(changes),
  ]) as Form;
const versions = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.scoreRuleSet.count());

test("a change is looked at first, nothing being saved, then saved and taken back, in one company alone", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await someProspects(mine.owner, 4);
  await someProspects(other.owner, 2);
  const draft = posted({
    "points.phone": "0",
    "own[0].label": "Bretagne",
    "own[0].part": "fit",
    "own[0].field": "department",
    "own[0].values": "35, 29",
    "own[0].points": "30",
    "thresholds[0].on": "lead",
    "thresholds[0].at": "60",
    "thresholds[0].task": "call",
    "thresholds[0].inDays": "2",
  });
  const shown: { data: { effect: { total: number; rises: number; falls: number; examples: Array<object> } } } = await post(
    change,
    mine,
    "/settings/scoring",
    { ...draft, intent: "preview" },
  );
  expect(shown.data.effect).toMatchObject({ total: 4, read: 4 });
  expect(shown.data.effect.rises + shown.data.effect.falls).toBeGreaterThan(0);
  expect(await versions(mine)).toBe(0);

  const saved: Response = await post(change, mine, "/settings/scoring", draft);
  expect(saved.status).toBe(302);
  const read = await page(args(await requestOf(mine.owner, "/settings/scoring")));
  expect(read.rules.own).toEqual([{ key: "r1", label: "Bretagne", part: "fit", field: "department", values: ["35", "29"], points: 30 }]);
  expect(read.rules.thresholds).toEqual([{ key: "t1", on: "lead", at: 60, task: "call", inDays: 2 }]);
  expect(read.versions).toHaveLength(1);
  expect(await versions(other)).toBe(0);

  const late: { init: { status: number } } = await post(change, mine, "/settings/scoring", posted({ "points.phone": "3" }));
  expect(late.init.status).toBe(409);
  await post(restore, mine, "/settings/scoring/restore", { version: "0" });
  expect((await page(args(await requestOf(mine.owner, "/settings/scoring")))).rules).toEqual(defaultRules);
});

test("what is no number, out of bounds or half a rule is refused at its field, and nothing is saved", async () => {
  const mine = await aCompany();
  const refuse = async (changes: Form) => {
    const answer: { data: { error: Record<string, Array<string>> } } = await post(change, mine, "/settings/scoring", posted(changes));
    return Object.keys(answer.data.error);
  };
  expect(await refuse({ "points.phone": "many" })).toEqual(["points.phone"]);
  expect(await refuse({ "caps.reach": "101" })).toEqual(["caps.reach"]);
  expect(await refuse({ "halfLife.replied": "-1" })).toEqual(["halfLife.replied"]);
  expect(await refuse({ "own[0].label": "Vide", "own[0].part": "fit", "own[0].field": "city", "own[0].values": " , ", "own[0].points": "3" })).toEqual(["own[0].values"]); // prettier-ignore
  expect(await versions(mine)).toBe(0);
});

test("the record tells every point, its history and its BANT; another company finds nobody there", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [id] = await someProspects(mine.owner, 1);
  const done: Response = await post(bant, mine, `/prospects/${id}/bant`, { part: "need", points: "19", evidence: "Veut des mandats" }, { prospectId: id! }); // prettier-ignore
  expect(done.status).toBe(302);
  const refused: { data: { errors: object } } = await post(
    bant,
    mine,
    `/prospects/${id}/bant`,
    { part: "need", points: "19" },
    { prospectId: id! },
  );
  expect(refused.data.errors).toEqual({ evidence: "prospecting:error.bant.evidence_missing" });
  const seen = await scores(args(await requestOf(mine.owner, `/prospects/${id}/scores`), { prospectId: id! }));
  expect(seen.bant).toHaveLength(1);
  expect(seen.prospect.bantScore).toBe(76);
  await expect(scores(args(await requestOf(other.owner, `/prospects/${id}/scores`), { prospectId: id! }))).rejects.toMatchObject({
    detail: { status: 404 },
  });
});
