import { expect, test } from "vitest";
import { countAudience, listExcluded } from "~/domains/outreach/campaign/audience.queries.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { mayContact } from "~/domains/privacy/contact/may-contact.server";
import { checkDomains } from "~/domains/prospecting/email-check/check-domains.server";
import { emailCheckOf } from "~/domains/prospecting/email-check/email-check.queries.server";
import { emailStates } from "~/domains/prospecting/email-check/email-state.rules";
import { takeVouchBack, vouchForEmail } from "~/domains/prospecting/email-check/vouch-email.server";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { countProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, type TestCompany } from "~tests/factories/company";
import { aCampaign, someProspects } from "~tests/factories/outreach";
import { aSendingCompany } from "~tests/factories/sending";
import { withDns } from "~tests/fakes/dns";

const works = { mx: ["mail.example.test"] };
const domains = ({ owner }: TestCompany) =>
  inCompany(owner, ({ db }) =>
    db.mailDomain.findMany({ orderBy: { domain: "asc" }, select: { domain: true, state: true, failureCount: true } }),
  );
const stateOf = ({ owner }: TestCompany, prospectId: string) =>
  inCompany(owner, async (ctx) => (await emailCheckOf(ctx, prospectId))?.state);
const countBy = ({ owner }: TestCompany, state: string) =>
  inCompany(
    owner,
    async (ctx) =>
      (await countProspects(ctx, ProspectFilter.parse({ where: { field: "emailState", is: "one_of", value: [state] } }))).count,
  );

test("many addresses of few domains are few questions; the list says of each what the record says; another company asks for itself", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const emails = Array.from({ length: 120 }, (_, at) => `personne-${at}@d${at % 3}.example.test`);
  const ids = await someProspects(shop, [
    ...emails.map((email) => ({ email })),
    { email: "info@d0.example.test" },
    { email: null },
    { email: "solene@outlok.fr" },
    { email: "x@mailinator.com" },
    { email: "bounced@d0.example.test" },
  ]);
  await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: "bounced@d0.example.test", reason: "hard_bounce" }));
  await someProspects(other, [{ email: "seul@d0.example.test" }]);
  await withDns(
    { "d0.example.test": works, "d2.example.test": { dead: true }, "outlok.fr": works, "mailinator.com": works },
    async (asked) => {
      expect(await checkDomains(shop.owner, { prospectIds: ids })).toEqual({ asked: 5, isDone: true });
      expect([...new Set(asked)].sort()).toEqual(["d0.example.test", "d1.example.test", "d2.example.test", "mailinator.com", "outlok.fr"]);
      expect(await checkDomains(shop.owner, { prospectIds: ids })).toEqual({ asked: 0, isDone: true });
    },
  );
  expect(await domains(shop)).toEqual([
    { domain: "d0.example.test", state: "accepts", failureCount: 0 },
    { domain: "d1.example.test", state: "no_domain", failureCount: 0 },
    { domain: "d2.example.test", state: "unknown", failureCount: 1 },
    { domain: "mailinator.com", state: "accepts", failureCount: 0 },
    { domain: "outlok.fr", state: "accepts", failureCount: 0 },
  ]);
  expect(await domains(other)).toEqual([]);
  expect(await Promise.all(emailStates.map((state) => countBy(shop, state)))).toEqual([40, 40, 3, 41]);
  expect(await Promise.all(emailStates.map((state) => countBy(other, state)))).toEqual([1, 0, 0, 0]);
  const seen: Record<string, number> = {};
  for (const id of ids) {
    const state = (await stateOf(shop, id)) ?? "none";
    seen[state] = (seen[state] ?? 0) + 1;
  }
  expect(seen).toEqual({ unknown: 40, valid: 40, risky: 3, invalid: 41, none: 1 });
  const slip = await inCompany(shop.owner, (ctx) => emailCheckOf(ctx, ids[122]!));
  expect(slip).toMatchObject({ state: "risky", reasons: ["typo"], meant: "solene@outlook.fr", email: "solene@outlok.fr" });
});

test("an invalid address is in no audience and gets no mail, until a member vouches for it; his word is for this address and less than a bounce", async () => {
  const [shop, stranger] = [await aSendingCompany(), await aCompany()];
  const { campaignId, prospectIds } = await aCampaign(shop, {
    until: "approved",
    prospects: [{ email: "solene@alive.example.test" }, { email: "solene@gone.example.test", organizationName: "Kervanno Sud" }],
  });
  const [fine, gone] = prospectIds as [string, string];
  const [listed] = await someProspects(shop, [{ email: "odile@gone.example.test", tags: ["liste"] }]);
  await someProspects(stranger, [{ email: "odile@gone.example.test", tags: ["liste"] }]);
  await withDns({ "alive.example.test": works }, () => checkDomains(shop.owner, { campaignId }));
  expect(await domains(shop)).toMatchObject([{ state: "accepts" }, { domain: "gone.example.test", state: "no_domain" }]);

  const filter = { tag: ["liste"] };
  const count = (company: TestCompany) => inCompany(company.owner, (ctx) => countAudience(ctx, { filter }));
  expect(await count(shop)).toMatchObject({ matching: 1, contactable: 0, excluded: { invalid_email: 1 } });
  expect(await count(stranger)).toMatchObject({ matching: 1, contactable: 1, excluded: { invalid_email: 0 } });
  const left = await inCompany(shop.owner, (ctx) => listExcluded(ctx, { filter, reason: "invalid_email", take: 5, after: null }));
  expect(left).toMatchObject([{ id: listed, excluded: "invalid_email" }]);
  const may = (email: string, phone: string | null = null) =>
    inCompany(shop.owner, (ctx) =>
      mayContact(ctx, { person: { emails: [email], phones: [phone] }, channel: "email", purpose: "prospecting" }),
    );
  expect(await may("odile@gone.example.test")).toEqual({ may: false, reason: "invalid" });
  expect(await may("odile@alive.example.test")).toEqual({ may: true });

  await inCompany(shop.owner, (ctx) => reserveSends(ctx, { campaignId }));
  const messages = () =>
    inCompany(shop.owner, ({ db }) =>
      db.message.findMany({ where: { campaignId }, select: { prospectId: true, status: true, errorCode: true } }),
    );
  expect(await messages()).toEqual(
    expect.arrayContaining([
      { prospectId: fine, status: "sending", errorCode: null },
      { prospectId: gone, status: "cancelled", errorCode: "outreach.sending.invalid_email" },
    ]),
  );

  const vouch = (email: string) => inCompany(shop.agent, (ctx) => vouchForEmail(ctx, listed!, email));
  await expect(vouch("autre@gone.example.test")).rejects.toThrow("prospecting.email_check.changed");
  await vouch("odile@gone.example.test");
  await vouch("odile@gone.example.test");
  expect(await may("odile@gone.example.test")).toEqual({ may: true });
  expect(await count(shop)).toMatchObject({ contactable: 1, excluded: { invalid_email: 0 } });
  expect(await stateOf(shop, listed!)).toBe("valid");
  const told = () =>
    inCompany(shop.owner, ({ db }) => db.auditLog.count({ where: { action: { in: ["email_check.vouched", "email_check.unvouched"] } } }));
  expect(await told()).toBe(1);
  await expect(inCompany(stranger.owner, (ctx) => vouchForEmail(ctx, listed!, "odile@gone.example.test"))).rejects.toThrow(
    "platform.record.unknown",
  );
  const narrow = await aMember(shop, "agent", "own");
  expect(await inCompany({ ...narrow, reach: { prospect: [narrow.actor.id] } } as never, ({ db }) => db.emailVouch.count())).toBe(0);

  await inCompany(shop.owner, (ctx) => changeProspect(ctx, listed!, { email: "odile.t@gone.example.test" }));
  expect(await stateOf(shop, listed!)).toBe("invalid");
  await inCompany(shop.owner, (ctx) => changeProspect(ctx, listed!, { email: "odile@gone.example.test" }));
  await inCompany(shop.owner, (ctx) => takeVouchBack(ctx, listed!));
  expect([await stateOf(shop, listed!), await told()]).toEqual(["invalid", 2]);
  await vouch("odile@gone.example.test");
  await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: "odile@gone.example.test", reason: "hard_bounce" }));
  expect(await stateOf(shop, listed!)).toBe("invalid");
  expect(await may("odile@gone.example.test")).toEqual({ may: false, reason: "suppressed" });
  await expect(vouch("odile@gone.example.test")).rejects.toThrow("prospecting.email_check.bounced");
});

test("a domain that nobody has any more is forgotten when its turn comes", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const [id] = await someProspects(shop, [{ email: "a@old.example.test" }]);
  const [theirs] = await someProspects(other, [{ email: "a@old.example.test" }]);
  await withDns({ "old.example.test": works, "new.example.test": works }, async () => {
    await checkDomains(shop.owner, { prospectIds: [id!] });
    await checkDomains(other.owner, { prospectIds: [theirs!] });
    await inCompany(shop.owner, (ctx) => changeProspect(ctx, id!, { email: "a@new.example.test" }));
    try {
      setClock(() => new Date(Date.now() + 31 * 86_400_000));
      await checkDomains(shop.owner, "all");
    } finally {
      setClock();
    }
  });
  expect(await domains(shop)).toEqual([]);
  expect(await domains(other)).toHaveLength(1);
});
