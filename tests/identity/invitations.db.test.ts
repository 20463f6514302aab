import { expect, test } from "vitest";
import { acceptInvitation, openInvitation } from "~/domains/identity/member/accept-invitation.server";
import { inviteMember, revokeInvitation } from "~/domains/identity/member/invite-member.server";
import { inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { aCompany } from "~tests/factories/company";

const newcomer = { firstName: "Rémi", lastName: "Lantier", password: "barque 19 lilas fer" };
const fresh = () => `guest-${crypto.randomUUID()}@example.test`;

test("an invitation makes a member once, with the role it named", async () => {
  const shop = await aCompany();
  const email = fresh();
  const { invitationId } = await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: "manager" }));
  const token = linkToken("invitation", invitationId);
  expect(await openInvitation(token)).toMatchObject({ email, roleKey: "manager", companyName: shop.name });
  const { userId } = await acceptInvitation(token, { newcomer }, "en");
  expect(
    await inCompany(shop.owner, ({ db }) => db.membership.findFirst({ where: { userId }, select: { role: { select: { key: true } } } })),
  ).toEqual({ role: { key: "manager" } });
  await expect(acceptInvitation(token, { newcomer }, "en")).rejects.toThrow("identity.invitation.used");
});

test("two who accept at once are one member", async () => {
  const shop = await aCompany();
  const { invitationId } = await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email: fresh(), role: "agent" }));
  const token = linkToken("invitation", invitationId);
  const outcomes = await Promise.allSettled([acceptInvitation(token, { newcomer }, "fr"), acceptInvitation(token, { newcomer }, "fr")]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a withdrawn invitation opens nothing, and another company cannot withdraw it", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  const { invitationId } = await inCompany(alma.owner, (ctx) => inviteMember(ctx, { email: fresh(), role: "agent" }));
  const token = linkToken("invitation", invitationId);
  await expect(inCompany(bora.owner, (ctx) => revokeInvitation(ctx, { invitationId }))).rejects.toThrow("platform.record.unknown");
  expect(await openInvitation(token)).not.toBeNull();
  await inCompany(alma.owner, (ctx) => revokeInvitation(ctx, { invitationId }));
  expect(await openInvitation(token)).toBeNull();
});

test("somebody else's log-in cannot take an invitation", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  const { invitationId } = await inCompany(alma.owner, (ctx) => inviteMember(ctx, { email: bora.emails.agent, role: "agent" }));
  const token = linkToken("invitation", invitationId);
  await expect(acceptInvitation(token, { userId: bora.owner.actor.id }, "fr")).rejects.toThrow("identity.invitation.other_person");
  await expect(acceptInvitation(token, { newcomer }, "fr")).rejects.toThrow("identity.invitation.other_person");
  expect(await acceptInvitation(token, { userId: bora.agent.actor.id }, "fr")).toMatchObject({ companyId: alma.companyId });
});

test("a member is not invited a second time", async () => {
  const shop = await aCompany();
  await expect(inCompany(shop.owner, (ctx) => inviteMember(ctx, { email: shop.emails.agent, role: "manager" }))).rejects.toThrow(
    "identity.member.already_here",
  );
});
