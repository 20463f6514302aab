import { beforeEach, expect, test } from "vitest";
import { changeMemberRights } from "~/domains/identity/role/change-member-rights.server";
import { createRole } from "~/domains/identity/role/create-role.server";
import { findMemberRights, listRoles } from "~/domains/identity/role/role.queries.server";
import { giveBackToMember, giveBackToRole, takeUnusedFromMember, takeUnusedFromRole } from "~/domains/identity/role/take-unused.server";
import { unusedOfMember, unusedOfRoles } from "~/domains/identity/role/unused-rights.queries.server";
import { defaultsOf, type Permission, type Scope } from "~/platform/permissions";
import { permissionsOf } from "~/platform/rights.rules";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, asOwner, type TestCompany } from "~tests/factories/company";
import { asSuperuser } from "~tests/isolation/canary-world";

const held = defaultsOf("owner");
const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
let member: CompanyScope;
let roleId: string;

/** An act of long ago, as the log would have it: only a superuser can write the past. */
const did = (who: CompanyScope, action: string, days: number, { success = true } = {}) =>
  asSuperuser((client) =>
    client.query(
      `INSERT INTO audit_logs (id, company_id, user_id, action, success, created_at) VALUES (app.uuid_v7(), $1, $2, $3, $4, $5)`,
      [who.companyId, who.actor.id, action, success, ago(days)],
    ),
  );

/** What was made a moment ago stands in the log as made `days` ago. */
const long = (company: TestCompany, days: number) =>
  asSuperuser(async (client) => {
    await client.query("SET session_replication_role = replica");
    await client.query("UPDATE audit_logs SET created_at = $2 WHERE company_id = $1 AND created_at > $2", [company.companyId, ago(days)]);
    await client.query("UPDATE memberships SET accepted_at = $2 WHERE company_id = $1", [company.companyId, ago(days)]);
  });

beforeEach(async () => {
  [shop, other] = [await aCompany(), await aCompany()];
  const { id: copyOf } = await inCompany(shop.owner, ({ db }) =>
    db.role.findFirstOrThrow({ where: { key: "manager" }, select: { id: true } }),
  );
  roleId = (await inCompany(shop.owner, (ctx) => createRole(ctx, { name: "Cheffes", copyOf, held }))).roleId;
  member = await aMember(shop, roleId);
});

const ofRole = async (id = roleId, who: CompanyScope = shop.owner) =>
  inCompany(who, async (ctx) => (await unusedOfRoles(ctx, { roles: await listRoles(ctx), days: 90 })).get(id));
const ofMember = async ({ actor }: CompanyScope) =>
  inCompany(shop.owner, async (ctx) => {
    const rights = permissionsOf((await findMemberRights(ctx, actor.id)).facts);
    return unusedOfMember(ctx, { userId: actor.id, rights, days: 90 });
  });
const rightsOf = ({ actor }: CompanyScope) =>
  inCompany(shop.owner, async (ctx) => permissionsOf((await findMemberRights(ctx, actor.id)).facts));

test("a young log proposes nothing, and says since when it speaks", async () => {
  const said = await ofRole();
  expect(said).toMatchObject({ isYoung: true, unused: [] });
  expect(Date.now() - said!.since!.getTime()).toBeLessThan(day);
});

test("what nobody of a role did is proposed; what one did, however few, is not; seeing never is", async () => {
  await long(shop, 60);
  const second = await aMember(shop, roleId);
  await did(member, "campaign.launched", 20);
  await did(second, "task.opened", 3);
  await did(member, "product.changed", 5, { success: false }); // refused: not used
  await did(shop.agent, "prospect.changed", 5); // of another role
  await did(other.owner, "message.approved", 5); // of another company
  const said = (await ofRole())!;
  expect(said.isYoung).toBe(false);
  expect(said.since!.getTime()).toBeGreaterThan(ago(61).getTime());
  expect(said.unused.toSorted()).toEqual(
    ["prospect:change", "prospect:import", "product:change", "message:edit", "message:approve", "schedule:change", "report:send", "run:replay"].sort(), // prettier-ignore
  );
  expect((await ofMember(second)).isYoung).toBe(true); // he came today
});

test("one click takes what is still unused, in the log of the company, and one gives it back", async () => {
  await long(shop, 120);
  await did(member, "campaign.launched", 20);
  const before = await rightsOf(member);
  const { unused } = (await ofRole())!;
  expect(unused).toContain("run:replay");
  await did(member, "run.rerun", 0); // after the page was drawn
  const { taken } = await inCompany(shop.owner, (ctx) => takeUnusedFromRole(ctx, { roleId, rights: unused, days: 90, held }));
  expect(taken).toEqual(unused.filter((one) => one !== "run:replay"));
  const after = await rightsOf(member);
  expect([...before.keys()].filter((one) => !after.has(one)).sort()).toEqual([...taken].sort());
  const entry = await asOwner(
    async (owner) =>
      (await owner.query("SELECT action, user_id, old_values FROM audit_logs WHERE company_id = $1 ORDER BY sequence DESC LIMIT 1", [shop.companyId])).rows[0], // prettier-ignore
  );
  expect(entry).toMatchObject({ action: "role.changed", user_id: shop.owner.actor.id, old_values: { "product:change": "all" } });

  await inCompany(shop.owner, (ctx) => giveBackToRole(ctx, { roleId, rights: taken, held }));
  expect([...(await rightsOf(member))].sort()).toEqual([...before].sort());
  expect(await ofRole()).toMatchObject({ isYoung: true }); // who decided today is not asked again tomorrow
});

test("a member's own unused rights go from him alone, those given to him with the gift, and come back as they were", async () => {
  const grants = [
    { permission: "key:read" as Permission, isGranted: true, scope: "all" as Scope },
    { permission: "key:change" as Permission, isGranted: true, scope: "all" as Scope },
  ];
  await inCompany(shop.owner, (ctx) => changeMemberRights(ctx, { userId: member.actor.id, roleId, grants, held }));
  await long(shop, 100);
  const mate = await aMember(shop, roleId);
  await did(member, "campaign.launched", 20);
  const before = await inCompany(shop.owner, (ctx) => findMemberRights(ctx, member.actor.id));
  const { unused } = await ofMember(member);
  expect(unused).toEqual(expect.arrayContaining(["key:change", "product:change"]));
  expect(unused).not.toContain("campaign:change");
  const rights: Array<Permission> = ["key:change", "product:change"];
  const took = await inCompany(shop.owner, (ctx) => takeUnusedFromMember(ctx, { userId: member.actor.id, rights, days: 90, held }));
  expect(took.before.toSorted((a, b) => a.permission.localeCompare(b.permission))).toEqual([
    { permission: "key:change", choice: "all" },
    { permission: "product:change", choice: "role" },
  ]);
  const now = await rightsOf(member);
  expect([now.has("key:change"), now.has("product:change"), now.has("campaign:change")]).toEqual([false, false, true]);
  expect((await rightsOf(mate)).has("product:change")).toBe(true);
  await inCompany(shop.owner, (ctx) => giveBackToMember(ctx, { userId: member.actor.id, ...took, held }));
  const back = await inCompany(shop.owner, (ctx) => findMemberRights(ctx, member.actor.id));
  const sorted = (own: typeof back.facts.own) => own.toSorted((a, b) => a.permission.localeCompare(b.permission));
  expect(sorted(back.facts.own)).toEqual(sorted(before.facts.own));
});

test("nothing is taken that is in use, nor from one's own role, nor beyond one's own rights, nor in another company", async () => {
  await long(shop, 100);
  await did(member, "campaign.launched", 20);
  const take = (who: CompanyScope, rights: Array<Permission>, holds = held) =>
    inCompany(who, (ctx) => takeUnusedFromRole(ctx, { roleId, rights, days: 90, held: holds }));
  await expect(take(shop.owner, ["campaign:change"])).rejects.toMatchObject({ code: "identity.role.nothing_unused" });
  await expect(take(shop.owner, ["prospect:read", "company:close"])).rejects.toMatchObject({ code: "identity.role.nothing_unused" });
  await expect(take(member, ["product:change"])).rejects.toMatchObject({ code: "identity.role.own_role" });
  await expect(take(shop.agent, ["product:change"], defaultsOf("agent"))).rejects.toMatchObject({ code: "identity.role.beyond_yours" });
  await expect(take(other.owner, ["product:change"])).rejects.toMatchObject({ code: "platform.record.unknown" });
  expect(await ofRole(roleId, other.owner)).toBeUndefined();
});
