import "~tests/setup/jobs";
import { expect, test } from "vitest";
import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { workbookRefusals } from "~/domains/prospecting/import/workbook/workbook-refusals.rules";
import ar from "~/domains/prospecting/i18n/ar.json";
import de from "~/domains/prospecting/i18n/de.json";
import en from "~/domains/prospecting/i18n/en.json";
import es from "~/domains/prospecting/i18n/es.json";
import fr from "~/domains/prospecting/i18n/fr.json";
import it from "~/domains/prospecting/i18n/it.json";
import { inCompany } from "~/platform/tenancy.server";
import { loader as listPage } from "~/routes/prospecting/imports._index";
import { loader as importPage } from "~/routes/prospecting/imports.$importRunId._index";
import { action as check } from "~/routes/prospecting/imports.$importRunId.check";
import { action as changeDialect } from "~/routes/prospecting/imports.$importRunId.dialect";
import { loader as linesPage } from "~/routes/prospecting/imports.$importRunId.lines";
import { loader as refused } from "~/routes/prospecting/imports.$importRunId.refused";
import { action as rollBack } from "~/routes/prospecting/imports.$importRunId.rollback";
import { action as chooseSheet } from "~/routes/prospecting/imports.$importRunId.sheet";
import { action as start } from "~/routes/prospecting/imports.$importRunId.start";
import { action as send } from "~/routes/prospecting/imports.new";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { aList, checkedList, importedList, runToEnd, upload } from "~tests/factories/lists";
import { aWorkbook } from "~tests/factories/workbooks";

const allWords = { fr, en, it, es, de, ar };

type Route = (args: never) => unknown;
const call = async (route: Route, request: Request, importRunId?: string) =>
  (await route({ request, params: { importRunId }, context: {} } as never)) as Response;

function uploadForm(
  text: string,
  fields: Record<string, string> = { sourceDetail: "Salon de Rennes", legalBasis: "consent" },
  name = "été; 2026.csv",
) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set("file", new File([text], name, { type: "text/csv" }));
  return form;
}
const runsOf = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.importRun.findMany());

test("a file sent by a form, accents and semicolons in its name, opens a run with what was detected", async () => {
  const company = await aCompany();
  const answer = await call(send, await requestOf(company.agent, "/imports/new", { form: uploadForm(aList(5)) }));
  const [run] = await runsOf(company);
  expect(answer.headers.get("location")).toBe(`/imports/${run!.id}`);
  expect(run).toMatchObject({ fileName: "été; 2026.csv", state: "uploaded", legalBasis: "consent", sourceDetail: "Salon de Rennes" });
  expect(run!.dialect).toMatchObject({ delimiter: ";", encoding: "utf-8", hasHeader: true });
});

test("without a source, a file or a list in it, nothing is kept and the reason stands at its field", async () => {
  const company = await aCompany();
  for (const [form, field, code] of [
    [uploadForm(aList(5), { sourceDetail: " ", legalBasis: "consent" }), "sourceDetail", "prospecting.import.source_missing"],
    [uploadForm(aList(5), { sourceDetail: "Salon", legalBasis: "whim" }), "legalBasis", "prospecting.import.basis_missing"],
    [uploadForm("", undefined, ""), "file", "platform.file.missing"],
    [uploadForm("PK\u0003\u0004 workbook"), "file", "prospecting.import.workbook_broken"],
  ] as const) {
    const answer = await call(send, await requestOf(company.agent, "/imports/new", { form }));
    expect(answer).toMatchObject({ data: { fault: { field, code } }, init: { status: 422 } });
  }
  expect(await runsOf(company)).toEqual([]);
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(0);
});

test("an upload that breaks off leaves nothing behind", async () => {
  const company = await aCompany();
  const whole = await requestOf(company.agent, "/imports/new", { form: uploadForm(aList(30_000)) });
  const bytes = new Uint8Array(await whole.clone().arrayBuffer());
  const cut = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes.slice(0, 1_500_000));
      controller.error(new Error("the line went dead"));
    },
  });
  const broken = new Request(whole.url, { method: "POST", headers: whole.headers, body: cut, duplex: "half" } as RequestInit);
  const short = new Request(whole.url, { method: "POST", headers: whole.headers, body: bytes.slice(0, 1_500_000) });
  for (const request of [broken, short])
    expect(await call(send, request)).toMatchObject({ data: { fault: { code: "platform.file.interrupted" } }, init: { status: 400 } });
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(0);
});

test("the columns that a person confirms are checked, and remembered for the next list with this header", async () => {
  const company = await aCompany();
  const list = "A;B\nclaire@example.fr;Auvray\nodile@example.fr;Trémoire\n";
  const id = await upload(company.owner, list);
  const answer = await call(check, await requestOf(company.agent, "/", { form: { "column-0": "email", "column-1": "lastName" } }), id);
  expect(answer.headers.get("location")).toBe(`/imports/${id}`);
  expect(await readImport(company.owner, id)).toMatchObject({ state: "checking" });
  const next = await readImport(company.owner, await upload(company.owner, list));
  expect(next.mapping.map(({ target, reason }) => [target, reason])).toEqual([
    ["email", "confirmed"],
    ["lastName", "confirmed"],
  ]);
});

test("two columns for one field, or none that names anybody, are refused in words on the page", async () => {
  const company = await aCompany();
  const id = await upload(company.owner, "A;B\nclaire@example.fr;Auvray\n");
  for (const form of [
    { "column-0": "email", "column-1": "email" },
    { "column-0": "city", "column-1": "notes" },
  ] as Array<Record<string, string>>) {
    const answer = await call(check, await requestOf(company.agent, "/", { form }), id);
    expect(answer.headers.get("set-cookie")).toContain("notice=");
  }
  expect((await readImport(company.owner, id)).state).toBe("uploaded");
});

test("another way to read the file gives other columns, and voids the check", async () => {
  const company = await aCompany();
  const id = await checkedList(company.owner, aList(5));
  const form = {
    encoding: "windows-1252",
    delimiter: "comma",
    headerDelimiter: "comma",
    newline: "lf",
    quote: "none",
    hasHeader: "no",
    skipLines: "0",
  };
  await call(changeDialect, await requestOf(company.agent, "/", { form }), id);
  const run = await readImport(company.owner, id);
  expect(run).toMatchObject({
    state: "uploaded",
    dryRun: null,
    dialect: { delimiter: ",", encoding: "windows-1252", quote: null, hasHeader: false, columns: 1 },
  });
  expect(run.mapping).toHaveLength(1);
});

test("only a checked list starts, and it starts once", async () => {
  const company = await aCompany();
  const raw = await upload(company.owner, aList(3));
  await call(start, await requestOf(company.agent, "/", { form: {} }), raw);
  expect((await readImport(company.owner, raw)).state).toBe("uploaded");

  const id = await checkedList(company.owner, aList(3));
  for (let time = 0; time < 2; time++) await call(start, await requestOf(company.agent, "/", { form: {} }), id);
  expect((await readImport(company.owner, id)).state).toBe("running");
  expect(
    await inCompany(company.owner, ({ db }) => db.event.count({ where: { eventType: "prospecting/import.started", aggregateId: id } })),
  ).toBe(1);
});

test("the refused lines come as a file that no spreadsheet runs, with the reason in the reader's language", async () => {
  const company = await aCompany();
  const { id } = await importedList(company.owner, 'Ville;E-mail;Note\n=1+1;pas une adresse;"a;b"\n＝cmd;encore;+33 1 99 00 00 01\n', {
    targets: { 0: "city", 1: "email", 2: "notes" },
  });
  const request = await requestOf(company.agent, "/");
  const answer = await call(
    refused,
    new Request(request, { headers: { cookie: request.headers.get("cookie")!, "accept-language": "en" } }),
    id,
  );
  expect(answer.headers.get("content-disposition")).toContain('filename="liste-refused.csv"');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
  expect(bytes.toString("utf8").slice(1).split("\r\n")).toEqual([
    "Ville;E-mail;Note;Line;Reason of refusal",
    '\'=1+1;pas une adresse;"a;b";2;Nothing usable: the values of this line are not correct',
    "'＝cmd;encore;+33 1 99 00 00 01;3;Nothing usable: the values of this line are not correct",
    "",
  ]);
});

test("the pages show a company its own lists, and nobody else's", async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  const { id } = await importedList(company.owner, `${aList(60)};;;pas une adresse;;;\n`);
  const own = (await call(listPage, await requestOf(company.agent, "/imports"))) as unknown as Awaited<ReturnType<typeof listPage>>;
  expect(own.runs).toMatchObject([{ id, createdCount: 60, refusedCount: 1 }]);
  const theirs = (await call(listPage, await requestOf(stranger.agent, "/imports"))) as unknown as Awaited<ReturnType<typeof listPage>>;
  expect(theirs.runs).toEqual([]);

  const page = (await call(importPage, await requestOf(company.agent, `/imports/${id}`), id)) as unknown as Awaited<
    ReturnType<typeof importPage>
  >;
  expect(page).toMatchObject({
    run: { state: "completed", mayRollBack: true },
    refusals: [{ code: "prospecting.import.nothing_usable", count: 1 }],
  });
  const lines = (await call(linesPage, await requestOf(company.agent, `/imports/${id}/lines?after=51`), id)) as unknown as Awaited<
    ReturnType<typeof linesPage>
  >;
  expect(lines.lines.map(({ lineNumber }) => lineNumber)).toEqual([52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62]);
  const refusals = (await call(
    linesPage,
    await requestOf(company.agent, `/imports/${id}/lines?outcome=refused`),
    id,
  )) as unknown as Awaited<ReturnType<typeof linesPage>>;
  expect(refusals.lines).toMatchObject([{ lineNumber: 62, outcome: "refused", prospectId: null }]);

  for (const route of [importPage, linesPage, refused] as Array<Route>)
    await expect(call(route, await requestOf(stranger.owner, `/imports/${id}`), id)).rejects.toThrow("platform.record.unknown");
  for (const route of [start, check, changeDialect] as Array<Route>)
    await expect(
      call(
        route,
        await requestOf(stranger.owner, "/", {
          form: {
            encoding: "utf-8",
            delimiter: "comma",
            headerDelimiter: "comma",
            newline: "lf",
            quote: "none",
            hasHeader: "no",
            skipLines: "0",
          },
        }),
        id,
      ),
    ).rejects.toThrow("platform.record.unknown");
});

test("a roll-back wants to be confirmed", async () => {
  const company = await aCompany();
  const { id } = await importedList(company.owner, aList(3));
  const unsure = await call(rollBack, await requestOf(company.agent, "/", { form: {} }), id);
  expect(unsure.headers.get("set-cookie")).toContain("notice=");
  expect((await readImport(company.owner, id)).state).toBe("completed");
  await call(rollBack, await requestOf(company.agent, "/", { form: { understood: "yes" } }), id);
  expect((await readImport(company.owner, id)).state).toBe("rolling_back");
});

test("a workbook opens a run on its first filled sheet; another sheet may be taken until lines are written, and then it is gone", async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  const header = ["Nom", "E-mail", "Ville"];
  const book = aWorkbook([
    { name: "Lisez-moi", rows: [[]] },
    {
      name: "Salon",
      rows: [["Salon de Rennes"], [], header, ["Auvray", "claire@example.fr", "Rennes"], ["Morvezen", "gaelle@example.fr"]],
    },
    { name: "Relances", rows: [header, ["Vautrin", "ines@example.fr", "Brest"], ["", "", "Brest"]] },
  ]);
  const form = new FormData();
  for (const [key, value] of Object.entries({ sourceDetail: "Salon de Rennes", legalBasis: "consent" })) form.set(key, value);
  form.set("file", new File([book as BlobPart], "salon.xlsx"));
  await call(send, await requestOf(company.agent, "/imports/new", { form }));
  const [{ id } = { id: "" }] = await runsOf(company);
  const shown = () => readImport(company.owner, id);
  expect(await shown()).toMatchObject({
    fileName: "salon.xlsx",
    header,
    dialect: { skipLines: 2, hasHeader: true, columns: 3 },
    workbook: { sheets: ["Lisez-moi", "Salon", "Relances"], sheet: 1, mayChoose: true },
  });

  await call(chooseSheet, await requestOf(company.agent, "/", { form: { sheet: "0" } }), id); // nothing in it: refused in words
  expect((await shown()).workbook).toMatchObject({ sheet: 1 });
  await expect(call(chooseSheet, await requestOf(stranger.agent, "/", { form: { sheet: "2" } }), id)).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
  await call(chooseSheet, await requestOf(company.agent, "/", { form: { sheet: "2" } }), id);
  expect((await shown()).workbook).toMatchObject({ sheet: 2, mayChoose: true });
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(2);

  await call(check, await requestOf(company.agent, "/", { form: { "column-0": "lastName", "column-1": "email", "column-2": "city" } }), id);
  await checkList(company.owner, id);
  expect(await shown()).toMatchObject({ state: "checked", totalLines: 2, dryRun: { created: 1, refused: 1 } });
  await call(start, await requestOf(company.agent, "/", { form: {} }), id);
  expect((await shown()).workbook).toMatchObject({ sheet: 2, mayChoose: false });
  expect(await runToEnd(company.owner, id)).toMatchObject({ createdCount: 1, refusedCount: 1 });
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(1);
  const [line] = await inCompany(company.owner, ({ db }) => db.importLine.findMany({ where: { outcome: "refused" } }));
  expect(line).toMatchObject({ lineNumber: 3, cells: ["", "", "Brest"] });

  // The columns were confirmed: the next list with these titles has them, workbook or text.
  const next = await readImport(company.owner, await upload(company.owner, "Nom,E-mail,Ville\nLestang,solene@example.fr,Lyon\n"));
  expect(next.mapping.map(({ target, reason }) => [target, reason])).toEqual([
    ["lastName", "confirmed"],
    ["email", "confirmed"],
    ["city", "confirmed"],
  ]);
});

test("a workbook that is refused leaves nothing behind, and is told apart in words in every language", async () => {
  const company = await aCompany();
  const old = new Uint8Array(2_000).fill(0);
  old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const locked = old.slice();
  locked.set(Buffer.from("EncryptedPackage", "utf16le"), 1_200);
  for (const [bytes, code] of [
    [old, "old"],
    [locked, "protected"],
    [aWorkbook([{ name: "A", rows: [["E-mail"], ["a@example.fr"]] }]).subarray(0, 900), "broken"],
    [aWorkbook([{ name: "A", rows: [[]] }]), "empty"],
  ] as const)
    await expect(upload(company.owner, bytes, { name: "liste.csv" })).rejects.toMatchObject({
      code: `prospecting.import.workbook_${code}`,
    });
  expect(await inCompany(company.owner, ({ db }) => db.storedFile.count())).toBe(0);
  for (const words of Object.values(allWords))
    for (const code of workbookRefusals) expect(words.error.import).toHaveProperty(code.split(".")[2]!);
});
