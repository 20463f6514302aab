import { decodeHead } from "./decode-text.rules";
import { detectEncoding } from "./detect-encoding.rules";
import { detectHeader } from "./detect-header.rules";
import { type Delimiter, delimiters, type Dialect } from "./dialect.schema";
import { isBlankRecord, RecordScanner } from "./scan-records.rules";

/** How much of a file the detection wants to see, in bytes. */
export const headBytes = 256 * 1024;

const recordsLookedAt = 400;
/** Prose above the header is looked for in so many records. */
const longestPreamble = 20;

interface Cut {
  delimiter: Delimiter;
  records: Array<Array<string>>;
  /** The usual number of cells. */
  width: number;
  /** Index of the first record that has it. */
  first: number;
  /** Share of the records from there on that have it, 0–1. */
  share: number;
  headerDelimiter: Delimiter;
  score: number;
}

/**
 * How a list is written, from its first bytes (up to `headBytes`). A guess that the user may overrule: `confidence`
 * runs from 0 to 1. Never refuses: `refuseFile` says beforehand whether the bytes are a list at all.
 */
export function detectDialect(head: Uint8Array): Dialect & { confidence: number } {
  const { encoding, certainty } = detectEncoding(head);
  const text = decodeHead(head, encoding).replace(/^\ufeff/, "");
  const isWhole = head.length < headBytes;
  const newline = detectNewline(text);

  const cuts = delimiters.map((delimiter) => cutBy(text, delimiter, newline, '"', isWhole));
  for (const cut of cuts) judge(cut, cuts);
  const usable = cuts.filter((cut) => cut.width > 1);
  const best = usable.sort((one, other) => other.score - one.score)[0];
  if (!best) {
    const records = cuts[0]?.records ?? [];
    const hasHeader = detectHeader(records[0] ?? [], records.slice(1));
    const plain = { delimiter: ",", headerDelimiter: ",", quote: '"', columns: 1, skipLines: 0 } as const;
    return { encoding, newline, ...plain, hasHeader, confidence: certainty * 0.6 };
  }

  const { delimiter, headerDelimiter, width, share } = best;
  const apart = headerDelimiter !== delimiter;
  const skipLines = apart ? 0 : best.first;
  const quote = isSingleQuoted(best.records) ? "'" : '"';
  const records = quote === "'" ? cutBy(text, delimiter, newline, quote, isWhole).records : best.records;
  const header = apart ? splitHeader(text, headerDelimiter, newline) : (records[skipLines] ?? []);
  const hasHeader = apart || detectHeader(header, records.slice(skipLines + 1));
  return {
    encoding,
    delimiter,
    headerDelimiter,
    newline,
    quote,
    hasHeader,
    skipLines,
    columns: width,
    confidence: certainty * Math.min(1, share),
  };
}

/** Line ends inside quotes say nothing about the ends of records. */
function detectNewline(text: string): Dialect["newline"] {
  const bare = text.replace(/"[^"]*"/g, "");
  const seen = /[\r\n]/.test(bare) ? bare : text;
  const crlf = seen.split("\r\n").length - 1;
  const lf = seen.split("\n").length - 1 - crlf;
  const cr = seen.split("\r").length - 1 - crlf;
  if (cr > 0 && cr > (crlf + lf) / 10) return "\r";
  return crlf > lf ? "\r\n" : "\n";
}

function cutBy(text: string, delimiter: Delimiter, newline: Dialect["newline"], quote: Dialect["quote"], isWhole: boolean): Cut {
  const records = recordsOf(text, delimiter, newline, quote, isWhole);
  const widths = new Map<number, number>();
  for (const { length } of records) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  const [width] = [...widths].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0] ?? [1];
  const first = width > 1 ? records.findIndex((cells) => cells.length === width) : 0;
  const rest = records.slice(first);
  const share = rest.filter((cells) => cells.length === width).length / Math.max(1, rest.length);
  return { delimiter, records, width, first, share, headerDelimiter: delimiter, score: 0 };
}

function recordsOf(text: string, delimiter: Delimiter, newline: Dialect["newline"], quote: Dialect["quote"], isWhole: boolean) {
  const read = (isLast: boolean) => {
    const scanner = new RecordScanner(text, { newline, quote }, isLast);
    const records: Array<Array<string>> = [];
    for (let record = scanner.next(delimiter); record && records.length < recordsLookedAt; record = scanner.next(delimiter)) {
      if (!record.cells.every((cell) => cell === "") || record.cells.length > 1) records.push(record.cells);
    }
    return records;
  };
  const whole = read(isWhole);
  return whole.length > 0 ? whole : read(true);
}

/** A good delimiter cuts every row alike, the header included, and into many cells. A comma needs more proof: prose and decimals hold commas. */
function judge(cut: Cut, all: Array<Cut>): void {
  if (cut.width < 2) return;
  let agreement = 0;
  if (cut.first === 0) agreement = 0.3;
  else if (cut.first === 1) {
    const other = all.find((one) => one !== cut && one.records[0]?.length === cut.width);
    if (other) {
      cut.headerDelimiter = other.delimiter;
      agreement = 0.2;
    }
  }
  const late = agreement > 0 ? 0 : cut.first > longestPreamble ? 1 : cut.first * 0.02;
  cut.score = cut.share + agreement + Math.min(cut.width, 20) * 0.02 - late - (cut.delimiter === "," ? 0.02 : 0);
}

function splitHeader(text: string, delimiter: Delimiter, newline: Dialect["newline"]): Array<string> {
  return new RecordScanner(text, { newline, quote: '"' }, true).next(delimiter)?.cells ?? [];
}

function isSingleQuoted(records: Array<Array<string>>): boolean {
  const cells = records.filter((record) => !isBlankRecord(record)).flat();
  const filled = cells.filter((cell) => cell !== "");
  return (
    filled.length > 3 && filled.filter((cell) => cell.length > 1 && cell.startsWith("'") && cell.endsWith("'")).length > filled.length * 0.5
  );
}
