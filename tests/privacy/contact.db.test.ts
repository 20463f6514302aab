import { expect, test } from "vitest";
import { writeChoice } from "~/domains/outreach/suppression/write-choice.server";
import { type Channel, channels } from "~/domains/privacy/contact/channel.rules";
import { choicesOf } from "~/domains/privacy/contact/choices.queries.server";
import { mayContact, standingOf } from "~/domains/privacy/contact/may-contact.server";
import { recordChoice } from "~/domains/privacy/contact/record-choice.server";
import { beginSends } from "~/domains/outreach/sending/begin-sends.server";
import { reserveSends } from "~/domains/outreach/sending/reserve-sends.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { asOwner } from "~tests/factories/company";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, mailsOf, messageOf, sendOnce } from "~tests/factories/sending";
import "~tests/setup/jobs";

const person = { emails: ["Une.Personne@example.test"], phones: ["+33639980001"], isProfessional: true };
const may = (scope: CompanyScope, channel: Channel, who: Parameters<typeof mayContact>[1]["person"] = person) =>
  inCompany(scope, (ctx) => mayContact(ctx, { person: who, channel, purpose: "prospecting" }));
const say = (scope: CompanyScope, isGranted: boolean, asked: Array<Channel>, at = new Date()) =>
  inCompany(scope, (ctx) =>
    recordChoice(ctx, { person, channels: asked, isGranted, source: "Appel", evidence: { proof: "ses mots" }, at }),
  );

test("a stop said on one channel holds on every channel it was asked for, under each address, and in no other company", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  expect(await may(shop.owner, "email")).toEqual({ may: true });
  await say(shop.owner, false, ["whatsapp", "email"]);
  for (const who of [person, { ...person, emails: [] }, { ...person, phones: [] }]) {
    expect(await may(shop.owner, "email", who)).toEqual({ may: false, reason: "opposed" });
    expect(await may(shop.owner, "whatsapp", who)).toEqual({ may: false, reason: "opposed" });
  }
  expect(await may(shop.owner, "sms")).toEqual({ may: true });
  expect(await may(other.owner, "email")).toEqual({ may: true });
});

test("the last word holds, what was said before stays, and nobody changes or deletes a line", async () => {
  const shop = await aSendingCompany();
  await say(shop.owner, false, ["email"], new Date(Date.now() - 60_000));
  await say(shop.owner, true, ["email"]);
  expect(await may(shop.owner, "email")).toEqual({ may: true });
  await asOwner(async (owner) => {
    const { rows } = await owner.query("SELECT is_granted FROM consents WHERE company_id = $1 ORDER BY id", [shop.companyId]);
    expect(rows.map(({ is_granted }) => is_granted)).toEqual([false, false, true, true]); // two addresses each
    for (const text of ["UPDATE consents SET is_granted = true", "UPDATE consents SET source = 'autre'", "DELETE FROM consents"])
      await expect(owner.query(`${text} WHERE company_id = $1`, [shop.companyId])).rejects.toThrow("immutable");
  });
});

test("consumers are neither called nor texted, and nobody is watched, without a yes", async () => {
  const shop = await aSendingCompany();
  const consumer = { ...person, isProfessional: false };
  for (const channel of ["phone", "sms", "whatsapp", "tracking"] as const)
    expect(await may(shop.owner, channel, consumer)).toEqual({ may: false, reason: "no_consent" });
  expect(await may(shop.owner, "tracking")).toEqual({ may: false, reason: "no_consent" });
  await say(shop.owner, true, ["phone"]);
  expect(await may(shop.owner, "phone", consumer)).toEqual({ may: true });
});

test("what a contract asks for passes an opposition to prospecting, not a dead address", async () => {
  const shop = await aSendingCompany();
  await say(shop.owner, false, [...channels]);
  const service = () => inCompany(shop.owner, (ctx) => mayContact(ctx, { person, channel: "email", purpose: "service" }));
  expect(await service()).toEqual({ may: true });
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.suppression.create({ data: { companyId, address: "une.personne@example.test", reason: "hard_bounce" } }),
  );
  expect(await service()).toEqual({ may: false, reason: "suppressed" });
});

test("an approved message does not leave once its person said stop on the phone, and its sequence ends", async () => {
  const shop = await aSendingCompany();
  const message = await anApprovedMessage(shop);
  await inCompany(shop.agent, (ctx) =>
    writeChoice(ctx, {
      prospectId: message.prospectId,
      channels: "all",
      isGranted: false,
      source: "Appel",
      evidence: { proof: "stop" },
      at: ctx.now,
    }),
  );
  expect(await sendOnce(shop, message.campaignId)).toMatchObject({ sent: 0 });
  expect(await mailsOf(message.messageId)).toEqual([]);
  expect(await messageOf(shop, message.messageId)).toMatchObject({ status: "cancelled", errorCode: "outreach.sending.suppressed" });
  const standing = await inCompany(shop.agent, (ctx) => standingOf(ctx, { emails: [message.email], phones: [] }, channels));
  expect(standing.every(({ reason }) => reason !== null)).toBe(true);
  const [choice] = await inCompany(shop.agent, (ctx) => choicesOf(ctx, { emails: [message.email], phones: [] }, message.prospectId));
  expect(choice).toMatchObject({ isGranted: false, source: "Appel", proof: "stop", recordedBy: "Inès Fabre" });
});

test("a message already reserved for sending is not begun after a stop that only the ledger knows", async () => {
  const shop = await aSendingCompany();
  const message = await anApprovedMessage(shop);
  const reservation = await inCompany(shop.owner, (ctx) => reserveSends(ctx, { campaignId: message.campaignId }));
  expect(reservation.messageIds).toEqual([message.messageId]);
  await inCompany(shop.owner, (ctx) =>
    recordChoice(ctx, {
      person: { emails: [message.email], phones: [] },
      channels: ["email"],
      isGranted: false,
      source: "WhatsApp",
      at: ctx.now,
    }),
  );
  expect(await inCompany(shop.owner, (ctx) => beginSends(ctx, reservation))).toEqual([]);
});
