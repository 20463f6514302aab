import "~tests/setup/jobs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { isForged, listAmong, mayAddress } from "~/domains/prospecting/import/mailed/mailed-list.rules";
import { takeMailedList } from "~/domains/prospecting/import/mailed/take-mailed-list.server";
import { actOnScheduledImport } from "~/domains/prospecting/import/scheduled/act-on-scheduled-import.server";
import { getScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { mailboxAuthorization } from "~/domains/outreach/webhook/webhook-auth.server";
import { rereadEnv } from "~/platform/env.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { action as change } from "~/routes/prospecting/imports.scheduled.$importJobId.edit";
import { action as create } from "~/routes/prospecting/imports.scheduled.mail";
import { action as door } from "~/routes/system/webhooks.postmark";
import { runImport } from "~inngest/functions/prospecting/run-import";
import { takeMailedListJob } from "~inngest/functions/prospecting/take-mailed-list";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aWorkbook } from "~tests/factories/workbooks";

beforeEach(() => {
  vi.stubEnv("POSTMARK_INBOUND_ADDRESS", "in@inbound.example.test");
  rereadEnv();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rereadEnv();
});

const form = {
  name: "Partenaire",
  senders: "listes@partenaire.example.fr\n@agence.example.fr",
  sourceDetail: "Partenaire",
  legalBasis: "consent",
};
async function aMailedList(company: TestCompany) {
  const made = (await create({ request: await requestOf(company.agent, "/x", { form }), params: {}, context: {} as never })) as Response;
  const importJobId = made.headers.get("location")!.split("/").at(-1)!;
  const { inboundAddress } = await jobOf(company, importJobId);
  return { importJobId, address: inboundAddress! };
}
const jobOf = (company: TestCompany, id: string) => inCompany(company.owner, (ctx) => getScheduledImport(ctx, id));
const runsOf = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.importRun.findMany({ orderBy: { id: "asc" } }));
const filesOf = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.storedFile.count());
const people = (...names: Array<string>) => `Nom;E-mail\n${names.map((name) => `${name};${name.toLowerCase()}@example.fr\n`).join("")}`;

interface Mail {
  id: string;
  from?: string;
  files?: Array<{ name: string; body: string | Uint8Array }>;
  headers?: Array<{ Name: string; Value: string }>;
}
async function mail(address: string, { id, from = "listes@partenaire.example.fr", files = [], headers = [] }: Mail) {
  const hash = /\+([^@]+)@/.exec(address)![1]!;
  const answer = await door({
    request: new Request("http://localhost:3000/webhooks/postmark", {
      method: "POST",
      headers: { authorization: mailboxAuthorization() },
      body: JSON.stringify({
        From: from,
        FromFull: { Email: from, Name: "", MailboxHash: "" },
        ToFull: [{ Email: address, Name: "", MailboxHash: hash }],
        MailboxHash: hash,
        MessageID: id,
        Subject: "Liste",
        TextBody: "Ci-joint",
        Headers: headers,
        Attachments: files.map(({ name, body }) => ({
          Name: name,
          ContentType: "application/octet-stream",
          Content: Buffer.from(body).toString("base64"),
          ContentLength: body.length,
        })),
      }),
    }),
    params: {},
    context: {},
  } as never);
  expect((answer as Response).status).toBe(200);
}
/** Does what the jobs do with the mails that were kept. */
async function takeAll(company: TestCompany) {
  const facts = await inCompany(company.owner, ({ db }) =>
    db.event.findMany({ where: { eventType: "prospecting/mailed_list.received" }, orderBy: { id: "asc" } }),
  );
  const outcomes = [];
  for (const { payload } of facts) outcomes.push((await takeMailedList(asJob(company.companyId, "test"), payload as never)).outcome);
  return outcomes;
}
const csv = (...names: Array<string>) => [{ name: "liste.csv", body: people(...names) }];

test("senders are held by address or domain, forgeries by what the provider found, and one list is found among what is attached", () => {
  const senders = ["a@x.test", "@y.test"];
  expect(["A@x.test", "who@Y.test"].every((from) => mayAddress(senders, from))).toBe(true);
  expect(["b@x.test", "a@sub.y.test", "x.test", "", "a@x.test.evil.test"].some((from) => mayAddress(senders, from))).toBe(false);
  expect(isForged([{ name: "Received-SPF", value: "Pass (sender SPF authorized)" }])).toBe(false);
  expect(isForged([{ name: "received-spf", value: "Softfail (x)" }])).toBe(true);
  expect(isForged([{ name: "Authentication-Results", value: "mx; dkim=fail; spf=pass" }])).toBe(true);
  const file = (name: string) => ({ name, contentType: "", base64: "" });
  expect(listAmong([file("logo.png"), file("Liste.XLSX")])).toMatchObject({ name: "Liste.XLSX" });
  expect(listAmong([file("a.csv"), file("b.csv")])).toBe("prospecting.import.attachments_several");
  expect(listAmong([])).toBe("prospecting.import.attachment_missing");
});

test(
  "the first list waits for its columns; the next goes in by itself, though each answer of its jobs is lost once and the mail comes twice",
  { timeout: 90_000 },
  async () => {
    const [company, stranger] = [await aCompany(), await aCompany()];
    const { importJobId, address } = await aMailedList(company);
    expect(address).toMatch(/^in\+list-[0-9a-f]{24}@inbound\.example\.test$/);
    await mail(address, { id: "m1", files: csv("Auvray") });
    expect(await takeAll(company)).toEqual(["brought"]);
    const [first] = await runsOf(company);
    expect(first).toMatchObject({ state: "uploaded", fileName: "liste.csv", sourceDetail: "Partenaire", legalBasis: "consent" });
    await inCompany(company.agent, (ctx) => changeMapping(ctx, { importRunId: first!.id, targets: new Map() }));

    const files = await filesOf(company);
    await withJobs(
      [takeMailedListJob, runImport],
      async (jobs) => {
        for (let time = 0; time < 2; time++)
          await mail(address, { id: "m2", from: "anna@agence.example.fr", files: csv("Morvezen", "Lestang") });
        await jobs.advance("12m");
      },
      { intercept: losingFirstAnswers() },
    );
    expect(await runsOf(company)).toMatchObject([
      { id: first!.id },
      { state: "completed", createdCount: 2, startedById: company.agent.actor.id },
    ]);
    expect(await filesOf(company)).toBe(files + 1);
    await mail(address, { id: "m3", files: csv("Morvezen", "Lestang") });
    expect((await takeAll(company)).at(-1)).toBe("unchanged");
    expect((await jobOf(company, importJobId)).tries.map(({ outcome }) => outcome)).toEqual(["unchanged", "brought", "brought"]);
    expect(await filesOf(company)).toBe(files + 1);
    expect(await runsOf(stranger)).toEqual([]);
    await expect(jobOf(stranger, importJobId)).rejects.toMatchObject({ code: "platform.record.unknown" });
  },
);

test("a workbook comes by mail as a list does", async () => {
  const company = await aCompany();
  const { address } = await aMailedList(company);
  const body = await aWorkbook([
    {
      name: "Feuille",
      rows: [
        ["Nom", "E-mail"],
        ["Auvray", "auvray@example.fr"],
      ],
    },
  ] as never);
  await mail(address, { id: "w1", files: [{ name: "liste.xlsx", body }] });
  expect(await takeAll(company)).toEqual(["brought"]);
  expect(await runsOf(company)).toMatchObject([{ fileName: "liste.xlsx", header: ["Nom", "E-mail"] }]);
});

test("strangers, forgeries, mails without one list and lists of other columns are refused, kept nowhere and told of; three known ones pause", async () => {
  const company = await aCompany();
  const { importJobId, address } = await aMailedList(company);
  const spf = [{ Name: "Received-SPF", Value: "Fail (no)" }];
  for (const wrong of [
    { id: "s1", from: "other@example.test", files: csv("Auvray") },
    { id: "s2", from: "third@example.test", files: csv("Auvray") },
    { id: "s3", headers: spf, files: csv("Auvray") },
  ])
    await mail(address, wrong);
  const told = () =>
    inCompany(company.owner, ({ db }) =>
      db.notification.findMany({ where: { userId: company.agent.actor.id! }, orderBy: { id: "asc" }, select: { type: true } }),
    );
  expect(await jobOf(company, importJobId)).toMatchObject({ status: "active", failureCount: 0, errorCode: null });
  expect((await jobOf(company, importJobId)).tries.map(({ code }) => code)).toEqual([
    "prospecting.import.sender_unproven",
    "prospecting.import.sender_unknown",
    "prospecting.import.sender_unknown",
  ]);
  expect(await told()).toHaveLength(2);

  await mail(address, { id: "k1", files: csv("Auvray") });
  await takeAll(company);
  const [run] = await runsOf(company);
  await inCompany(company.agent, (ctx) => changeMapping(ctx, { importRunId: run!.id, targets: new Map() }));
  const files = await filesOf(company);
  await mail(address, { id: "k2" });
  await mail(address, { id: "k3", files: [...csv("A"), ...csv("B")] });
  await mail(address, { id: "k4", files: [{ name: "l.csv", body: "Nom;E-mail;Ville\nAuvray;a@example.fr;Brest\n" }] });
  expect((await takeAll(company)).at(-1)).toBe("failed");
  expect(await jobOf(company, importJobId)).toMatchObject({
    status: "paused",
    failureCount: 3,
    errorCode: "prospecting.import.columns_changed",
  });
  expect((await told()).map(({ type }) => type)).toContain("import.paused");
  await mail(address, { id: "k5", files: csv("Lestang") });
  expect((await jobOf(company, importJobId)).tries[0]).toMatchObject({ code: "prospecting.import.list_paused" });
  expect([(await runsOf(company)).length, await filesOf(company)]).toEqual([1, files]);

  await inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "resume" }));
  await mail(address, { id: "k6", files: csv("Lestang") });
  expect((await takeAll(company)).at(-1)).toBe("brought");
  await expect(inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "fetch" }))).rejects.toMatchObject({
    code: "platform.form.invalid",
  });
  await inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "remove" }));
  await mail(address, { id: "k7", files: csv("Dalmas") });
  expect(await runsOf(company)).toHaveLength(2);
});

test("who may send is changed; wrong senders are refused at their field, and another company's list is not found", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const { importJobId } = await aMailedList(company);
  const send = async (who: TestCompany, more: Record<string, string>) =>
    change({ request: await requestOf(who.agent, "/x", { form: { ...form, ...more } }), params: { importJobId }, context: {} as never });
  await send(company, { senders: "Neu@Example.test" });
  expect(await jobOf(company, importJobId)).toMatchObject({ allowedSenders: ["neu@example.test"] });
  for (const senders of ["", "nobody", "a b", "a@b"])
    expect(await send(company, { senders })).toMatchObject({ data: { fault: { field: "senders" } }, init: { status: 422 } });
  await expect(send(stranger, {})).rejects.toMatchObject({ code: "platform.record.unknown" });
});
