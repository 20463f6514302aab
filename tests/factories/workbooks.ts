import { strToU8, Zip, ZipDeflate, zipSync } from "fflate";

type Cell = string | number | boolean | null | { number: number; style: number };
export interface Sheet {
  name: string;
  rows: Array<Array<Cell>>;
}

const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function place(column: number): string {
  let name = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

const cellOf = (cell: Cell, at: string) => {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "object") return `<c r="${at}" s="${cell.style}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
};
export const rowXml = (cells: Array<Cell>, row: number) =>
  `<row r="${row}">${cells.map((cell, column) => cellOf(cell, `${place(column)}${row}`)).join("")}</row>`;
export const sheetXml = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;

/** Patterns become styles 1, 2, … */
export function frameParts(names: Array<string>, { patterns = [] as Array<string>, shared = "" } = {}): Record<string, string> {
  return {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${names
      .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names
      .map((_, at) => `<Relationship Id="s${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join("")}<Relationship Id="st" Type="${relation}/styles" Target="styles.xml"/>${
      shared ? `<Relationship Id="sh" Type="${relation}/sharedStrings" Target="/xl/sharedStrings.xml"/>` : ""
    }</Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><numFmts>${patterns
      .map((pattern, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(pattern)}"/>`)
      .join("")}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${patterns
      .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
      .join("")}<xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...(shared && { "xl/sharedStrings.xml": shared }),
  };
}

/** A workbook as bytes. `parts` are added, or stand in the place of what they name. */
export function aWorkbook(
  sheets: Array<Sheet>,
  { patterns = [] as Array<string>, shared = "", parts = {} as Record<string, string> } = {},
): Uint8Array {
  const files: Record<string, string> = {
    ...frameParts(
      sheets.map(({ name }) => name),
      { patterns, shared },
    ),
  };
  for (const [at, { rows }] of sheets.entries())
    files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(
      rows.map((cells, row) => (cells.length > 0 ? rowXml(cells, row + 1) : "")).join(""),
    );
  return zipSync(Object.fromEntries(Object.entries({ ...files, ...parts }).map(([name, text]) => [name, strToU8(text)])));
}

/** A workbook whose sheet is written piece by piece, so that only its packed bytes are held. */
export function aLongWorkbook(pieces: Iterable<string>, { shared = "" } = {}): Uint8Array {
  const packed: Array<Uint8Array> = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    packed.push(bytes);
  });
  const write = (name: string, texts: Iterable<string>) => {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    for (const text of texts) entry.push(strToU8(text));
    entry.push(new Uint8Array(), true);
  };
  for (const [name, text] of Object.entries(frameParts(["Liste"], { shared }))) write(name, [text]);
  write("xl/worksheets/sheet1.xml", pieces);
  zip.end();
  return Buffer.concat(packed);
}
