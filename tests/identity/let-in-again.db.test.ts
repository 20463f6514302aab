import { expect, test } from "vitest";
import { acceptInvitation } from "~/domains/identity/member/accept-invitation.server";
import { deactivateMember, leaveCompany, reactivateMember } from "~/domains/identity/member/deactivate-member.server";
import { inviteMember, resendInvitation } from "~/domains/identity/member/invite-member.server";
import { changeMemberRights } from "~/domains/identity/role/change-member-rights.server";
import { changeRole } from "~/domains/identity/role/change-role.server";
import { createRole } from "~/domains/identity/role/create-role.server";
import { deleteRole } from "~/domains/identity/role/delete-role.server";
import { requireCompany } from "~/platform/gate.server";
import { defaultsOf, type Permission, type RoleKey, type Scope } from "~/platform/permissions";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { aCompany, aMember, asOwner, requestOf, type TestCompany } from "~tests/factories/company";

const ownerHolds = defaultsOf("owner");
const idOf = (shop: TestCompany, key: string) =>
  inCompany(shop.owner, async ({ db }) => (await db.role.findFirstOrThrow({ where: { key }, select: { id: true } })).id);
const placeOf = (shop: TestCompany, who: CompanyScope) =>
  inCompany(shop.owner, ({ db }) =>
    db.membership.findFirstOrThrow({
      where: { userId: who.actor.id },
      select: { id: true, isActive: true, role: { select: { key: true } } },
    }),
  );
const roleLike = (shop: TestCompany, key: RoleKey, name: string) =>
  idOf(shop, key).then((copyOf) => inCompany(shop.owner, (ctx) => createRole(ctx, { name, copyOf, held: ownerHolds })));
const widen = (shop: TestCompany, roleId: string, like: RoleKey) =>
  inCompany(shop.owner, (ctx) => changeRole(ctx, { roleId, wanted: defaultsOf(like), held: ownerHolds }));
const rightsNow = async (who: CompanyScope) =>
  [...(await requireCompany(await requestOf(who, "/settings/team"), "company:read")).rights].sort();
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
const again = (who: CompanyScope, membershipId: string) =>
  refusal(inCompany(who, (ctx) => reactivateMember(ctx, { membershipId, giveBack: false })));
const takeOut = (shop: TestCompany, membershipId: string) => inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId }));
const fresh = () => `guest-${crypto.randomUUID()}@example.test`;

test("a member is let in again by whom his rights do not go beyond, as they are by now", async () => {
  const shop = await aCompany();
  const { roleId } = await roleLike(shop, "agent", "Mandataires");
  const gone = await aMember(shop, roleId);
  const { id } = await placeOf(shop, gone);
  await takeOut(shop, id);
  await widen(shop, roleId, "director"); // while he was away
  expect(await again(shop.manager, id)).toBe("identity.role.beyond_yours");
  expect((await placeOf(shop, gone)).isActive).toBe(false);
  await widen(shop, roleId, "agent");
  expect(await again(shop.manager, id)).toBe("done");
  expect(await rightsNow(gone)).toEqual([...defaultsOf("agent")].sort());
});

test("what was given to him alone counts with his role, and so does how far it reaches", async () => {
  const shop = await aCompany();
  const gone = await aMember(shop, "agent");
  const { id } = await placeOf(shop, gone);
  const grants = [{ permission: "key:change" as Permission, isGranted: true, scope: "all" as Scope }, { permission: "key:read" as Permission, isGranted: true, scope: "all" as Scope }]; // prettier-ignore
  const roleId = await idOf(shop, "agent");
  await inCompany(shop.owner, (ctx) => changeMemberRights(ctx, { userId: gone.actor.id, roleId, grants, held: ownerHolds }));
  await takeOut(shop, id);
  expect(await again(shop.manager, id)).toBe("identity.role.beyond_yours");
  const narrow = await aMember(shop, "manager", "team");
  const other = await aMember(shop, "viewer"); // reaches all prospects
  const { id: otherId } = await placeOf(shop, other);
  await takeOut(shop, otherId);
  expect(await again(narrow, otherId)).toBe("identity.role.beyond_yours");
  expect(await again(shop.manager, otherId)).toBe("done");
  expect(await again(shop.owner, id)).toBe("done");
});

test("whose role was deleted meanwhile comes back as somebody who reads", async () => {
  const shop = await aCompany();
  const { roleId } = await roleLike(shop, "director", "Associées");
  const gone = await aMember(shop, roleId);
  const { id } = await placeOf(shop, gone);
  await takeOut(shop, id);
  await inCompany(shop.owner, (ctx) => deleteRole(ctx, { roleId, held: ownerHolds }));
  expect(await again(shop.manager, id)).toBe("done");
  expect(await placeOf(shop, gone)).toMatchObject({ isActive: true, role: { key: "viewer" } });
  expect(await rightsNow(gone)).toEqual([...defaultsOf("viewer")].sort());
});

test("an owner is let in again by an owner alone; the last one cannot have gone, and one of another company finds nobody", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const second = await aMember(shop, "owner");
  const { id } = await placeOf(shop, second);
  await inCompany(second, (ctx) => leaveCompany(ctx, {}));
  const director = await aMember(shop, "director");
  expect(await again(director, id)).toBe("identity.member.not_yours");
  expect(await again(other.owner, id)).toBe("platform.record.unknown");
  expect(await refusal(inCompany(shop.owner, (ctx) => leaveCompany(ctx, {})))).toBe("platform.database.rule.last_owner");
  expect(await again(shop.owner, id)).toBe("done");
  expect(await refusal(inCompany(shop.owner, (ctx) => leaveCompany(ctx, {})))).toBe("done"); // now there is another
});

test("whoever has lost the right, or gone, lets nobody in any more", async () => {
  const shop = await aCompany();
  const gone = await aMember(shop, "agent");
  const { id } = await placeOf(shop, gone);
  await takeOut(shop, id);
  await takeOut(shop, (await placeOf(shop, shop.manager)).id);
  expect(await again(shop.manager, id)).toBe("platform.record.unknown"); // he is nobody here
});

test("an invitation is sent again by whom its role does not go beyond, as it is by now", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { roleId } = await roleLike(shop, "agent", "Mandataires");
  const email = fresh();
  const { invitationId } = await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: roleId }));
  const resend = (who: CompanyScope, id = invitationId) => inCompany(who, (ctx) => resendInvitation(ctx, { invitationId: id }));
  await widen(shop, roleId, "director");
  expect(await refusal(resend(shop.manager))).toBe("identity.role.beyond_yours");
  expect(await refusal(resend(other.owner))).toBe("platform.record.unknown");
  // Refused, nothing was touched: the link that was sent still opens.
  const open = await asOwner(
    async (owner) =>
    (await owner.query("SELECT id FROM invitations WHERE company_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL", [shop.companyId])).rows, // prettier-ignore
  );
  expect(open).toEqual([{ id: invitationId }]);
  await widen(shop, roleId, "agent");
  const sent = await resend(shop.manager);
  expect(await refusal(resend(shop.owner))).toBe("identity.invitation.closed"); // replaced by now

  await inCompany(shop.owner, (ctx) => deleteRole(ctx, { roleId, held: ownerHolds }));
  const last = await resend(shop.manager, sent.invitationId);
  const newcomer = { firstName: "Rémi", lastName: "Lantier", password: "barque 19 lilas fer" };
  const { userId } = await acceptInvitation(linkToken("invitation", last.invitationId), { newcomer }, "fr");
  expect(await placeOf(shop, { companyId: shop.companyId, actor: { kind: "user", id: userId } })).toMatchObject({
    role: { key: "viewer" },
  });
});
