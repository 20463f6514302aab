import "~tests/setup/jobs";
import { expect, test } from "vitest";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { inCompany } from "~/platform/tenancy.server";
import { loader as listPage } from "~/routes/prospecting/imports._index";
import { loader as importPage } from "~/routes/prospecting/imports.$importRunId._index";
import { action as check } from "~/routes/prospecting/imports.$importRunId.check";
import { action as changeDialect } from "~/routes/prospecting/imports.$importRunId.dialect";
import { loader as linesPage } from "~/routes/prospecting/imports.$importRunId.lines";
import { loader as refused } from "~/routes/prospecting/imports.$importRunId.refused";
import { action as rollBack } from "~/routes/prospecting/imports.$importRunId.rollback";
import { action as start } from "~/routes/prospecting/imports.$importRunId.start";
import { action as send } from "~/routes/prospecting/imports.new";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { aList, checkedList, importedList, upload } from "~tests/factories/lists";

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
    [uploadForm("PK\u0003\u0004 workbook"), "file", "prospecting.import.file_is_spreadsheet"],
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
