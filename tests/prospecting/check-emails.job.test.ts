import { afterEach, expect, test } from "vitest";
import { approveMessage } from "~/domains/outreach/message/approve-messages.server";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { sendMessages } from "~inngest/functions/outreach/send-messages";
import { checkEmails } from "~inngest/functions/prospecting/check-emails";
import { checkMailDomains } from "~inngest/functions/prospecting/check-mail-domains";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";
import { aCampaign } from "~tests/factories/outreach";
import { aSendingCompany } from "~tests/factories/sending";
import { type FakeZone, withDns } from "~tests/fakes/dns";

afterEach(() => setClock());

const works: FakeZone = { mx: ["mail.example.test"] };
const states = ({ owner }: TestCompany) =>
  inCompany(owner, async ({ db }) => {
    const rows = await db.mailDomain.findMany({ orderBy: { domain: "asc" }, select: { domain: true, state: true } });
    return Object.fromEntries(rows.map(({ domain, state }) => [domain.split(".")[0], state]));
  });

test("who is typed in, changed or brought by a list has his domain asked about, once however often the job dies; silence is asked again", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const zones: Record<string, FakeZone> = { "one.example.test": works, "list.example.test": works, "mute.example.test": { dead: true } };
  await withDns(zones, (asked) =>
    withJobs(
      [checkEmails, checkMailDomains],
      async (jobs) => {
        setClock(() => new Date(jobs.now()));
        const prospectId = await inCompany(
          shop.owner,
          async (ctx) => (await createProspect(ctx, { lastName: "Quimerch", email: "s@one.example.test" })).prospectId,
        );
        await jobs.advance("1m");
        expect(await states(shop)).toEqual({ one: "accepts" });
        await inCompany(shop.owner, (ctx) => changeProspect(ctx, prospectId, { city: "Brest" }));
        await inCompany(shop.owner, (ctx) => changeProspect(ctx, prospectId, { email: "s@mute.example.test" }));
        const lines = Array.from({ length: 30 }, (_, at) => `Nom${at};p${at}@list.example.test`).join("\n");
        await importedList(shop.owner, `Nom;E-mail\n${lines}\n`);
        await jobs.advance("2m");
        expect(await states(shop)).toEqual({ one: "accepts", list: "accepts", mute: "unknown" });
        expect(asked.filter((name) => name.startsWith("list"))).toHaveLength(1);
        zones["mute.example.test"] = works;
        await jobs.advance("31m");
        expect(await states(shop)).toMatchObject({ list: "accepts", mute: "accepts" });
        expect(await states(other)).toEqual({});
      },
      { intercept: losingFirstAnswers() },
    ),
  );
});

test("nothing leaves to a domain that was never asked about: it is asked before the first mail", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const prospects = [{ email: "a@alive.example.test" }, { email: "b@gone.example.test" }, { email: "c@mute.example.test" }];
  const campaigns = [await aCampaign(shop, { prospects }), await aCampaign(other, { prospects: [prospects[1]!] })];
  await withDns({ "alive.example.test": works, "mute.example.test": { dead: true } }, () =>
    withJobs([sendMessages], async (jobs) => {
      setClock(() => new Date(jobs.now()));
      for (const messageId of campaigns[0]!.messageIds)
        await inCompany(shop.owner, (ctx) => approveMessage(ctx, { messageId, revision: 1 }));
      await jobs.advance("1m");
    }),
  );
  const statuses = await inCompany(shop.owner, ({ db }) =>
    db.message.findMany({ orderBy: { prospect: { email: "asc" } }, select: { status: true, errorCode: true } }),
  );
  expect(statuses).toEqual([
    { status: "sent", errorCode: null },
    { status: "cancelled", errorCode: "outreach.sending.invalid_email" },
    { status: "sent", errorCode: null },
  ]);
  expect(await states(other)).toEqual({});
});
