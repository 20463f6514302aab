import fc from "fast-check";
import { expect, test } from "vitest";
import { delimiters, type Dialect, encodings, newlines } from "~/domains/prospecting/import/read/dialect.schema";
import { distinctHeader } from "~/domains/prospecting/import/columns/preview-rows.rules";
import { fixture, readList, rowsOf } from "./read-lists";

const plain: Dialect = {
  encoding: "utf-8",
  delimiter: ",",
  headerDelimiter: ",",
  newline: "\n",
  quote: '"',
  hasHeader: true,
  skipLines: 0,
  columns: 3,
};

const cp1252 = "abcdeéèàçùôïŒœ€“”’–Ÿ xyz 0123";
function encode(text: string, encoding: Dialect["encoding"], hasMark: boolean): Uint8Array {
  if (encoding === "utf-8") return Buffer.from((hasMark ? "\ufeff" : "") + text, "utf8");
  if (encoding === "utf-16le") return Buffer.from((hasMark ? "\ufeff" : "") + text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from((hasMark ? "\ufeff" : "") + text, "utf16le").swap16();
  const high: Record<string, number> = { "€": 0x80, "“": 0x93, "”": 0x94, "’": 0x92, "–": 0x96, Œ: 0x8c, œ: 0x9c, Ÿ: 0x9f };
  return Uint8Array.from([...text], (letter) => high[letter] ?? letter.charCodeAt(0));
}
const quoted = (cell: string, always: boolean) => (always || /[",;|\t\r\n]|^ | $/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Any table, written by the book in any dialect. */
const tables = fc
  .record({
    encoding: fc.constantFrom(...encodings),
    delimiter: fc.constantFrom(...delimiters),
    newline: fc.constantFrom(...newlines),
    hasMark: fc.boolean(),
    quotesAll: fc.boolean(),
    endsWithNewline: fc.boolean(),
    width: fc.integer({ min: 2, max: 6 }),
    pieces: fc.integer({ min: 1, max: 64 }),
  })
  .chain((shape) => {
    const letter = shape.encoding === "windows-1252" ? fc.constantFrom(...cp1252) : fc.constantFrom(..."abcéèœ€ 字日🏠ß'0");
    const cell = fc.array(fc.oneof({ weight: 8, arbitrary: letter }, fc.constantFrom('"', ",", ";", "\t", "|", "\n", "\r\n")), {
      maxLength: 12,
    });
    const row = fc.tuple(fc.constantFrom("x", "é", "1"), fc.array(cell, { minLength: shape.width - 1, maxLength: shape.width - 1 }));
    return fc.tuple(fc.constant(shape), fc.array(row, { maxLength: 12 }));
  })
  .map(([shape, rows]) => ({ ...shape, rows: rows.map(([first, cells]) => [first, ...cells.map((letters) => letters.join(""))]) }));

test("whatever is written by the book is read back cell for cell, in any dialect and any pieces", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ rows, encoding, delimiter, newline, hasMark, quotesAll, endsWithNewline, width, pieces }) => {
      const header = Array.from({ length: width }, (_, at) => `column ${at}`);
      const text = [header, ...rows].map((cells) => cells.map((cell) => quoted(cell, quotesAll)).join(delimiter)).join(newline);
      const bytes = encode(text + (endsWithNewline ? newline : ""), encoding, hasMark);
      const dialect = { ...plain, encoding, delimiter, headerDelimiter: delimiter, newline, columns: width };

      const read = await rowsOf(bytes, dialect, {}, pieces);
      expect(read.map(({ cells }) => cells)).toEqual(rows);
      expect(read.map(({ lineNumber }) => lineNumber)).toEqual(rows.map((_, at) => at + 2));

      for (const at of read.keys()) {
        const row = read[at]!;
        const later = await rowsOf(bytes.subarray(row.nextOffset), dialect, {
          resume: { offset: row.nextOffset, lineNumber: row.lineNumber, header },
        });
        expect(later).toEqual(read.slice(at + 1));
      }
      expect(await rowsOf(bytes, dialect, { skipRecords: 2 })).toEqual(read.slice(2));
    }),
    { numRuns: 400 },
  );
});

test("no bytes whatever make the reader fail or run on", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom(...encodings),
      fc.constantFrom(...newlines),
      async (bytes, encoding, newline) => {
        const rows = await rowsOf(bytes, { ...plain, encoding, newline }, {}, 7);
        expect(rows.every(({ cells }) => cells.length >= 3)).toBe(true);
      },
    ),
  );
});

test("rows that are too short are filled up, too long ones say so, blank ones and a second header are left out", async () => {
  const { rows } = await readList(fixture("ragged.csv"));
  expect(rows.map(({ lineNumber, cells, extraCells }) => [lineNumber, cells[0], cells.length, extraCells])).toEqual([
    [2, "Alba", 4, 0],
    [4, "Brise", 4, 0],
    [5, "Cèdre", 5, 1],
    [8, "Dune", 4, 0],
  ]);
});

test("quotes that break the rules stay in their cell and swallow no row", async () => {
  const { rows } = await readList(fixture("broken-quotes.csv"));
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["1", "Alba", 'Elle a dit "rappelez-moi" hier'],
    ["2", "Brise", 'Écran 24" neuf'],
    ["3", '"Cèdre', "jamais fermé"],
    ["4", "Dune", "une note"],
    ["5", "Étang", "deux\nlignes"],
    ["6", "Forêt", 'il a crié "oui"'],
  ]);
});

test("a quote that nobody closes costs no row, however long the list", async () => {
  const rest = Array.from({ length: 60_000 }, (_, at) => `${at},name ${at},some words`).join("\n");
  const rows = await rowsOf(Buffer.from(`a,b,c\n0,"never closed,x\n${rest}\n`), plain);
  expect(rows).toHaveLength(60_001);
  expect(rows[0]?.cells).toEqual(["0", '"never closed', "x"]);
});

test("zero bytes are dropped, and a stray Windows-1252 cell in a UTF-8 list is understood", async () => {
  const bytes = Buffer.concat([
    Buffer.from("a,b,c\nAl\0ba,Prénom,"),
    Buffer.from([0x43, 0xe8, 0x64, 0x72, 0x65, 0x20, 0x80]),
    Buffer.from("\n"),
  ]);
  expect((await rowsOf(bytes, plain))[0]?.cells).toEqual(["Alba", "Prénom", "Cèdre €"]);
});

test("columns of one name can be told apart", () => {
  expect(distinctHeader(["name", "Email", "Email", "", "Email 1"])).toEqual(["name", "Email 2", "Email 3", "", "Email 1"]);
  expect(distinctHeader(["Email", "Email"])).toEqual(["Email 1", "Email 2"]);
});
