import { expect, test } from "vitest";
import { deactivateMember, leaveCompany } from "~/domains/identity/member/deactivate-member.server";
import { transferOwnership } from "~/domains/identity/member/transfer-ownership.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const placeOf = (shop: TestCompany, who: CompanyScope) =>
  inCompany(shop.owner, ({ db }) =>
    db.membership.findFirstOrThrow({
      where: { userId: who.actor.id },
      select: { id: true, isOwner: true, role: { select: { key: true } } },
    }),
  );
const makeOwner = (shop: TestCompany, who: CompanyScope) =>
  asOwner((owner) =>
    owner.query(
      "UPDATE memberships m SET role_id = r.id FROM roles r WHERE r.company_id = m.company_id AND r.key = 'owner' AND m.company_id = $1 AND m.user_id = $2",
      [shop.companyId, who.actor.id],
    ),
  );

test("the last owner neither leaves nor loses the role nor is deleted, whoever writes", async () => {
  const shop = await aCompany();
  await expect(inCompany(shop.owner, (ctx) => leaveCompany(ctx, { handTo: shop.manager.actor.id }))).rejects.toThrow(
    "platform.database.rule.last_owner",
  );
  const { id } = await placeOf(shop, shop.owner);
  for (const deed of [
    "UPDATE memberships SET is_active = false WHERE id = $1",
    "UPDATE memberships SET role_id = (SELECT r.id FROM roles r WHERE r.company_id = memberships.company_id AND r.key = 'agent') WHERE id = $1",
    "DELETE FROM memberships WHERE id = $1",
  ])
    await expect(
      asOwner((owner) => owner.query(deed, [id])),
      deed,
    ).rejects.toThrow("no owner");
  expect(await placeOf(shop, shop.owner)).toMatchObject({ isOwner: true, role: { key: "owner" } });
});

test("of two owners who leave in one moment one stays", async () => {
  for (let round = 0; round < 5; round++) {
    const shop = await aCompany();
    await makeOwner(shop, shop.manager);
    const left = await Promise.allSettled([shop.owner, shop.manager].map((who) => inCompany(who, (ctx) => leaveCompany(ctx, {}))));
    expect(left.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const owners = await asOwner(
      async (owner) =>
        (await owner.query("SELECT 1 FROM memberships WHERE company_id = $1 AND is_owner AND is_active", [shop.companyId])).rowCount,
    );
    expect(owners).toBe(1);
  }
});

test("ownership goes to an active colleague, by an owner who understood, and is not called back", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { id: membershipId } = await placeOf(shop, shop.agent);
  const give = (who: CompanyScope, to = membershipId, understood = true) =>
    inCompany(who, (ctx) => transferOwnership(ctx, { membershipId: to, understood }));
  await expect(give(shop.owner, membershipId, false)).rejects.toThrow("identity.member.not_understood");
  await expect(give(shop.manager)).rejects.toThrow("identity.member.not_owner");
  await expect(give(other.owner)).rejects.toThrow("platform.record.unknown");
  await give(shop.owner);
  expect(await placeOf(shop, shop.agent)).toMatchObject({ isOwner: true, role: { key: "owner" } });
  expect(await placeOf(shop, shop.owner)).toMatchObject({ isOwner: false, role: { key: "manager" } });
  await expect(give(shop.owner, (await placeOf(shop, shop.manager)).id)).rejects.toThrow("identity.member.not_owner");
});

test("ownership is not given to somebody who has gone", async () => {
  const shop = await aCompany();
  const { id: membershipId } = await placeOf(shop, shop.agent);
  await inCompany(shop.owner, (ctx) => deactivateMember(ctx, { membershipId }));
  await expect(inCompany(shop.owner, (ctx) => transferOwnership(ctx, { membershipId, understood: true }))).rejects.toThrow(
    "identity.member.gone",
  );
  expect(await placeOf(shop, shop.owner)).toMatchObject({ isOwner: true });
});
