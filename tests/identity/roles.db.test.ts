import { beforeAll, expect, test } from "vitest";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { changeMemberRights } from "~/domains/identity/role/change-member-rights.server";
import { changeRole } from "~/domains/identity/role/change-role.server";
import { createRole } from "~/domains/identity/role/create-role.server";
import { deleteRole } from "~/domains/identity/role/delete-role.server";
import { findMemberRights, listRoles } from "~/domains/identity/role/role.queries.server";
import { deleteTeam, saveTeam } from "~/domains/identity/team/save-team.server";
import { requireCompany } from "~/platform/gate.server";
import { defaultsOf, type Permission, type RoleKey, type Scope } from "~/platform/permissions";
import { permissionsOf } from "~/platform/rights.rules";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, requestOf, type TestCompany } from "~tests/factories/company";

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
beforeAll(async () => void ([shop, other] = [await aCompany(), await aCompany()]));

const gate = async (who: CompanyScope, permission: Permission = "company:read") =>
  requireCompany(await requestOf(who, "/settings/roles"), permission);
const held = defaultsOf;
const idOf = (company: TestCompany, key: string) =>
  inCompany(company.owner, async ({ db }) => (await db.role.findFirstOrThrow({ where: { key }, select: { id: true } })).id);
const rightsOf = (company: TestCompany, { actor }: CompanyScope) =>
  inCompany(company.owner, async (ctx) => permissionsOf((await findMemberRights(ctx, actor.id)).facts));
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
const copied = (company: TestCompany, key: RoleKey, name: string) =>
  idOf(company, key).then((copyOf) => inCompany(company.owner, (ctx) => createRole(ctx, { name, copyOf, held: held("owner") })));

test("a company begins with its six roles, as they are shipped", async () => {
  const roles = await inCompany(shop.owner, listRoles);
  expect(roles.map(({ key }) => key)).toEqual(["owner", "director", "manager", "agent", "assistant", "viewer"]);
  for (const { key, rights } of roles) expect([...rights]).toEqual([...defaultsOf(key as RoleKey)]);
});

test("a change of a role holds from the next request of its members on, in this company alone", async () => {
  const roleId = await idOf(shop, "agent");
  expect((await gate(shop.agent)).may("message:approve")).toBe(false);
  const wanted = new Map<Permission, Scope>(held("agent")).set("message:approve", "all").set("prospect:read", "own").set("prospect:change", "own").set("prospect:import", "own"); // prettier-ignore
  await inCompany(shop.owner, (ctx) => changeRole(ctx, { roleId, wanted, held: held("owner") }));
  const after = await gate(shop.agent, "message:approve");
  expect([after.scope("prospect:change"), after.scope("task:read"), after.reach]).toEqual([
    "own",
    "all",
    { prospect: [shop.agent.actor.id], schedule: [shop.agent.actor.id] },
  ]);
  expect((await gate(other.agent)).may("message:approve")).toBe(false);

  await inCompany(shop.owner, (ctx) => changeRole(ctx, { roleId, wanted: "defaults", held: held("owner") }));
  expect([...(await gate(shop.agent)).rights]).toEqual([...defaultsOf("agent")]);
  expect(await inCompany(shop.owner, ({ db }) => db.rolePermission.count({ where: { roleId } }))).toBe(0);
});

test("a role of one's own is copied, renamed, and deleted: its members read from then on, its invitations invite readers", async () => {
  const { roleId } = await copied(shop, "manager", "Cheffe d’agence");
  const member = await aMember(shop, roleId);
  expect((await gate(member)).may("campaign:change")).toBe(true);
  expect(await refusal(copied(shop, "agent", "cheffe d’agence"))).toBe("identity.role.name_known");

  await inCompany(shop.owner, (ctx) => changeRole(ctx, { roleId, name: "Direction locale", wanted: held("manager"), held: held("owner") }));
  const renamed = await inCompany(shop.owner, listRoles);
  expect(renamed.at(-1)).toMatchObject({ name: "Direction locale", isSystem: false, members: 1 });
  expect((await inCompany(other.owner, listRoles)).some(({ name }) => name === "Direction locale")).toBe(false);

  expect(await inCompany(shop.owner, (ctx) => deleteRole(ctx, { roleId, held: held("owner") }))).toEqual({ moved: 1 });
  expect([...(await gate(member)).rights]).toEqual([...defaultsOf("viewer")]);
});

test("the owner's role stays as it is, Essor's roles are not deleted, nobody changes his own", async () => {
  const [owner, director] = [await idOf(shop, "owner"), await idOf(shop, "director")];
  const boss = await aMember(shop, "director");
  const change = (who: CompanyScope, roleId: string, key: RoleKey) =>
    refusal(inCompany(who, (ctx) => changeRole(ctx, { roleId, wanted: held("viewer"), held: held(key) })));
  expect(await change(shop.owner, owner, "owner")).toBe("identity.role.owner_stays");
  expect(await change(boss, director, "director")).toBe("identity.role.own_role");
  expect(await refusal(inCompany(shop.owner, (ctx) => deleteRole(ctx, { roleId: director, held: held("owner") })))).toBe(
    "identity.role.system_stays",
  );
});

test("nobody gives what he has not: neither by a role, nor by a copy, nor to a member", async () => {
  const manager = held("manager");
  const agentRole = await idOf(shop, "agent");
  const wanted = new Map<Permission, Scope>(held("agent")).set("key:change", "all").set("key:read", "all");
  expect(await refusal(inCompany(shop.manager, (ctx) => changeRole(ctx, { roleId: agentRole, wanted, held: manager })))).toBe(
    "identity.role.beyond_yours",
  );
  const copyOf = await idOf(shop, "director");
  expect(await refusal(inCompany(shop.manager, (ctx) => createRole(ctx, { name: "Moi", copyOf, held: manager })))).toBe(
    "identity.role.beyond_yours",
  );

  const narrow = new Map<Permission, Scope>(manager).set("prospect:read", "own");
  const give = (scope: Scope) =>
    refusal(
      inCompany(shop.manager, (ctx) =>
        changeMemberRights(ctx, {
          userId: shop.agent.actor.id,
          roleId: agentRole,
          grants: [{ permission: "prospect:read", isGranted: true, scope }],
          held: narrow,
        }),
      ),
    );
  expect(await give("all")).toBe("identity.role.beyond_yours");
  expect(await give("own")).toBe("identity.role.beyond_yours"); // the agent reached more than who would narrow him
  expect([...(await rightsOf(shop, shop.agent))]).toEqual([...defaultsOf("agent")]);
});

test("nobody is invited to a role that may more than who invites", async () => {
  const invite = (who: CompanyScope, role: string) =>
    refusal(inCompany(who, (ctx) => inviteMember(ctx, { email: `neu-${role}@example.test`, role: role as "agent" })));
  expect(await invite(shop.manager, "director")).toBe("identity.role.beyond_yours");
  expect(await invite(shop.manager, "agent")).toBe("done");
  expect(await invite(shop.owner, "director")).toBe("done");
});

test("a member's rights are his role and what he alone was given or refused; an owner's and one's own are not touched", async () => {
  const [agentRole, viewer] = [await idOf(shop, "agent"), await idOf(shop, "viewer")];
  const set = (who: CompanyScope, userId: string, roleId: string) =>
    refusal(
      inCompany(who, (ctx) =>
        changeMemberRights(ctx, {
          userId,
          roleId,
          grants: [
            { permission: "report:read", isGranted: false, scope: "own" },
            { permission: "run:read", isGranted: true, scope: "all" },
          ],
          held: held("director"),
        }),
      ),
    );
  const boss = await aMember(shop, "director");
  expect(await set(boss, shop.agent.actor.id, viewer)).toBe("done");
  const agent = await gate(shop.agent, "run:read");
  expect([agent.may("report:read"), agent.may("prospect:change")]).toEqual([false, false]);
  expect(await set(boss, shop.owner.actor.id, viewer)).toBe("identity.role.owner_stays");
  expect(await set(boss, boss.actor.id, agentRole)).toBe("identity.role.own_rights");
  expect(await set(boss, shop.agent.actor.id, await idOf(shop, "owner"))).toBe("identity.role.owner_stays");
  expect(await set(boss, other.agent.actor.id, viewer)).toBe("platform.record.unknown");
  expect(await set(boss, shop.agent.actor.id, await idOf(other, "viewer"))).toBe("platform.record.unknown");
  expect([...(await rightsOf(other, other.agent))]).toEqual([...defaultsOf("agent")]);
});

test("a member taken out has no rights at his next request, and a stranger none here", async () => {
  const gone = await aMember(shop, "manager");
  await gate(gone);
  await inCompany(shop.owner, ({ db }) => db.membership.updateMany({ where: { userId: gone.actor.id }, data: { isActive: false } }));
  await expect(gate(gone)).rejects.toMatchObject({ status: 302 });
});

test("a team is made, changed and taken away; who reaches his teams' rows reaches theirs, and only while it stands", async () => {
  const [one, two] = [await aMember(shop, "agent", "team"), await aMember(shop, "agent", "team")];
  const people = async () => [...((await gate(one)).reach!.prospect ?? [])].sort();
  expect(await people()).toEqual([one.actor.id]);
  const { teamId } = await inCompany(shop.owner, (ctx) =>
    saveTeam(ctx, { name: "Littoral", leaderId: one.actor.id, member: [two.actor.id], held: held("owner") }),
  );
  expect(await people()).toEqual([one.actor.id, two.actor.id].sort());
  const strangers = saveTeamOf(other.agent.actor.id);
  expect(await refusal(strangers)).toBe("identity.team.stranger");
  const narrow = new Map<Permission, Scope>(held("director")).set("prospect:read", "team");
  expect(await refusal(inCompany(shop.owner, (ctx) => saveTeam(ctx, { name: "Moi", member: [], held: narrow })))).toBe(
    "identity.role.beyond_yours",
  );
  expect(await refusal(inCompany(other.owner, (ctx) => deleteTeam(ctx, { teamId, held: held("owner") })))).toBe("platform.record.unknown");
  await inCompany(shop.owner, (ctx) => deleteTeam(ctx, { teamId, held: held("owner") }));
  expect(await people()).toEqual([one.actor.id]);

  function saveTeamOf(userId: string) {
    return inCompany(shop.owner, (ctx) => saveTeam(ctx, { name: "Rivage", member: [userId], held: held("owner") }));
  }
});
