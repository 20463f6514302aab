import { Zip, ZipDeflate } from "fflate";

/** What a column of a workbook holds: texts stay texts whatever they look like, so that none is taken for a formula. */
export type WorkbookColumn = { head: string; kind: "text" | "number" | "day" };
export type WorkbookRow = ReadonlyArray<string | null>;

/** A sheet ends here, as spreadsheets have it; what is more goes on in the next. */
const mostLines = 1_048_576;
const longestText = 32_767;

/**
 * A workbook (XLSX) as it is read: `nextRows` is asked for more only as fast as the file is taken, so that one of any length is never held
 * whole. A cell's number is written as 12.5, its day as 2026-11-21; what is neither is text. Null ends it.
 */
export function workbookStream(
  columns: ReadonlyArray<WorkbookColumn>,
  title: string,
  nextRows: () => Promise<ReadonlyArray<WorkbookRow> | null>,
): ReadableStream<Uint8Array> {
  let out: ReadableStreamDefaultController<Uint8Array>;
  const zip = new Zip((error, piece) => {
    if (error) out.error(error);
    else if (piece.length > 0) out.enqueue(piece);
  });
  const encoder = new TextEncoder();
  const part = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return { write: (text: string) => file.push(encoder.encode(text)), end: (text: string) => file.push(encoder.encode(text), true) };
  };
  let sheets = 0;
  let line = 0;
  let sheet: ReturnType<typeof part> | null = null;
  const begin = () => {
    sheets++;
    sheet = part(`xl/worksheets/sheet${sheets}.xml`);
    const heads = columns.map(({ head }, at) => textCell(at, 1, head)).join("");
    sheet.write(`${sheetHead}<row r="1">${heads}</row>`);
    line = 1;
  };
  const write = (rows: ReadonlyArray<WorkbookRow>) => {
    let text = "";
    for (const row of rows) {
      if (line === mostLines) {
        sheet!.end(`${text}</sheetData></worksheet>`);
        text = "";
        begin();
      }
      line++;
      text += `<row r="${line}">${columns.map(({ kind }, at) => cellXml(kind, at, line, row[at] ?? null)).join("")}</row>`;
    }
    if (text) sheet!.write(text);
  };
  const finish = () => {
    sheet!.end("</sheetData></worksheet>");
    const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
    part("xl/workbook.xml").end(workbookXml(title, numbers));
    part("xl/_rels/workbook.xml.rels").end(relationsXml(numbers));
    part("xl/styles.xml").end(stylesXml);
    part("_rels/.rels").end(rootXml);
    part("[Content_Types].xml").end(contentXml(numbers));
    zip.end();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      out = controller;
      begin();
    },
    async pull(controller) {
      const rows = await nextRows();
      if (rows) write(rows);
      else {
        finish();
        controller.close();
      }
    },
    cancel: () => zip.terminate(),
  });
}

const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** The first line stays in sight. */
const sheetHead = `${declared}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const stylesXml = `${declared}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;
const rootXml = `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const sheetName = (title: string, number: number) =>
  escaped((number === 1 ? title : `${title} ${number}`).replace(/[\\/?*[\]:']/g, " ").slice(0, 31));
const workbookXml = (title: string, numbers: Array<number>) =>
  `${declared}<workbook xmlns="${main}" xmlns:r="${related}"><sheets>${numbers
    .map((number) => `<sheet name="${sheetName(title, number)}" sheetId="${number}" r:id="rId${number}"/>`)
    .join("")}</sheets></workbook>`;
const relationsXml = (numbers: Array<number>) =>
  `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${numbers
    .map((number) => `<Relationship Id="rId${number}" Type="${related}/worksheet" Target="worksheets/sheet${number}.xml"/>`)
    .join("")}<Relationship Id="rId${numbers.length + 1}" Type="${related}/styles" Target="styles.xml"/></Relationships>`;
const contentXml = (numbers: Array<number>) => {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const sheets = numbers
    .map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)
    .join("");
  return `${declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${sheets}</Types>`;
};

/** A, B … Z, AA … */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

function cellXml(kind: WorkbookColumn["kind"], at: number, line: number, value: string | null): string {
  if (value === null || value === "") return "";
  if (kind === "number" && /^-?\d{1,15}(\.\d+)?$/.test(value)) return `<c r="${columnName(at)}${line}"><v>${value}</v></c>`;
  const day = kind === "day" ? dayNumber(value) : null;
  return day === null ? textCell(at, line, value) : `<c r="${columnName(at)}${line}" s="1"><v>${day}</v></c>`;
}

/** An inline text: never read as anything else. */
const textCell = (at: number, line: number, value: string) =>
  `<c r="${columnName(at)}${line}" t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, longestText))}</t></is></c>`;

/** Days since the last of 1899, as spreadsheets count them; those before March 1900 they count wrongly, and stay text. */
function dayNumber(value: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const days = Math.round((Date.parse(`${value}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return days > 60 ? days : null;
}

/** Without the characters that XML has no place for, halves of pairs among them. */
const escaped = (text: string) =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
