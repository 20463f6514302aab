import "~tests/setup/jobs";
import { expect, test } from "vitest";
import { completeImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { aList, aRow, importedList, runToEnd, startedImport, upload } from "~tests/factories/lists";

const prospectsOf = (company: Awaited<ReturnType<typeof aCompany>>) =>
  inCompany(company.owner, ({ db }) => db.prospect.findMany({ orderBy: { email: "asc" } }));

test("a list becomes prospects that keep their line, source and legal basis, and another company sees none of it", async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  const run = await importedList(company.owner, aList(25));

  expect(run).toMatchObject({ state: "completed", totalLines: 25, processedLines: 25, createdCount: 25, mergedCount: 0, refusedCount: 0 });
  const prospects = await prospectsOf(company);
  expect(prospects).toHaveLength(25);
  const first = prospects.find(({ email }) => email === aRow(0).email)!;
  expect(first).toMatchObject({
    firstName: "Claire",
    lastName: "Auvray-0",
    phone: "+33199000000",
    postalCode: "01000",
    department: "01",
    source: "import_csv",
    sourceDetail: "Salon de Rennes",
    legalBasis: "legitimate_interest",
    importRunId: run.id,
    importLineNumber: 2,
  });
  await inCompany(stranger.owner, async ({ db }) => {
    expect(await db.prospect.count()).toBe(0);
    expect(await db.importRun.count()).toBe(0);
    expect(await db.importLine.count()).toBe(0);
  });
  await expect(readImport(stranger.owner, run.id)).rejects.toThrow("platform.record.unknown");
  expect(await importForAWhile(stranger.owner, { importRunId: run.id })).toMatchObject({ isDone: true });
});

test("an import that dies between two chunks goes on where its rows stand: nothing lost, nothing twice", async () => {
  const company = await aCompany();
  const importRunId = await startedImport(company.owner, aList(95));

  const stopped = await importForAWhile(company.owner, { importRunId, size: 10, seconds: 0 });
  expect(stopped.isDone).toBe(false);
  const standing = await readImport(company.owner, importRunId);
  expect(standing.processedLines).toBe(10);

  // The step that died is run again from where it began, then once more from where it had come.
  await importForAWhile(company.owner, { importRunId, size: 10, seconds: 0 });
  await importForAWhile(company.owner, { importRunId, size: 7, seconds: 0, place: stopped.place });
  const run = await runToEnd(company.owner, importRunId, { size: 10 });

  expect(run).toMatchObject({ state: "completed", processedLines: 95, createdCount: 95, refusedCount: 0, mergedCount: 0 });
  const prospects = await prospectsOf(company);
  expect(new Set(prospects.map(({ importLineNumber }) => importLineNumber)).size).toBe(95);
  const lines = await inCompany(company.owner, ({ db }) =>
    db.importLine.findMany({ where: { importRunId }, orderBy: { lineNumber: "asc" } }),
  );
  expect(lines.map(({ lineNumber }) => lineNumber)).toEqual(Array.from({ length: 95 }, (_, at) => at + 2));
});

test("a chunk whose transaction fails leaves nothing behind, and its repetition lands once", async () => {
  const company = await aCompany();
  const importRunId = await startedImport(company.owner, aList(40));
  await asOwner((owner) =>
    owner.query(`CREATE FUNCTION public.fail_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.processed_lines >= 30 AND OLD.processed_lines < 30 AND NEW.id = '${importRunId}' THEN RAISE EXCEPTION 'the power went'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER fail_late BEFORE UPDATE ON import_runs FOR EACH ROW EXECUTE FUNCTION public.fail_late()`),
  );
  try {
    await expect(importForAWhile(company.owner, { importRunId, size: 10 })).rejects.toThrow("platform.database.refused");
  } finally {
    await asOwner((owner) => owner.query("DROP TRIGGER fail_late ON import_runs; DROP FUNCTION public.fail_late()"));
  }
  expect(await readImport(company.owner, importRunId)).toMatchObject({ processedLines: 20, createdCount: 20 });
  expect(await prospectsOf(company)).toHaveLength(20);

  expect(await runToEnd(company.owner, importRunId, { size: 10 })).toMatchObject({ processedLines: 40, createdCount: 40 });
  expect(await prospectsOf(company)).toHaveLength(40);
});

test("two workers on one import share its chunks and write each once", async () => {
  const company = await aCompany();
  const importRunId = await startedImport(company.owner, aList(300));
  await Promise.all([
    runToEnd(company.owner, importRunId, { size: 20 }),
    runToEnd(company.owner, importRunId, { size: 20 }),
    completeImport(company.owner, importRunId).then(() => undefined),
  ]).catch(() => undefined);
  await inCompany(company.owner, ({ db }) => db.importRun.updateMany({ where: { id: importRunId }, data: { state: "running" } }));
  const run = await runToEnd(company.owner, importRunId, { size: 20 });
  expect(run).toMatchObject({ processedLines: 300, createdCount: 300, mergedCount: 0 });
  expect(await prospectsOf(company)).toHaveLength(300);
});

test("the same list a second time makes nobody new", async () => {
  const company = await aCompany();
  await importedList(company.owner, aList(30));
  const again = await importedList(company.owner, aList(30));
  expect(again).toMatchObject({ createdCount: 0, mergedCount: 30, refusedCount: 0 });
  expect(again.dryRun).toMatchObject({ created: 0, merged: 30, isComplete: true });
  expect(await prospectsOf(company)).toHaveLength(30);
});

test("lines of one list that mean the same person merge, wherever the chunks are cut, and fill only what is empty", async () => {
  const list = [
    "Prénom;Nom;Société;E-mail;Téléphone;SIRET",
    "Odile;Trémoire;;odile@example.fr;;",
    "Odile;Trémoire;Cabinet Trémoire;ODILE@example.fr;01 99 00 00 01;",
    "ODILE;TREMOIRE;;;0199000001;",
    "Autre;Nom;Autre firme;odile@example.fr;01 99 00 00 02;",
    ";;Agence Une;;;73282932000074",
    ";;Agence Une bis;une@example.fr;;732 829 320 00074",
    ";;;;;",
    ";;;pas une adresse;;",
    "",
  ].join("\n");
  for (const size of [1000, 1]) {
    const company = await aCompany();
    const run = await importedList(company.owner, list, { size });
    expect(run).toMatchObject({ createdCount: 2, mergedCount: 4, refusedCount: 1 });
    expect(run.dryRun).toMatchObject({
      created: 2,
      merged: 4,
      refused: 1,
      reasons: [{ code: "prospecting.import.nothing_usable", count: 1 }],
    });
    const [odile, agency] = await prospectsOf(company);
    expect(odile).toMatchObject({
      firstName: "Odile",
      organizationName: "Cabinet Trémoire",
      phone: "+33199000001",
      email: "odile@example.fr",
    });
    expect(agency).toMatchObject({ organizationName: "Agence Une", email: "une@example.fr", siret: "73282932000074" });
    const lines = await inCompany(company.owner, ({ db }) =>
      db.importLine.findMany({ orderBy: { lineNumber: "asc" }, select: { code: true, outcome: true } }),
    );
    expect(lines.map(({ code }) => code?.replace("prospecting.import.", ""))).toEqual([
      undefined,
      "same_email",
      "same_phone",
      "same_email",
      undefined,
      "same_siret",
      "nothing_usable",
    ]);
  }
});

test("two encodings of one list come in alike", async () => {
  const text = aList(40, { newline: "\r\n" });
  const company = await aCompany();
  const other = await aCompany();
  const run = await importedList(company.owner, text);
  const second = await importedList(other.owner, Buffer.from(text, "latin1"));
  expect([run.dialect.encoding, second.dialect.encoding]).toEqual(["utf-8", "windows-1252"]);
  const plain = (rows: Awaited<ReturnType<typeof prospectsOf>>) =>
    rows.map(
      ({
        id: _,
        companyId: __,
        importRunId: ___,
        createdAt: ____,
        updatedAt: _____,
        createdById: ______,
        assignedToId: _______,
        ...said
      }) => said,
    );
  expect(plain(await prospectsOf(other))).toEqual(plain(await prospectsOf(company)));
});

test("the month's limit lets in what fits, refuses the rest with the reason, and the dry run said so", async () => {
  const company = await aCompany();
  await asOwner((owner) => owner.query("UPDATE usage_limits SET prospects_limit_monthly = 25 WHERE company_id = $1", [company.companyId]));
  const run = await importedList(company.owner, aList(40), { size: 10 });
  expect(run).toMatchObject({ createdCount: 25, refusedCount: 15 });
  expect(run.dryRun).toMatchObject({ created: 25, refused: 15, reasons: [{ code: "prospecting.import.limit_reached", count: 15 }] });
  const usage = await inCompany(company.owner, ({ db }) => db.usageLimit.findFirst());
  expect(usage!.prospectsImportedMonth).toBe(25);
  // Who is known already is no new prospect.
  const again = await importedList(company.owner, aList(10));
  expect(again).toMatchObject({ createdCount: 0, mergedCount: 10, refusedCount: 0 });
});

test("each chunk tells of its new prospects once, in the store of facts", async () => {
  const company = await aCompany();
  const run = await importedList(company.owner, aList(25), { size: 10 });
  const facts = await inCompany(company.owner, ({ db }) =>
    db.event.findMany({ where: { aggregateId: run.id }, orderBy: { id: "asc" }, select: { eventType: true, payload: true } }),
  );
  const imported = facts.filter(({ eventType }) => eventType === "prospecting/prospects.imported");
  expect(imported.map(({ payload }) => (payload as { prospectIds: Array<string> }).prospectIds.length)).toEqual([10, 10, 5]);
  expect(facts.at(-1)!.eventType).toBe("prospecting/import.completed");
});

test("what is no list is refused, and leaves no file behind", async () => {
  const company = await aCompany();
  for (const [bytes, code] of [
    [new Uint8Array(), "file_empty"],
    [new Uint8Array([0x50, 0x4b, 3, 4, ...Array<number>(200).fill(7)]), "workbook_broken"],
    [new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]), "file_not_text"],
  ] as const)
    await expect(upload(company.owner, bytes)).rejects.toThrow(`prospecting.import.${code}`);
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(0);
});

test("who lies in the bin comes back when a list names him", async () => {
  const company = await aCompany();
  await importedList(company.owner, aList(3));
  await inCompany(company.owner, ({ db, now }) => db.prospect.updateMany({ where: { email: aRow(1).email }, data: { deletedAt: now } }));
  const again = await importedList(company.owner, aList(3));
  expect(again).toMatchObject({ createdCount: 0, mergedCount: 3 });
  expect((await prospectsOf(company)).every(({ deletedAt }) => deletedAt === null)).toBe(true);
});
