import { expect, test } from "vitest";
import { createCampaign } from "~/domains/outreach/campaign/create-campaign.server";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { countProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { listSegments } from "~/domains/prospecting/segment/segment.queries.server";
import { statementListeners } from "~/platform/db.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { loader as list } from "~/routes/prospecting/prospects._index";
import { action as bulk } from "~/routes/prospecting/prospects.bulk";
import { loader as look } from "~/routes/prospecting/segments.$segmentId._index";
import { action as destroy } from "~/routes/prospecting/segments.$segmentId.delete";
import { action as edit } from "~/routes/prospecting/segments.$segmentId.edit";
import { action as make } from "~/routes/prospecting/segments.new";
import { aCompany, aMember, requestOf, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} as never });
type Form = Record<string, string | Array<string>>;
const post = async (action: (args: never) => unknown, scope: CompanyScope, form: Form, params: Record<string, string> = {}) =>
  (await action(args(await requestOf(scope, "/x", { form }), params) as never)) as Response;
const segmentsOf = ({ owner }: TestCompany) => inCompany(owner, async (ctx) => (await listSegments(ctx, { after: null })).segments);
const inSegment = (scope: CompanyScope, id: string) =>
  inCompany(scope, async (ctx) => (await countProspects(ctx, { segment: [id] })).count);
const brest = '{"field":"city","is":"equals","value":"brest"}';

test("a dynamic segment holds whoever meets its conditions now; it is the list's filter and nobody else's", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [first] = await someProspects(mine.owner, 3, (at) => ({ city: at === 1 ? "Brest" : "Rennes" }));
  await someProspects(other.owner, 2, () => ({ city: "Brest" }));
  const made = await post(make, mine.owner, { name: "Brest", type: "dynamic", where: brest });
  const id = made.headers.get("location")!.split("/").at(-1)!;
  expect(await segmentsOf(mine)).toMatchObject([{ id, name: "Brest", type: "dynamic", count: 1 }]);
  expect(await segmentsOf(other)).toEqual([]);
  expect([await inSegment(mine.owner, id), await inSegment(other.owner, id)]).toEqual([1, 0]);
  await inCompany(mine.owner, ({ db }) => db.prospect.update({ where: { id: first }, data: { city: "Évian" } }));
  expect(await inSegment(mine.owner, id)).toBe(0);
  await post(edit, mine.owner, { name: "Lacs", type: "dynamic", where: brest.replace("brest", "evian") }, { segmentId: id });
  expect(await segmentsOf(mine)).toMatchObject([{ name: "Lacs", count: 1 }]);
  await expect(post(edit, other.owner, { name: "x", type: "dynamic", where: brest }, { segmentId: id })).resolves.toMatchObject({
    init: { status: 404 },
  });

  const seen: Array<string> = [];
  const listen = (sql: string) => void (/SELECT|UPDATE|INSERT/.test(sql) && !/set_config|app\.begin|across\./.test(sql) && seen.push(sql));
  statementListeners.add(listen);
  const page = (await list(args(await requestOf(mine.owner, `/prospects?segment=${id}`)))) as { rows: Array<{ id: string }> };
  statementListeners.delete(listen);
  expect(page.rows.map((row) => row.id)).toEqual([first]);
  expect(seen.length, seen.join("\n")).toBeLessThanOrEqual(4);
});

test("a fixed segment holds whom one puts into it, by name or all that match, and lets them go again", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const ids = (await someProspects(mine.owner, 5, (at) => ({ city: at <= 3 ? "Brest" : "Rennes" }))) as Array<string>;
  const theirs = (await someProspects(other.owner, 1)) as Array<string>;
  await post(bulk, mine.owner, { act: "join_segment", id: [ids[4]!, theirs[0]!], name: "Salon" });
  const [segment] = await segmentsOf(mine);
  expect(segment).toMatchObject({ name: "Salon", type: "fixed", count: 1 });
  await post(bulk, mine.owner, { act: "join_segment", all: "true", filter: "city=brest", segmentId: segment!.id });
  expect(await inSegment(mine.owner, segment!.id)).toBe(4);
  await post(bulk, mine.owner, { act: "join_segment", id: [ids[0]!, ids[4]!], segmentId: segment!.id, remove: "true" });
  expect(await inSegment(mine.owner, segment!.id)).toBe(2);
  await post(bulk, other.owner, { act: "join_segment", id: theirs, segmentId: segment!.id });
  expect(await inSegment(mine.owner, segment!.id)).toBe(2);
  const own = await aMember(mine, "agent", "own");
  expect(await inSegment({ ...own, reach: { prospect: [own.actor.id] } }, segment!.id)).toBe(0);
});

test("why somebody is in or out is said question by question", async () => {
  const mine = await aCompany();
  await someProspects(mine.owner, 2, (at) => ({
    organizationName: at === 1 ? "Kerlune" : "Hauteroche",
    city: at === 1 ? "Brest" : "Lyon",
  }));
  const { segmentId } = await inCompany(mine.owner, (ctx) =>
    createSegment(ctx, { name: "B", type: "dynamic", where: JSON.parse(brest) as never }),
  );
  const ask = async (who: string) =>
    ((await look(args(await requestOf(mine.owner, `/segments/${segmentId}?who=${who}`), { segmentId }))) as { why: unknown }).why;
  expect(await ask("hauteroche")).toMatchObject({ holds: false, questions: { all: [{ holds: false, has: "Lyon" }] } });
  expect(await ask("kerlune")).toMatchObject({ holds: true });
  expect(await ask("personne")).toBeNull();
});

test("a segment is a campaign's audience; while a campaign rests on it, it stays, and says for whom", async () => {
  const mine = await aCompany();
  await someProspects(mine.owner, 3, (at) => ({ city: at === 1 ? "Brest" : "Lyon" }));
  const { segmentId } = await inCompany(mine.owner, (ctx) =>
    createSegment(ctx, { name: "B", type: "dynamic", where: JSON.parse(brest) as never }),
  );
  const filter = `segment=${segmentId}`;
  const campaignId = await inCompany(mine.owner, async (ctx) => {
    const { id: productId } = await ctx.db.product.create({ data: { companyId: ctx.companyId, name: "Pack" } });
    expect((await countAudience(ctx, { filter: { segment: [segmentId] } })).matching).toBe(1);
    return (await createCampaign(ctx, { name: "Printemps", productId, tone: "friendly", language: "fr", filter } as never)).campaignId;
  });
  const refused = await post(destroy, mine.owner, {}, { segmentId });
  expect(refused.headers.get("location")).toBe(`/segments/${segmentId}`);
  expect(await segmentsOf(mine)).toMatchObject([{ id: segmentId, campaigns: 1 }]);
  await inCompany(mine.owner, ({ db }) => db.campaign.update({ where: { id: campaignId }, data: { status: "stopped" } }));
  expect((await post(destroy, mine.owner, {}, { segmentId })).headers.get("location")).toBe("/segments");
  expect(await segmentsOf(mine)).toEqual([]);
});

test("a segment without a condition, with a known name or resting on another one is refused at its field", async () => {
  const mine = await aCompany();
  const { segmentId } = await inCompany(mine.owner, (ctx) => createSegment(ctx, { name: "A", type: "fixed" }));
  const faults = async (form: Form) =>
    (await post(make, mine.owner, form)) as unknown as { data: { error: Record<string, Array<string>> } };
  expect((await faults({ name: "B", type: "dynamic" })).data.error).toMatchObject({ where: ["prospecting.segment.condition_missing"] });
  expect((await faults({ name: "A", type: "fixed" })).data.error).toMatchObject({ name: ["prospecting.segment.name_known"] });
  expect((await faults({ name: "C", type: "dynamic", where: '{"field":"city","is":"nope"}' })).data.error).toMatchObject({
    where: ["prospecting.condition.operator_unfit"],
  });
  const nested = JSON.stringify({ field: "segment", is: "one_of", value: [segmentId] });
  expect((await faults({ name: "D", type: "dynamic", where: nested })).data.error).toMatchObject({ where: ["prospecting.segment.nested"] });
});
