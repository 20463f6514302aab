import { beforeAll, expect, test } from "vitest";
import { countAudience } from "~/domains/outreach/campaign/audience.queries.server";
import { listTasks } from "~/domains/crm/task/task.queries.server";
import { openTask } from "~/domains/crm/task/open-task.server";
import { BulkForm } from "~/domains/prospecting/bulk/bulk.schema";
import { prepareDeed } from "~/domains/prospecting/bulk/prepare-deed.server";
import { listAssignees } from "~/domains/prospecting/prospect/assignees.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { findProspects } from "~/domains/prospecting/prospect/find-prospects.queries.server";
import { countProspects, listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { aCampaign } from "~tests/factories/outreach";
import { actOnMany } from "~tests/factories/prospecting";

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
let mine: string;
let theirs: string;
let narrow: CompanyScope;
let team: CompanyScope;

beforeAll(async () => {
  [shop, other] = [await aCompany(), await aCompany()];
  const add = (who: CompanyScope, lastName: string) =>
    inCompany(who, (ctx) => createProspect(ctx, { lastName, email: `${lastName.toLowerCase()}@example.test`, city: "Rennes" } as never));
  mine = (await add(shop.agent, "Corbin")).prospectId;
  theirs = (await add(shop.manager, "Corbiac")).prospectId;
  await add(other.owner, "Corbeau");
  narrow = { ...shop.agent, reach: { prospect: [shop.agent.actor.id], task: [shop.agent.actor.id], campaign: [shop.agent.actor.id] } };
  team = { ...narrow, reach: { prospect: [shop.agent.actor.id, shop.manager.actor.id] } };
});

const names = (who: CompanyScope) =>
  inCompany(who, async (ctx) => (await listProspects(ctx, { filter: {}, sort: "name", cursor: null })).rows.map(({ id }) => id).sort());
const as = <T>(who: CompanyScope, work: (ctx: CompanyCtx) => Promise<T>) => inCompany(who, work);

test("whoever typed a prospect in has it, and who reaches his own sees it alone, in list, count and search", async () => {
  expect(await names(narrow)).toEqual([mine]);
  expect(await as(narrow, (ctx) => countProspects(ctx, {}))).toEqual({ count: 1, capped: false });
  expect((await as(narrow, (ctx) => findProspects(ctx, { term: "corb" }))).map(({ id }) => id)).toEqual([mine]);
  expect(await names(team)).toEqual([mine, theirs].sort());
  expect(await names(shop.agent)).toEqual([mine, theirs].sort());
  expect(await names({ ...narrow, reach: { prospect: [] } })).toEqual([]);
});

test("an act on all touches those reached, and no key to another's row opens it", async () => {
  expect(await actOnMany(narrow, { filter: {} }, { act: "status", status: "qualified" })).toMatchObject({ total: 1, done: 1 });
  expect(await actOnMany(narrow, { ids: [theirs] }, { act: "status", status: "lost" })).toBeNull();
  expect(await as(narrow, ({ db }) => db.prospect.findUnique({ where: { id: theirs } }))).toBeNull();
  await expect(as(narrow, ({ db }) => db.prospect.update({ where: { id: theirs }, data: { city: "Brest" } }))).rejects.toThrow();
  await expect(as(narrow, ({ db }) => db.interaction.create({ data: { companyId: shop.companyId, prospectId: theirs, interactionType: "note" } as never }))).rejects.toThrow(); // prettier-ignore
});

test("tasks are one's own, and those of nobody at a prospect of one's own", async () => {
  const task = (who: CompanyScope, prospectId: string, assignedToId: string | null) =>
    as(who, (ctx) => openTask(ctx, { type: "call", title: "Rappeler", prospectId, assignedToId, dueDate: null }));
  const seen = [await task(shop.manager, mine, null), await task(narrow, mine, shop.agent.actor.id)];
  await task(shop.manager, theirs, null);
  await task(shop.manager, mine, shop.manager.actor.id);
  const tasks = await as(narrow, (ctx) => listTasks(ctx, { view: "open" }));
  expect(tasks.map(({ id }) => id).sort()).toEqual(seen.map(({ taskId }) => taskId).sort());
});

test("campaigns of others are out of sight with their messages to others, and still keep from writing too soon", async () => {
  const { campaignId, messageIds } = await aCampaign(shop, { name: "Du responsable", prospects: [{ lastName: "Delmas", email: "delmas@example.test" }] }); // prettier-ignore
  expect(messageIds).toHaveLength(1);
  expect(await as(narrow, ({ db }) => db.campaign.count({ where: { id: campaignId } }))).toBe(0);
  expect(await as(narrow, ({ db }) => db.message.count())).toBe(0);
  const { id } = await as(shop.owner, ({ db }) =>
    db.prospect.findFirstOrThrow({ where: { email: "delmas@example.test" }, select: { id: true } }),
  );
  await actOnMany(shop.owner, { ids: [id] }, { act: "assign", userId: shop.agent.actor.id });
  expect(await as(narrow, ({ db }) => db.message.count())).toBe(1);
  expect(await as(narrow, (ctx) => countAudience(ctx, { filter: {} }))).toMatchObject({ matching: 2, excluded: { too_soon: 1 } });
});

test("prospects are given to colleagues one reaches, and to nobody else", async () => {
  const give = async (who: CompanyScope, userId: string | null) => {
    const deed = await as(who, (ctx) => prepareDeed(ctx, BulkForm.parse({ act: "assign", userId: userId ?? "" })));
    return actOnMany(who, { ids: [mine] }, deed);
  };
  await expect(give(narrow, shop.manager.actor.id)).rejects.toMatchObject({ code: "prospecting.prospect.assignee_out_of_reach" });
  await expect(give(narrow, null)).rejects.toMatchObject({ code: "prospecting.prospect.assignee_out_of_reach" });
  await expect(give(shop.owner, other.owner.actor.id)).rejects.toMatchObject({ code: "prospecting.prospect.assignee_unknown" });
  expect((await as(narrow, listAssignees)).map(({ id }) => id)).toEqual([shop.agent.actor.id]);
  expect(await give(team, shop.manager.actor.id)).toMatchObject({ done: 1 });
  expect(await names(narrow)).not.toContain(mine);
});
