import { expect, test } from "vitest";
import { writeWeeklyReports } from "~/domains/insights/report/write-weekly-reports.server";
import { setClock } from "~/platform/clock";
import { statementListeners } from "~/platform/db.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { findLocalMailById, listLocalMails } from "~/platform/vendors/mailbox.server";
import { sendReport } from "~inngest/functions/insights/send-report";
import { writeWeeklyReport } from "~inngest/functions/insights/write-weekly-report";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aMessageStory, foundedOn, tell } from "~tests/factories/facts";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { expectNoise } from "~tests/setup/console";

/** Each test has a zone of its own, so that companies of other tests are not due with it. */
const reportsOf = ({ owner }: TestCompany) => inCompany(owner, ({ db }) => db.successReport.findMany({ include: { deliveries: true } }));
const mailsTo = async (to: string, subject: RegExp) => {
  const mails = await Promise.all((await listLocalMails({ to, take: 20 })).map(async ({ id }) => (await findLocalMailById(id))!));
  return mails.filter((mail) => subject.test(mail.subject));
};
const campaign = uuidv7();

/** A week counted by hand: 3 imported, 3 contacted by 4 mails, 3 delivered, 2 replies, 1 bounce, 1 departure; 2 contacted before. */
const history = () => {
  const [anna, boris, cleo] = [uuidv7(), uuidv7(), uuidv7()];
  const monday = "2026-11-16T00:30:00+01:00";
  const sunday = "2026-11-22T23:30:00+01:00";
  return [
    { type: "prospecting/prospects.imported", at: monday, importRunId: uuidv7(), prospectIds: [anna, boris, cleo] },
    ...aMessageStory(campaign, { sent: monday, delivered: monday, replied: "2026-11-18T10:00:00Z" }, anna),
    ...aMessageStory(campaign, { sent: "2026-11-19T10:00:00Z", delivered: "2026-11-19T10:01:00Z", unsubscribed: sunday }, anna),
    ...aMessageStory(campaign, { sent: sunday, bounced: sunday }, boris),
    ...aMessageStory(campaign, { sent: "2026-11-20T10:00:00Z", delivered: "2026-11-20T10:01:00Z", replied: sunday }, cleo),
    ...aMessageStory(campaign, { sent: "2026-11-15T23:30:00+01:00", replied: "2026-11-15T22:45:00Z" }),
    ...aMessageStory(campaign, { sent: "2026-11-10T10:00:00Z" }),
    ...aMessageStory(campaign, { sent: "2026-11-23T00:15:00+01:00" }),
  ];
};

test("a week's figures are those one counts by hand, in any order, each message once, and no other company's", async () => {
  const [shop, twin, other] = [await aCompany(), await aCompany(), await aCompany()];
  const facts = history();
  await tell(shop.companyId, facts);
  await tell(twin.companyId, [...facts.toReversed(), ...facts.filter(({ type }) => type !== "prospecting/prospects.imported")]);
  await tell(other.companyId, aMessageStory(uuidv7(), { sent: "2026-11-18T10:00:00Z" }));
  await foundedOn([shop.companyId, twin.companyId, other.companyId], "2026-10-01T00:00:00Z");
  await writeWeeklyReports({ moment: new Date("2026-11-23T06:00:00Z"), atMost: 1000, jobId: "insights/write-weekly-report" });

  const counted = { imported: 3, contacted: 3, sent: 4, delivered: 3, replies: 2, bounces: 1, unsubscribes: 1, complaints: 0 };
  const before = { imported: 0, contacted: 2, sent: 2, delivered: 0, replies: 1, bounces: 0, unsubscribes: 0, complaints: 0 };
  for (const company of [shop, twin]) {
    const [report] = await reportsOf(company);
    expect(report).toMatchObject({
      type: "weekly",
      period: "2026-W47",
      periodStart: new Date("2026-11-16"),
      periodEnd: new Date("2026-11-22"),
    });
    expect(report!.keyMetrics).toMatchObject({
      week: counted,
      before,
      campaigns: [{ campaignId: campaign, week: { ...counted, imported: 0 }, before }],
    });
    expect(report!.insights).toHaveLength(3);
    const [metric] = await inCompany(company.owner, ({ db }) => db.successMetric.findMany());
    expect(metric).toMatchObject({ prospectsContacted: 3, responsesReceived: 2, bounces: 1 });
    expect(Number(metric!.responseRatePercent)).toBe(66.67);
  }
  const [alien] = await reportsOf(other);
  expect(alien!.keyMetrics).toMatchObject({ week: { contacted: 1, replies: 0 } });
});

test("a list that was rolled back is not counted as imported", async () => {
  const shop = await aCompany();
  const importRunId = uuidv7();
  await tell(shop.companyId, [
    { type: "prospecting/prospects.imported", at: "2026-11-17T10:00:00Z", importRunId, prospectIds: [uuidv7()] },
    { type: "prospecting/import.rolled_back", at: "2026-11-17T11:00:00Z", importRunId },
  ]);
  await foundedOn([shop.companyId], "2026-10-01T00:00:00Z");
  await writeWeeklyReports({ moment: new Date("2026-11-23T06:00:00Z"), atMost: 1000, jobId: "insights/write-weekly-report" });
  expect((await reportsOf(shop))[0]!.keyMetrics).toMatchObject({ week: { imported: 0 } });
});

test("each member gets one mail, in his language, though the job comes round, its answers get lost and it is run again", async () => {
  const shop = await aCompany({ timezone: "Asia/Dubai" });
  await tell(shop.companyId, history());
  await foundedOn([shop.companyId], "2026-10-01T00:00:00Z");
  await asOwner(async (owner) => {
    await owner.query("UPDATE users SET language = 'en' WHERE id = $1", [shop.manager.actor.id]);
    await owner.query(
      `UPDATE memberships SET notification_preferences = '{"weeklyReport": false}' WHERE company_id = $1 AND user_id = $2`,
      [shop.companyId, shop.agent.actor.id],
    );
  });
  try {
    await withJobs(
      [writeWeeklyReport, sendReport],
      async (jobs) => {
        setClock(() => new Date(jobs.now()));
        await jobs.advance("90m"); // Monday from 06:40 there: due in twenty minutes
        const [run] = await jobs.runs("insights/send-report");
        await jobs.rerun(run!.id);
        await jobs.advance("10m");
      },
      { startsAt: "2026-11-23T02:40:00Z", intercept: losingFirstAnswers() },
    );
  } finally {
    setClock();
  }
  const [report, ...more] = await reportsOf(shop);
  expect(more).toEqual([]);
  expect(report!.generatedAt).toEqual(new Date("2026-11-23T03:00:00Z"));
  expect(report!.deliveries.map(({ state }) => state)).toEqual(["sent", "sent"]);
  expect(report!.sentAt).not.toBeNull();
  expect(await mailsTo(shop.emails.agent, /47/)).toEqual([]);
  const french = await mailsTo(shop.emails.owner, /^Semaine 47\s:/);
  const english = await mailsTo(shop.emails.manager, /^Week 47:/);
  expect([french.length, english.length]).toEqual([1, 1]);
  expect(english[0]!.stream).toBe("transactional");
  for (const mail of [french[0]!, english[0]!]) {
    expect(mail.html).toContain(`/reports/${report!.id}/rows?metric=replies`);
    expect(mail.text).toContain(`/reports/${report!.id}`);
    expect(mail.text + mail.html).not.toMatch(/\{\{|finding\.|figure\.|mail\./);
  }
});

test("a copy that may have left is looked up: found there it is not sent again, missing for long enough it is", async () => {
  expectNoise(/could not be settled yet/);
  const shop = await aCompany({ timezone: "Asia/Tokyo" });
  await foundedOn([shop.companyId], "2026-10-01T00:00:00Z");
  const { reportIds } = await writeWeeklyReports({
    moment: new Date("2026-11-22T22:30:00Z"),
    atMost: 1000,
    jobId: "insights/write-weekly-report",
  });
  expect(reportIds.length).toBeGreaterThan(0);
  const [report] = await reportsOf(shop);
  // The process died after the row was written: for the owner the mail had left, for the others it had not.
  const left = uuidv7();
  await asOwner(async (owner) => {
    const begun = `INSERT INTO report_deliveries (id, company_id, report_id, user_id, created_at) VALUES ($1, $2, $3, $4, '2026-11-22T22:31:00Z')`;
    await owner.query(begun, [left, shop.companyId, report!.id, shop.owner.actor.id]);
    await owner.query(begun, [uuidv7(), shop.companyId, report!.id, shop.manager.actor.id]);
    await owner.query(
      `INSERT INTO local_mails (id, stream, from_line, to_line, subject, headers, metadata, text, html) VALUES (app.uuid_v7(), 'transactional', 'a', $1, 'Semaine 47, partie', '[]', $2, '', '')`,
      [shop.emails.owner, JSON.stringify({ "essor-id": left })],
    );
  });
  try {
    await withJobs(
      [sendReport],
      async (jobs) => {
        setClock(() => new Date(jobs.now()));
        await jobs.send({ name: "insights/report.written", data: { companyId: shop.companyId, reportId: report!.id, readerId: null } });
        await jobs.drain();
        expect(await mailsTo(shop.emails.manager, /47/)).toEqual([]);
        await jobs.advance("10m");
      },
      { startsAt: "2026-11-22T22:31:30Z" },
    );
  } finally {
    setClock();
  }
  expect(await mailsTo(shop.emails.owner, /47/)).toHaveLength(1);
  expect(await mailsTo(shop.emails.manager, /47/)).toHaveLength(1);
  expect(await mailsTo(shop.emails.agent, /47/)).toHaveLength(1);
  expect((await reportsOf(shop))[0]!.deliveries.map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
});

test("the number of SQL statements is the same for 10 companies and for 100, and at most 10", async () => {
  const ids = Array.from({ length: 110 }, () => uuidv7());
  const zones = ["Europe/Paris", "Europe/Brussels", "America/Guadeloupe"];
  await asOwner((owner) =>
    owner.query(
      `INSERT INTO companies (id, name, slug, timezone, created_at) SELECT id, 'Maison', 'maison-' || id, ($2::text[])[1 + at % 3], '2026-09-01' FROM unnest($1::uuid[]) WITH ORDINALITY u (id, at)`,
      [ids, zones],
    ),
  );
  // Whoever is due from other tests first.
  await writeWeeklyReports({ moment: new Date("2026-10-12T18:00:00Z"), atMost: 1000, jobId: "insights/write-weekly-report" });
  const counted = async (moment: string, atMost: number) => {
    let statements = 0;
    const count = () => void statements++;
    statementListeners.add(count);
    const { reportIds } = await writeWeeklyReports({ moment: new Date(moment), atMost, jobId: "insights/write-weekly-report" });
    await new Promise((resolve) => setTimeout(resolve, 50)); // statements are told a moment after they leave
    statementListeners.delete(count);
    return { statements, reports: reportIds.length };
  };
  const ten = await counted("2026-10-19T18:00:00Z", 10);
  const hundred = await counted("2026-10-19T18:00:00Z", 100);
  expect([ten.reports, hundred.reports]).toEqual([10, 100]);
  expect(hundred.statements).toBe(ten.statements);
  expect(hundred.statements).toBeLessThanOrEqual(10);
});
