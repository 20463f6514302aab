import { expect, test } from "vitest";
import { openPipeline } from "~/domains/crm/stage/open-pipeline.server";
import { deactivateMember, leaveCompany, reactivateMember } from "~/domains/identity/member/deactivate-member.server";
import { countOwned } from "~/domains/identity/member/hand-over.server";
import { memberPage } from "~/domains/identity/member/member.queries.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aCustomer, aDeal } from "~tests/factories/crm";
import { aConversation, aTicket } from "~tests/factories/desk";
import { aCampaign } from "~tests/factories/outreach";

const rows = <Row>(sql: string, values: Array<unknown> = []) =>
  asOwner(async (owner) => (await owner.query(sql, values)).rows as Array<Row>);

const membershipOf = (shop: TestCompany, who: CompanyScope) =>
  inCompany(
    shop.owner,
    async ({ db }) => (await db.membership.findFirstOrThrow({ where: { userId: who.actor.id }, select: { id: true } })).id,
  );

/** Something of everything that can be somebody's, eight rows; `extra` prospects beside. */
async function give(shop: TestCompany, who: CompanyScope, extra = 0) {
  const assignedToId = who.actor.id;
  const { campaignId } = await aCampaign(shop, { until: "draft" });
  await openPipeline(shop.companyId, "test");
  await inCompany(shop.owner, async (ctx) => {
    const { db, companyId, now } = ctx;
    await db.campaign.update({ where: { id: campaignId }, data: { createdById: assignedToId } });
    const { id: prospectId } = await db.prospect.create({
      data: { companyId, assignedToId, lastName: "Prune", createdById: assignedToId },
      select: { id: true },
    });
    const rank = Array.from({ length: extra }, (_, at) => ({ companyId, assignedToId, lastName: `Rang ${at}` }));
    await db.prospect.createMany({ data: rank });
    await db.task.create({ data: { companyId, assignedToId, title: "Rappeler", type: "call" } });
    const customerId = await aCustomer(ctx, { assignedToId });
    await aDeal(ctx, { name: "Mandat", path: [["lead", now]], customerId, assignedToId });
    await db.meeting.create({ data: { companyId, organizerId: assignedToId, prospectId, title: "Visite", scheduledAt: now } });
    await aConversation(ctx, { channel: "email", contactName: "Lien", assignedToId, said: [{ by: "customer", text: "Bonjour", at: now }] });
    await aTicket(ctx, { title: "Clé perdue", assignedToId });
  });
}

test("every column that names a person says what becomes of it when he goes, and each that is listed is there", async () => {
  const listed = await rows<{ place: string }>("SELECT table_name || '.' || column_name AS place FROM app.person_columns ORDER BY 1");
  const found = await rows<{ place: string }>(`
    SELECT DISTINCT c.relname || '.' || a.attname AS place FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid = 'uuid'::regtype AND (a.attname ~ '(^|_)(user|owner|assignee|assigned_to|organizer|leader|approver|reviewer)_id$' OR a.attname ~ '_by_id$'
        OR EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey) AND a.attname <> 'company_id'
          AND k.confrelid IN ('users'::regclass, 'memberships'::regclass)))
      AND a.attname <> 'replaced_by_id' -- an invitation by an invitation
    ORDER BY 1`);
  expect(found.map(({ place }) => place)).toEqual(listed.map(({ place }) => place));
});

test("what is somebody's is counted before, goes to the chosen member whole, and comes back by one undo", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await give(shop, shop.agent, 40);
  await give(other, other.agent);
  const foreign = () => inCompany(other.owner, (ctx) => countOwned(ctx, other.agent.actor.id));
  const before = await foreign();
  const membershipId = await membershipOf(shop, shop.agent);
  const { owned } = await inCompany(shop.owner, (ctx) => memberPage(ctx, { membershipId }));
  expect(Object.fromEntries(owned.map(({ table, count }) => [table, count]))).toEqual({
    prospects: 41, tasks: 1, customers: 1, deals: 1, meetings: 1, conversations: 1, tickets: 1, campaigns: 1,
  }); // prettier-ignore

  const successor = shop.manager.actor.id;
  const { moved } = await inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId, handTo: successor }));
  expect(moved).toBe(48);
  expect(await inCompany(shop.owner, (ctx) => countOwned(ctx, shop.agent.actor.id))).toEqual([]);
  expect((await inCompany(shop.owner, (ctx) => countOwned(ctx, successor))).reduce((sum, { count }) => sum + count, 0)).toBe(48);
  const [{ by } = { by: null }] = await rows<{ by: string }>(
    "SELECT created_by_id AS by FROM prospects WHERE company_id = $1 AND last_name = 'Prune'",
    [shop.companyId],
  );
  expect(by, "who made it stays who made it").toBe(shop.agent.actor.id);

  // The manager closes one task and gives one prospect away: those are not his to give back.
  await inCompany(shop.owner, ({ db }) =>
    db.prospect.updateMany({ where: { lastName: "Rang 0" }, data: { assignedToId: shop.owner.actor.id } }),
  );
  expect((await inCompany(shop.owner, (ctx) => memberPage(ctx, { membershipId }))).handedOver).toBe(47);
  expect(await inCompany(shop.owner, (ctx) => reactivateMember(ctx, { membershipId, giveBack: true }))).toMatchObject({ moved: 47 });
  expect(await inCompany(shop.owner, (ctx) => countOwned(ctx, successor))).toEqual([]);
  expect(await foreign()).toEqual(before);
});

test("nothing is left without somebody: a successor is asked for, and must be an active colleague", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await give(shop, shop.agent);
  const membershipId = await membershipOf(shop, shop.agent);
  const deactivate = (handTo?: string) => inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId, handTo }));
  await expect(deactivate()).rejects.toThrow("identity.member.nobody_follows");
  for (const stranger of [other.manager.actor.id, shop.agent.actor.id, crypto.randomUUID()])
    await expect(deactivate(stranger)).rejects.toThrow("identity.member.unknown_successor");
  const manager = await membershipOf(shop, shop.manager);
  await inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId: manager }));
  await expect(deactivate(shop.manager.actor.id)).rejects.toThrow("identity.member.unknown_successor");
  expect(
    await inCompany(shop.owner, ({ db }) => db.membership.findUnique({ where: { id: membershipId }, select: { isActive: true } })),
  ).toEqual({ isActive: true });
});

test("another company's member is out of reach, an owner of anybody but an owner, oneself of oneself", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const theirs = await membershipOf(other, other.agent);
  await expect(inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId: theirs }))).rejects.toThrow("platform.record.unknown");
  const owner = await membershipOf(shop, shop.owner);
  for (const who of [shop.manager, shop.owner])
    await expect(inCompany(who, (ctx) => deactivateMember(ctx, { membershipId: owner }))).rejects.toThrow("identity.member.not_yours");
});

test("whoever leaves hands over himself, and keeps his other company", async () => {
  const shop = await aCompany();
  await give(shop, shop.agent);
  await expect(inCompany(shop.agent, (ctx) => leaveCompany(ctx, {}))).rejects.toThrow("identity.member.nobody_follows");
  expect(await inCompany(shop.agent, (ctx) => leaveCompany(ctx, { handTo: shop.owner.actor.id }))).toEqual({ moved: 8 });
  await expect(inCompany(shop.agent, (ctx) => leaveCompany(ctx, {}))).rejects.toThrow("identity.member.gone");
});
