import "~tests/setup/jobs";
import { expect, test } from "vitest";
import { countKept, readImport } from "~/domains/prospecting/import/import.queries.server";
import { requestRollback } from "~/domains/prospecting/import/run/request-rollback.server";
import { completeRollback, rollBackForAWhile } from "~/domains/prospecting/import/run/roll-back-import.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { aList, aRow, importedList, rolledBack } from "~tests/factories/lists";

const everybody = (company: TestCompany) =>
  inCompany(company.owner, async ({ db }) =>
    (await db.prospect.findMany({ orderBy: { id: "asc" } })).map(({ updatedAt: _, ...rest }) => ({
      ...rest,
      latitude: rest.latitude?.toNumber(),
    })),
  );

const first =
  "E-mail;Nom;Téléphone;Ville;Étiquettes;Nb annonces\none@example.fr;Auvray;;;salon;\ntwo@example.fr;Morvezen;01 99 00 00 02;Brest;;3\n";
const second =
  "E-mail;Nom;Téléphone;Ville;Étiquettes;Nb annonces;Latitude\none@example.fr;Auvray;01 99 00 00 01;;salon, client;12;48.1234567\none@example.fr;;;Rennes;;;\ntwo@example.fr;Morvezen;01 99 00 99 99;Nantes;;5;\nthree@example.fr;Belaïd;;;;;\n";

test("taking a list out puts back exactly what was there before it", async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  await importedList(stranger.owner, first);
  await importedList(company.owner, first);
  const before = await everybody(company);
  const strangers = await everybody(stranger);
  const used = (await inCompany(company.owner, ({ db }) => db.usageLimit.findFirst()))!.prospectsImportedMonth;

  const run = await importedList(company.owner, second, { size: 2 });
  expect(run).toMatchObject({ createdCount: 1, mergedCount: 3 });
  const [one] = await everybody(company);
  expect(one).toMatchObject({ phone: "+33199000001", city: "Rennes", tags: ["salon", "client"], latitude: 48.123457 });

  const back = await rolledBack(company.owner, run.id);
  expect(back.state).toBe("rolled_back");
  expect(await everybody(company)).toEqual(before);
  expect(await everybody(stranger)).toEqual(strangers);
  expect((await inCompany(company.owner, ({ db }) => db.usageLimit.findFirst()))!.prospectsImportedMonth).toBe(used);
  // What happened to each line stays to be read; the list may come in again.
  expect(await inCompany(company.owner, ({ db }) => db.importLine.count({ where: { importRunId: run.id } }))).toBe(4);
  expect(await importedList(company.owner, second)).toMatchObject({ createdCount: 1, mergedCount: 3 });
});

test("what a person changed since stays, and so does whom somebody worked with", async () => {
  const company = await aCompany();
  await importedList(company.owner, first);
  const run = await importedList(company.owner, `${second}four@example.fr;Corbel;;;;;\nfive@example.fr;Dalmas;;;;;\n`);
  await inCompany(company.owner, async ({ db, companyId, now }) => {
    await db.prospect.updateMany({ where: { email: "one@example.fr" }, data: { city: "Vannes" } });
    await db.prospect.updateMany({ where: { email: "three@example.fr" }, data: { lastContactedAt: now } });
    const four = await db.prospect.findFirstOrThrow({ where: { email: "four@example.fr" } });
    await db.task.create({ data: { id: uuidv7(), companyId, prospectId: four.id, type: "call", title: "Rappeler" } });
  });
  await rolledBack(company.owner, run.id);

  const left = await everybody(company);
  expect(left.map(({ email }) => email).sort()).toEqual(["four@example.fr", "one@example.fr", "three@example.fr", "two@example.fr"]);
  expect(left.find(({ email }) => email === "one@example.fr")).toMatchObject({
    city: "Vannes",
    phone: null,
    tags: ["salon"],
    customFields: {},
  });
  expect(await inCompany(company.owner, (ctx) => countKept(ctx, run.id))).toBe(2);
});

test("a prospect that a later list names too is not taken out with the first", async () => {
  const company = await aCompany();
  const run = await importedList(company.owner, aList(5));
  await importedList(company.owner, aList(1));
  await rolledBack(company.owner, run.id);
  expect((await everybody(company)).map(({ email }) => email)).toEqual([aRow(0).email]);
});

test("a roll-back that is repeated, or asked for twice, changes nothing more", async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  const run = await importedList(company.owner, aList(30));
  await expect(inCompany(stranger.owner, (ctx) => requestRollback(ctx, { importRunId: run.id }))).rejects.toThrow(
    "platform.record.unknown",
  );
  await inCompany(company.owner, (ctx) => requestRollback(ctx, { importRunId: run.id }));
  await expect(inCompany(company.owner, (ctx) => requestRollback(ctx, { importRunId: run.id }))).rejects.toThrow(
    "prospecting.import.not_imported",
  );
  await rollBackForAWhile(stranger.owner, { importRunId: run.id });
  expect(await everybody(company)).toHaveLength(30);

  for (let time = 0; time < 2; time++) await rollBackForAWhile(company.owner, { importRunId: run.id });
  expect(await completeRollback(company.owner, run.id)).toEqual({ isRolledBack: true });
  expect(await completeRollback(company.owner, run.id)).toEqual({ isRolledBack: false });
  expect(await everybody(company)).toHaveLength(0);
  expect((await readImport(company.owner, run.id)).state).toBe("rolled_back");
  const facts = await inCompany(company.owner, ({ db }) => db.event.count({ where: { eventType: "prospecting/import.rolled_back" } }));
  expect(facts).toBe(1);
});

test("a long list goes out a thousand lines at a time, whoever stays", async () => {
  const company = await aCompany();
  const run = await importedList(company.owner, aList(2300));
  await inCompany(company.owner, ({ db, now }) =>
    db.prospect.updateMany({ where: { importLineNumber: { gt: 1200, lte: 2200 } }, data: { lastContactedAt: now } }),
  );
  await inCompany(company.owner, (ctx) => requestRollback(ctx, { importRunId: run.id }));
  const turns = [];
  for (let below; ;) {
    const reached = await rollBackForAWhile(company.owner, { importRunId: run.id, below, seconds: 0 });
    turns.push(reached.below);
    if (reached.isDone) break;
    below = reached.below;
  }
  expect(turns).toEqual([1302, 302, 2, 0]);
  expect(await inCompany(company.owner, (ctx) => countKept(ctx, run.id))).toBe(1000);
});
