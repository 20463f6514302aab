import { expect, test } from "vitest";
import { mayContact } from "~/domains/privacy/contact/may-contact.server";
import { erasePerson } from "~/domains/privacy/person/erase-person.server";
import { findPerson } from "~/domains/privacy/person/find-person.server";
import { inCompany } from "~/platform/tenancy.server";
import { action, loader } from "~/routes/public/why.$token";
import { aSendingCompany, aSentMessage, mailsOf } from "~tests/factories/sending";
import "~tests/setup/jobs";

const at = (token: string, form?: Record<string, string>) =>
  ({
    request: new Request(`http://localhost:3000/why/${token}`, form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    params: { token },
    context: { clientAddress: `198.51.100.${Math.floor(Math.random() * 250)}` },
  }) as never;

const may = (company: Awaited<ReturnType<typeof aSendingCompany>>, email: string, channel: "email" | "sms") =>
  inCompany(company.owner, (ctx) =>
    mayContact(ctx, { person: { emails: [email], phones: [], isProfessional: true }, channel, purpose: "prospecting" }),
  );

test("the link under a message shows its reader what is held, where from and why, and changes nothing", async () => {
  const shop = await aSendingCompany();
  const { token, email, messageId } = await aSentMessage(shop);
  const [mail] = await mailsOf(messageId);
  for (const part of [mail!.html, mail!.text]) expect(part).toContain(`/why/${token}`);
  const { data, init } = await loader(at(token));
  expect(init?.status).toBe(200);
  expect(data.page).toMatchObject({
    company: shop.name,
    held: true,
    source: "manual",
    legalBasis: "legitimate_interest",
    messages: 1,
    asked: [],
  });
  expect(data.page!.facts).toContainEqual({ field: "email", value: email });
  expect(JSON.stringify(data)).not.toContain("prospectId");
  expect(await may(shop, email, "email")).toEqual({ may: true });
});

test("one channel or all are stopped there, at once, in this company alone", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { token, email } = await aSentMessage(shop);
  await action(at(token, { intent: "oppose", channel: "sms" }));
  expect(await may(shop, email, "sms")).toEqual({ may: false, reason: "opposed" });
  expect(await may(shop, email, "email")).toEqual({ may: true });
  const { data } = await action(at(token, { intent: "oppose", channel: "all" }));
  expect(data.page!.channels.every(({ reason }) => reason !== null)).toBe(true);
  expect(await may(shop, email, "email")).toMatchObject({ may: false });
  expect(await may(other, email, "email")).toEqual({ may: true });
});

test("access and erasure are asked for there, once each, due in a month", async () => {
  const shop = await aSendingCompany();
  const { token, prospectId } = await aSentMessage(shop);
  for (const type of ["erasure", "erasure", "access"]) await action(at(token, { intent: "ask", type }));
  const requests = await inCompany(shop.owner, ({ db }) => db.privacyRequest.findMany({ where: { prospectId } }));
  expect(requests.map(({ type, source, state }) => `${type} ${source} ${state}`).sort()).toEqual([
    "access page received",
    "erasure page received",
  ]);
  expect((await loader(at(token))).data.page!.asked).toHaveLength(2);
});

test("an unknown link is a page like any other unknown one, a wrong act changes nothing, and an erased person finds nothing held", async () => {
  const shop = await aSendingCompany();
  const { token, prospectId, email } = await aSentMessage(shop);
  for (const wrong of ["x", `${token}x`, token.slice(1)])
    for (const answer of [await loader(at(wrong)), await action(at(wrong, { intent: "oppose", channel: "all" }))])
      expect([answer.init?.status, answer.data.page]).toEqual([404, null]);
  expect((await action(at(token, { intent: "ask", type: "objection" }))).init?.status).toBe(422);
  expect(await may(shop, email, "email")).toEqual({ may: true });
  await inCompany(shop.owner, async (ctx) => erasePerson(ctx, await findPerson(ctx, { prospectId })));
  expect((await loader(at(token))).data.page).toMatchObject({ held: false, facts: [], channels: [] });
});

test("nobody tries links without end", async () => {
  const tries = () => loader({ ...(at("x") as object), context: { clientAddress: "203.0.113.77" } } as never);
  for (let count = 0; count < 60; count++) await tries();
  await expect(tries()).rejects.toThrow("platform.rate.too_many");
});
