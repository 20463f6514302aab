import { expect, test } from "vitest";
import { detectDialect } from "~/domains/prospecting/import/read/detect-dialect.rules";
import { refuseFile } from "~/domains/prospecting/import/read/refuse-file.rules";
import { candidates, fixture, readList } from "./read-lists";

const written = {
  "comma-utf8-lf.csv": { encoding: "utf-8", delimiter: ",", newline: "\n" },
  "comma-utf8-bom-crlf.csv": { encoding: "utf-8", delimiter: ",", newline: "\r\n" },
  "semicolon-windows1252-crlf.csv": { encoding: "windows-1252", delimiter: ";", newline: "\r\n" },
  "tab-utf16le-bom-crlf.txt": { encoding: "utf-16le", delimiter: "\t", newline: "\r\n" },
  "tab-utf16be-bom-lf.txt": { encoding: "utf-16be", delimiter: "\t", newline: "\n" },
  "semicolon-utf16le-lf.csv": { encoding: "utf-16le", delimiter: ";", newline: "\n" },
  "pipe-utf8-cr.txt": { encoding: "utf-8", delimiter: "|", newline: "\r" },
  "header-commas-rows-tabs-utf8-lf.csv": { encoding: "utf-8", delimiter: "\t", headerDelimiter: ",", newline: "\n" },
  "prose-above-header.csv": { encoding: "utf-8", delimiter: ";", newline: "\n", skipLines: 2 },
};

test.each(Object.entries(written))("%s is recognised, and gives the same five people as the others", async (name, expected) => {
  const list = await readList(fixture(name));
  expect(list.dialect).toMatchObject({ hasHeader: true, columns: 8, quote: '"', ...expected });

  const plain = await readList(fixture("comma-utf8-lf.csv"));
  const [people, same] = [list.results, plain.results].map((results) => JSON.stringify(results).replaceAll("\\r", "\\n"));
  expect(candidates(list.results)).toHaveLength(5);
  expect(people).toBe(same);
});

const bytes = (text: string) => new TextEncoder().encode(text);

test("a list without a header is not robbed of its first row", () => {
  expect(detectDialect(bytes("Alba;alba@example.fr;01 99 00 00 01\nBrise;brise@example.fr;01 99 00 00 02\n"))).toMatchObject({
    hasHeader: false,
    columns: 3,
  });
  expect(detectDialect(bytes("alba@example.fr\nbrise@example.fr\n"))).toMatchObject({ hasHeader: false, columns: 1 });
  expect(detectDialect(bytes("email\nbrise@example.fr\n"))).toMatchObject({ hasHeader: true, columns: 1 });
});

test("decimal commas and prose do not pass for a delimiter", () => {
  expect(detectDialect(bytes("ville;prix;surface\nLyon;12,5;30,1\nNice;13,7;40,2\n")).delimiter).toBe(";");
  expect(detectDialect(bytes("nom\tnote\nAlba\tgrand, clair, calme\nBrise\tpetit, sombre, cher\n")).delimiter).toBe("\t");
});

test("line ends inside quotes say nothing about the list", () => {
  expect(detectDialect(bytes('a,b\r\n"1\n2\n3\n4\n5\n6",x\r\n"1\n2\n3\n4\n5\n6",y\r\n')).newline).toBe("\r\n");
});

test("a workbook, an image and an empty file are refused by their content, each in its own words", () => {
  expect(refuseFile(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]))).toBe("prospecting.import.file_is_spreadsheet");
  expect(refuseFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe("prospecting.import.file_is_spreadsheet");
  expect(refuseFile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toBe("prospecting.import.file_not_text");
  expect(refuseFile(bytes(" \r\n\r\n"))).toBe("prospecting.import.file_empty");
  expect(refuseFile(new Uint8Array())).toBe("prospecting.import.file_empty");
  for (const name of Object.keys(written)) expect(refuseFile(fixture(name)), name).toBeNull();
});
