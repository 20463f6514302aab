import { fromWindows1252 } from "./decode-text.rules";
import type { Dialect, Encoding } from "./dialect.schema";
import { isBlankRecord, RecordScanner } from "./scan-records.rules";

/** Bytes gathered before they are cut into records: small network pieces would cost a scan each. */
const blockBytes = 256 * 1024;

export interface ListRow {
  /** The record's number in the file as a spreadsheet counts its rows: the header is 1, blank rows count too. */
  lineNumber: number;
  /** At least `columns` of them; a short row is filled up with empty cells. */
  cells: Array<string>;
  /** How many filled cells the row has beyond the last column. They stay at the end of `cells`. */
  extraCells: number;
  /** Byte of the file where the next record begins: hand it back as `resume.offset`. */
  nextOffset: number;
}

/** Where a reading goes on after a stop: the bytes handed over begin at `offset`, which follows record `lineNumber`. */
export interface ResumePoint {
  offset: number;
  lineNumber: number;
  header: Array<string>;
}

export interface ReadOptions {
  /** Rows already taken by an earlier reading of the same bytes: counted, not handed out. */
  skipRecords?: number;
  /** Instead of `skipRecords`, without reading the beginning again. */
  resume?: ResumePoint;
}

/**
 * The rows of a list, one after the other, without its header, prose above it, blank rows and repeats of the header.
 * Never holds more than a block and one record, however long the file. Bytes that are not UTF-8 in a UTF-8 list are
 * taken for Windows-1252; zero bytes are dropped.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>, dialect: Dialect, options: ReadOptions = {}): AsyncGenerator<ListRow> {
  const { resume } = options;
  const bytesPerUnit = dialect.encoding.startsWith("utf-16") ? 2 : 1;
  const cellsOf = cellDecoder(dialect.encoding);
  const headerAt = dialect.skipLines + 1;
  let header = resume && resume.header.length > 0 ? resume.header : null;
  let lineNumber = resume?.lineNumber ?? 0;
  let offset = resume?.offset ?? 0;
  let toSkip = options.skipRecords ?? 0;
  let rest = "";

  for await (const { text, isLast } of textBlocks(bytes, dialect.encoding)) {
    const block = rest + text;
    const scanner = new RecordScanner(block, dialect, isLast);
    if (offset === 0) scanner.position = markOf(block, dialect.encoding);
    const from = offset;
    for (;;) {
      const isHeader = lineNumber + 1 === headerAt && dialect.hasHeader;
      const record = scanner.next(isHeader ? dialect.headerDelimiter : dialect.delimiter, isHeader ? 0 : dialect.columns);
      if (!record) break;
      lineNumber++;
      offset = from + record.end * bytesPerUnit;
      if (lineNumber < headerAt) continue;
      const cells = cellsOf(record.cells);
      if (isHeader) {
        header = cells;
        continue;
      }
      if (cells[0]?.trim() === "" && isBlankRecord(cells)) continue;
      if (header && cells.length >= header.length && header.every((name, column) => name === cells[column])) continue;
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      yield { lineNumber, ...fitted(cells, dialect.columns), nextOffset: offset };
    }
    rest = offset === from ? block : block.slice(scanner.position);
  }
}

function fitted(cells: Array<string>, columns: number): { cells: Array<string>; extraCells: number } {
  while (cells.length < columns) cells.push("");
  while (cells.length > columns && cells[cells.length - 1]?.trim() === "") cells.pop();
  return { cells, extraCells: cells.length - columns };
}

/**
 * Text whose positions count bytes: single-byte characters for UTF-8 and Windows-1252 (decoded cell by cell, since all
 * that separates cells is ASCII), UTF-16 units for UTF-16. So the place of each record in the file is exact.
 */
async function* textBlocks(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<{ text: string; isLast: boolean }> {
  let waiting: Array<Uint8Array> = [];
  let length = 0;
  const take = (isLast: boolean) => {
    const block = waiting.length === 1 && waiting[0] ? asBuffer(waiting[0]) : Buffer.concat(waiting);
    const even = encoding.startsWith("utf-16") && block.length % 2 === 1 ? block.length - 1 : block.length;
    waiting = even < block.length && !isLast ? [block.subarray(even)] : [];
    length = waiting[0]?.length ?? 0;
    return { text: textOf(block.subarray(0, even), encoding), isLast };
  };
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    if (length >= blockBytes) yield take(false);
  }
  yield take(true);
}

const asBuffer = (piece: Uint8Array): Buffer => Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);

function textOf(block: Buffer, encoding: Encoding): string {
  if (encoding === "utf-16le") return block.toString("utf16le");
  if (encoding === "utf-16be") return Buffer.from(block).swap16().toString("utf16le");
  return block.toString("latin1");
}

function markOf(text: string, encoding: Encoding): number {
  if (encoding === "utf-8") return text.startsWith("\xef\xbb\xbf") ? 3 : 0;
  return encoding.startsWith("utf-16") && text.startsWith("\ufeff") ? 1 : 0;
}

function cellDecoder(encoding: Encoding): (cells: Array<string>) => Array<string> {
  const decode = encoding === "utf-8" ? fromUtf8 : encoding === "windows-1252" ? fromWindows1252 : (cell: string) => cell;
  return (cells) => {
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] as string;

      if (/[\x00\x80-\uffff]/.test(cell)) cells[column] = decode(cell.replaceAll("\0", ""));
    }
    return cells;
  };
}

function fromUtf8(binary: string): string {
  const text = Buffer.from(binary, "latin1").toString("utf8");
  return text.includes("\ufffd") && !binary.includes("\xef\xbf\xbd") ? fromWindows1252(binary) : text;
}
