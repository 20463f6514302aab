import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { detectSheet } from "~/domains/prospecting/import/workbook/detect-sheet.rules";
import { openWorkbook } from "~/domains/prospecting/import/workbook/open-workbook.server";
import { firstFilledSheet, writeSheet } from "~/domains/prospecting/import/workbook/write-sheet.server";
import { readRows } from "~/domains/prospecting/import/read/read-rows.server";
import type { ByteSource } from "~/domains/prospecting/import/workbook/zip-archive.server";
import { aLongWorkbook, aWorkbook, frameParts, rowXml, sheetXml } from "~tests/factories/workbooks";

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  async *read(from) {
    for (let at = from; at < bytes.length; at += 1_048_576) yield bytes.subarray(at, at + 1_048_576);
  },
});

async function textOf(bytes: Uint8Array, sheet?: number): Promise<string> {
  const workbook = await openWorkbook(sourceOf(bytes));
  const pieces: Array<Uint8Array> = [];
  for await (const piece of writeSheet(workbook.rows(sheet ?? (await firstFilledSheet(workbook))))) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
const linesOf = async (bytes: Uint8Array, sheet?: number) => (await textOf(bytes, sheet)).trimEnd().split("\n");
const refusal = (bytes: Uint8Array) =>
  textOf(bytes).then(
    () => "read",
    (error: { code?: string }) => error.code,
  );
const zipped = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

describe("what a sheet shows is what the list says", () => {
  test("dates, phones and amounts as their cells show them; a SIRET keeps its digits; a month-first date cannot be mistaken", async () => {
    const patterns = ["dd/mm/yyyy", "m/d/yy", "0#\\ ##\\ ##\\ ##\\ ##", '#,##0.00\\ "€"', "yyyy\\-mm\\-dd", "d mmmm yyyy", "00000"];
    const book = aWorkbook(
      [
        {
          name: "Liste",
          rows: [
            ["Date", "Date US", "Téléphone", "Budget", "ISO", "Jour", "CP", "Nature"],
            [1, 2, 3, 4, 5, 6, 7].map((style) => ({ style, number: { 3: 199000001, 4: 1234.5, 7: 1000 }[style] ?? 46349 })),
            [78467169500087, 0.1, true, -12.5, 1e-9, { style: 8, number: 46349 }],
          ],
        },
      ],
      { patterns },
    );
    const [, shown, plain] = await linesOf(book);
    expect(shown!.replace(/[\u00a0\u202f]/g, " ")).toBe(
      '23/11/2026,2026-11-23,01 99 00 00 01,"1 234,50 €",2026-11-23,23 novembre 2026,01000',
    );
    expect(plain).toBe("78467169500087,0.1,TRUE,-12.5,1e-9,23/11/2026");
  });

  test("shared texts with runs and reading aids, prefixes, escapes and line ends inside a cell", async () => {
    const shared =
      '<x:sst xmlns:x="m"><x:si><x:r><x:t>Agence </x:t></x:r><x:r><x:t>Auvray &amp; Fils</x:t></x:r><x:rPh><x:t>kana</x:t></x:rPh></x:si><x:si><x:t>a_x000D_\nb, "c"</x:t></x:si></x:sst>';
    const parts = {
      "xl/worksheets/sheet1.xml":
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="str"><x:f>1+1</x:f><x:v>deux</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    };
    expect(await textOf(aWorkbook([{ name: "A", rows: [] }], { shared, parts }))).toBe('Agence Auvray & Fils,"a\nb, ""c""",deux,#N/A\n');
  });

  test("the first sheet that holds something is read, another when asked for; rows keep the numbers of the spreadsheet", async () => {
    const book = aWorkbook([
      { name: "Vide", rows: [[]] },
      { name: "Salon", rows: [[], ["Liste du salon"], [], ["Nom", "E-mail"], ["Auvray", "a@example.fr"], [], [null, "b@example.fr"]] },
      { name: "Autre", rows: [["E-mail"], ["c@example.fr"]] },
    ]);
    const text = await textOf(book);
    expect(text).toBe("\nListe du salon\n\nNom,E-mail\nAuvray,a@example.fr\n\n,b@example.fr\n");
    const dialect = detectSheet(Buffer.from(text));
    expect(dialect).toMatchObject({ skipLines: 3, hasHeader: true, columns: 2 });
    const rows: Array<[number, Array<string>]> = [];
    for await (const { lineNumber, cells } of readRows(sourceOf(Buffer.from(text)).read(0), dialect)) rows.push([lineNumber, cells]);
    expect(rows).toEqual([
      [5, ["Auvray", "a@example.fr"]],
      [7, ["", "b@example.fr"]],
    ]);
    expect(await linesOf(book, 2)).toEqual(["E-mail", "c@example.fr"]);
  });

  test("a workbook that counts its days from 1904 gives the same days", async () => {
    const parts = { "xl/workbook.xml": frameParts(["A"])["xl/workbook.xml"]!.replace("<sheets>", '<workbookPr date1904="1"/><sheets>') };
    expect(await linesOf(aWorkbook([{ name: "A", rows: [[{ style: 1, number: 46349 - 1462 }]] }], { parts }))).toEqual(["23/11/2026"]);
  });
});

describe("a workbook made to harm is refused before it takes memory", () => {
  const rss = () => process.memoryUsage().rss;
  async function refusedCheaply(bytes: Uint8Array): Promise<string | undefined> {
    const before = rss();
    const code = await refusal(bytes);
    expect(rss() - before).toBeLessThan(120 * 1024 * 1024);
    return code;
  }
  const one = { name: "A", rows: [["E-mail"], ["a@example.fr"]] };

  test("a sheet, styles or texts that unpack to hundreds of times their weight", async () => {
    const blanks = " ".repeat(1_048_576);
    function* pieces() {
      for (let count = 0; count < 40; count++) yield blanks;
    }
    const bomb = aLongWorkbook(pieces());
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusedCheaply(bomb)).toBe("prospecting.import.workbook_bomb");
  });

  test("a part that says it is small and is not", async () => {
    const bytes = Buffer.from(aWorkbook([one], { parts: { "xl/worksheets/sheet1.xml": sheetXml(rowXml(["x".repeat(100_000)], 1)) } }));
    const at = bytes.lastIndexOf("xl/worksheets/sheet1.xml") - 46;
    bytes.writeUInt32LE(20, at + 24);
    expect(await refusedCheaply(bytes)).toBe("prospecting.import.workbook_broken");
  });

  test("thousands of parts, entities that multiply, a million columns, endless depth and attributes", async () => {
    const parts = Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`xl/extra${at}.xml`, ""]));
    expect(await refusedCheaply(aWorkbook([one], { parts }))).toBe("prospecting.import.workbook_bomb");
    const laughs = `<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>${sheetXml(rowXml(["&b;"], 1))}`;
    expect(await refusedCheaply(aWorkbook([one], { parts: { "xl/worksheets/sheet1.xml": laughs } }))).toBe(
      "prospecting.import.workbook_bomb",
    );
    const wide = aWorkbook([one], { parts: { "xl/worksheets/sheet1.xml": sheetXml(`<row>${"<c><v>1</v></c>".repeat(1_000_000)}</row>`) } });
    expect(await refusedCheaply(wide)).toBe("prospecting.import.workbook_too_wide");
    const deep = aWorkbook([one], { parts: { "xl/worksheets/sheet1.xml": sheetXml("<a>".repeat(100_000)) } });
    expect(await refusedCheaply(deep)).toBe("prospecting.import.workbook_bomb");
    const rich = `<row ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`;
    expect(await refusedCheaply(aWorkbook([one], { parts: { "xl/worksheets/sheet1.xml": sheetXml(rich) } }))).toBe(
      "prospecting.import.workbook_bomb",
    );
  });

  test("more shared text than may be kept", { timeout: 30_000 }, async () => {
    const words = Array.from(
      { length: 50_000 },
      (_, at) =>
        `<si><t>${String(at * 7919)
          .repeat(170)
          .slice(0, 1_100)}</t></si>`,
    ).join("");
    expect(await refusal(aWorkbook([one], { shared: `<sst>${words}</sst>` }))).toBe("prospecting.import.workbook_too_large");
  });
});

test("two hundred thousand rows are read in the order of the sheet, and memory does not grow with them", { timeout: 120_000 }, async () => {
  const count = 200_000;
  function* pieces() {
    yield '<worksheet><sheetData><row><c t="inlineStr"><is><t>Nom</t></is></c><c t="inlineStr"><is><t>E-mail</t></is></c></row>';
    for (let row = 2; row <= count; row += 1000)
      yield Array.from({ length: 1000 }, (_, at) =>
        rowXml(
          [`Auvray ${row + at}`, `contact.${row + at}@example.fr`, "Agence du port", "Rennes", 35_000, "01 99 00 00 01", row + at],
          row + at,
        ),
      ).join("");
    yield "</sheetData></worksheet>";
  }
  const bytes = aLongWorkbook(pieces());
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  let rows = 0;
  const workbook = await openWorkbook(sourceOf(bytes));
  for await (const { number } of workbook.rows(0)) {
    if (number !== ++rows) throw new Error(`row ${number} came as ${rows}`);
    if (rows % 5000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  expect(rows).toBe(count + 1);
  expect(peak - before).toBeLessThan(100 * 1024 * 1024);
});

test("what is no workbook is told apart: another archive, one cut short, one with a password, one without a filled sheet", async () => {
  const good = aWorkbook([{ name: "A", rows: [["E-mail"]] }]);
  expect(await refusal(zipped({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>" }))).toBe(
    "prospecting.import.workbook_foreign",
  );
  expect(await refusal(good.subarray(0, good.length - 40))).toBe("prospecting.import.workbook_broken");
  const torn = Buffer.from(good);
  torn.fill(0xff, torn.indexOf("xl/worksheets/sheet1.xml") + 30, torn.indexOf("xl/worksheets/sheet1.xml") + 90);
  expect(await refusal(torn)).toBe("prospecting.import.workbook_broken");
  const locked = Buffer.from(good);
  const entry = locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8);
  expect(await refusal(locked)).toBe("prospecting.import.workbook_protected");
  expect(await refusal(aWorkbook([{ name: "A", rows: [[]] }]))).toBe("prospecting.import.workbook_empty");
});
