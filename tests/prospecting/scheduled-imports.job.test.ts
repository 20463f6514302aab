import "~tests/setup/jobs";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { chooseSheet } from "~/domains/prospecting/import/workbook/choose-sheet.server";
import { actOnScheduledImport } from "~/domains/prospecting/import/scheduled/act-on-scheduled-import.server";
import { createScheduledImport } from "~/domains/prospecting/import/scheduled/create-scheduled-import.server";
import { runScheduledImport } from "~/domains/prospecting/import/scheduled/run-scheduled-import.server";
import { cronOf, nextRun, scheduleOf } from "~/domains/prospecting/import/scheduled/schedule.rules";
import { getScheduledImport, listScheduledImports } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { action as change } from "~/routes/prospecting/imports.scheduled.$importJobId.edit";
import { action as create } from "~/routes/prospecting/imports.scheduled.new";
import { fetchListJob } from "~inngest/functions/prospecting/fetch-list";
import { findDueLists } from "~inngest/functions/prospecting/find-due-lists";
import { runImport } from "~inngest/functions/prospecting/run-import";
import { aCompany, asOwner, requestOf, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { network } from "~tests/setup/network";
import { aWorkbook } from "~tests/factories/workbooks";

const address = "https://93.184.215.14/annuaire.csv?key=hidden";
const said = { name: "Annuaire", address, sourceDetail: "Annuaire", legalBasis: "consent", cadence: "daily", hour: 6, weekday: 1 } as const;
const header = "Nom;E-mail\n";
const people = (...names: Array<string>) => header + names.map((name) => `${name};${name.toLowerCase()}@example.fr\n`).join("");

/** What the site offers now; it knows the tag of what it offered last. */
function site() {
  const offered = { body: people("Auvray"), etag: '"1"', status: 200, asked: 0 };
  network.use(
    http.get("https://93.184.215.14/annuaire.csv", ({ request }) => {
      offered.asked += 1;
      if (offered.status !== 200) return new HttpResponse(null, { status: offered.status });
      if (request.headers.get("if-none-match") === offered.etag) return new HttpResponse(null, { status: 304 });
      return HttpResponse.text(offered.body, { headers: { etag: offered.etag } });
    }),
  );
  return offered;
}

/** A list that was set up, whose first columns a person has confirmed. */
async function aScheduledList(company: TestCompany) {
  const made = await createScheduledImport(company.agent, said);
  await inCompany(company.agent, (ctx) => changeMapping(ctx, { importRunId: made.importRunId, targets: new Map() }));
  return made;
}
const cameDue = (importJobId: string) =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ due: Date }>(
      "UPDATE import_jobs SET next_run_at = date_trunc('second', now()) - interval '1 minute' WHERE id = $1 RETURNING next_run_at AS due",
      [importJobId],
    );
    return rows[0]!.due;
  });
const run = async (company: TestCompany, importJobId: string) =>
  runScheduledImport(asJob(company.companyId, "test"), { importJobId, due: await cameDue(importJobId) });
const jobOf = (company: TestCompany, id: string) => inCompany(company.owner, (ctx) => getScheduledImport(ctx, id));
const stored = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.storedFile.count());

test("an hour is that of the company's clock, in summer, in winter and on the day between", () => {
  const cron = cronOf({ cadence: "weekly", hour: 6, weekday: 1 });
  expect(scheduleOf(cron)).toEqual({ cadence: "weekly", hour: 6, weekday: 1 });
  expect(nextRun(cron, "Europe/Paris", new Date("2026-10-24T12:00:00Z")).toISOString()).toBe("2026-10-26T05:00:00.000Z");
  expect(nextRun("0 6 * * *", "Europe/Paris", new Date("2026-10-24T03:00:00Z")).toISOString()).toBe("2026-10-24T04:00:00.000Z");
});

test(
  "a list comes by itself at its hour and is let in as by hand, though each answer of its jobs is lost once",
  { timeout: 90_000 },
  async () => {
    const [company, stranger] = [await aCompany(), await aCompany()];
    const offered = site();
    const { importJobId } = await aScheduledList(company);
    offered.body = people("Auvray", "Morvezen", "auvray");
    offered.etag = '"2"';
    await cameDue(importJobId);
    await withJobs([findDueLists, fetchListJob, runImport], (jobs) => jobs.advance("12m"), { intercept: losingFirstAnswers() });
    const [run] = await inCompany(company.owner, ({ db }) => db.importRun.findMany({ where: { importJobId, state: { not: "uploaded" } } }));
    expect(run).toMatchObject({
      state: "completed",
      createdCount: 2,
      mergedCount: 1,
      sourceDetail: "Annuaire",
      legalBasis: "consent",
      startedById: company.agent.actor.id,
    });
    const job = await jobOf(company, importJobId);
    expect(job.tries.map(({ outcome }) => outcome)).toEqual(["brought", "brought"]);
    expect(job.nextRunAt!.getTime()).toBeGreaterThan(Date.now());
    expect(await inCompany(stranger.owner, (ctx) => listScheduledImports(ctx, {}))).toEqual({ jobs: [], next: null });
    expect(await inCompany(stranger.owner, ({ db }) => db.prospect.count())).toBe(0);
    await expect(jobOf(stranger, importJobId)).rejects.toMatchObject({ code: "platform.record.unknown" });
  },
);

test("an hour is settled once; a list with the same tag or the same bytes opens no run and leaves no file", async () => {
  const company = await aCompany();
  const offered = site();
  const { importJobId } = await aScheduledList(company);
  const files = await stored(company);
  expect(await run(company, importJobId)).toEqual({ outcome: "unchanged" });
  offered.etag = '"another tag"'; // of the same bytes
  const due = await cameDue(importJobId);
  const both = await Promise.all([1, 2].map(() => runScheduledImport(asJob(company.companyId, "test"), { importJobId, due })));
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(["not due", "unchanged"]);
  offered.body = people("Auvray", "Lestang");
  const again = await cameDue(importJobId);
  const twice = await Promise.all([1, 2].map(() => runScheduledImport(asJob(company.companyId, "test"), { importJobId, due: again })));
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(["brought", "not due"]);
  expect(await inCompany(company.owner, ({ db }) => db.importRun.count({ where: { importJobId } }))).toBe(2);
  expect(await stored(company)).toBe(files + 1);
});

test("three failures in a row pause a list and tell who set it up; resumed, it counts anew", async () => {
  const company = await aCompany();
  const offered = site();
  const { importJobId } = await aScheduledList(company);
  offered.etag = '"2"';
  offered.body = "Nom;E-mail;Ville\nAuvray;auvray@example.fr;Brest\n";
  const files = await stored(company);
  expect(await run(company, importJobId)).toEqual({ outcome: "failed" });
  expect(await jobOf(company, importJobId)).toMatchObject({
    errorCode: "prospecting.import.columns_changed",
    failureCount: 1,
    status: "active",
  });
  offered.status = 503;
  await run(company, importJobId);
  await run(company, importJobId);
  expect(await jobOf(company, importJobId)).toMatchObject({ errorCode: "platform.outside.status", failureCount: 3, status: "paused" });
  expect((await jobOf(company, importJobId)).tries[0]).toMatchObject({ outcome: "failed", values: { status: 503 } });
  expect(await stored(company)).toBe(files);
  const told = await inCompany(company.owner, ({ db }) => db.notification.findMany({ where: { type: "import.paused" } }));
  expect(told.map(({ userId, subjectId }) => [userId, subjectId])).toEqual([[company.agent.actor.id, importJobId]]);
  expect(await run(company, importJobId)).toEqual({ outcome: "not due" });

  await inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "resume" }));
  Object.assign(offered, { status: 200, body: people("Vautrin") });
  expect(await run(company, importJobId)).toEqual({ outcome: "brought" });
  expect(await jobOf(company, importJobId)).toMatchObject({ errorCode: null, failureCount: 0, status: "active" });
});

test("nothing is fetched before a person confirmed the columns, nor after the list was ended; its address is kept sealed", async () => {
  const company = await aCompany();
  const offered = site();
  const { importJobId } = await createScheduledImport(company.agent, said);
  await cameDue(importJobId);
  await expect(inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "fetch" }))).rejects.toMatchObject({
    code: "prospecting.import.not_confirmed",
  });
  await withJobs([findDueLists, fetchListJob], (jobs) => jobs.advance("6m"));
  expect(offered.asked).toBe(1);
  const row = () => inCompany(company.owner, ({ db }) => db.importJob.findFirstOrThrow({ where: { id: importJobId } }));
  expect(JSON.stringify(await row())).not.toContain("hidden");
  await inCompany(company.agent, (ctx) => actOnScheduledImport(ctx, { importJobId, intent: "remove" }));
  expect(await row()).toMatchObject({ status: "disabled", sealedAddress: null, nextRunAt: null });
});

test("a workbook is read by the sheet that was chosen the first time", async () => {
  const company = await aCompany();
  const book = (...names: Array<string>) =>
    aWorkbook([
      { name: "Notes", rows: [["Lisez-moi"]] },
      { name: "Liste", rows: [["Nom", "E-mail"], ...names.map((name) => [name, `${name}@example.fr`])] },
    ]);
  let offered = book("auvray");
  network.use(http.get("https://93.184.215.14/annuaire.csv", () => HttpResponse.arrayBuffer(new Uint8Array(offered).buffer)));
  const { importRunId, importJobId } = await createScheduledImport(company.agent, said);
  await chooseSheet(company.agent, { importRunId, sheet: 1 });
  await inCompany(company.agent, (ctx) => changeMapping(ctx, { importRunId, targets: new Map() }));
  offered = book("auvray", "corbel");
  expect(await run(company, importJobId)).toEqual({ outcome: "brought" });
  const runs = await inCompany(company.owner, ({ db }) => db.importRun.findMany({ where: { importJobId }, orderBy: { id: "asc" } }));
  expect(runs[1]).toMatchObject({ workbook: { sheet: 1 }, state: "running", header: ["Nom", "E-mail"] });
});

test("an address that leads inside, or gives no list, is refused at its field, and nothing is kept", async () => {
  const company = await aCompany();
  const offered = site();
  const ask = async (form: Record<string, string>) =>
    create({
      request: await requestOf(company.agent, "/imports/scheduled/new", { form: { ...said, hour: "6", weekday: "1", ...form } }),
      params: {},
      context: {},
    } as never);
  for (const [form, field, code] of [
    [{ address: "https://169.254.169.254/latest" }, "address", "platform.outside.private"],
    [{ address: "sftp://example.fr/liste.csv" }, "address", "platform.outside.address_invalid"],
    [{ sourceDetail: "" }, "sourceDetail", "prospecting.import.source_missing"],
  ] as const)
    expect(await ask(form)).toMatchObject({ data: { fault: { field, code } }, init: { status: 422 } });
  offered.body = "";
  expect(await ask({})).toMatchObject({ data: { fault: { field: "address", code: "prospecting.import.file_empty" } } });
  expect(await inCompany(company.owner, ({ db }) => db.importJob.count())).toBe(0);
  expect(await stored(company)).toBe(0);
});

test("all that was said of a list is changed: its hour at once, its address sealed anew, and the next one bears the new source and basis", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const offered = site();
  const { importJobId } = await aScheduledList(company);
  const send = async (who: TestCompany, form: Record<string, string>) =>
    change({
      request: await requestOf(who.agent, "/x", { form }),
      params: { importJobId },
      context: {} as never,
    });
  const form = { name: "Soir", cadence: "weekly", hour: "7", weekday: "2", sourceDetail: "Salon", legalBasis: "contract", address: "" };
  const sealed = () =>
    inCompany(company.owner, ({ db }) => db.importJob.findFirstOrThrow({ where: { id: importJobId }, select: { sealedAddress: true } }));
  const before = await sealed();
  expect(((await send(company, form)) as Response).headers.get("location")).toBe(`/imports/scheduled/${importJobId}`);
  expect(await sealed()).toEqual(before);
  const job = await jobOf(company, importJobId);
  expect(job).toMatchObject({
    name: "Soir",
    schedule: { cadence: "weekly", hour: 7, weekday: 2 },
    sourceDetail: "Salon",
    legalBasis: "contract",
  });
  expect(job.nextRunAt!.getUTCDay()).toBe(2);
  for (const [wrong, field] of [
    [{ address: "sftp://x.test/a" }, "address"],
    [{ address: "https://" }, "address"],
    [{ name: "" }, "name"],
    [{ hour: "3" }, "hour"],
    [{ sourceDetail: "" }, "sourceDetail"],
  ] as const)
    expect(await send(company, { ...form, ...wrong })).toMatchObject({ data: { fault: { field } }, init: { status: 422 } });
  await send(company, { ...form, address: "93.184.215.14/annuaire.csv?key=other" });
  expect(await sealed()).not.toEqual(before);
  offered.body = people("Lestang");
  expect(await run(company, importJobId)).toEqual({ outcome: "brought" }); // the tag of the old place counts no more
  const runs = await inCompany(company.owner, ({ db }) => db.importRun.findMany({ orderBy: { id: "desc" }, take: 1 }));
  expect(runs).toMatchObject([{ sourceDetail: "Salon", legalBasis: "contract" }]);
  await expect(send(stranger, form)).rejects.toMatchObject({ code: "platform.record.unknown" });
});
