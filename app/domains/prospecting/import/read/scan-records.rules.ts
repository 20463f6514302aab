/** A quoted cell longer than this (characters) is taken for a quote that nobody closed. Bounds the memory of the reader. */
const longestCell = 1024 * 1024;

export interface ScanDialect {
  newline: "\n" | "\r\n" | "\r";
  quote: '"' | "'" | null;
}

export interface ScannedRecord {
  cells: Array<string>;
  /** Where the record begins and where the next one begins, in characters of the scanned text. */
  start: number;
  end: number;
}

type Attempt = { cells: Array<string>; end: number; openedAt: number; isDoubtful: boolean } | { retryWithout: number } | "incomplete";

/**
 * Cuts text into records, one call each. Well-formed text is read by the book (RFC 4180: quoted line ends, doubled
 * quotes). Quotes that break the rules are kept as characters; an opening quote without an end is taken as a character
 * too, so that it does not swallow the rows below it.
 */
export class RecordScanner {
  position = 0;
  #nextQuote = -2;
  #nextLf = -2;
  #nextCr = -2;

  /** @param isLast whether the text ends where the file ends; otherwise an unfinished record waits for more text */
  constructor(
    private readonly text: string,
    private readonly dialect: ScanDialect,
    private readonly isLast: boolean,
  ) {}

  /** The next record, blank ones included; null when the text holds no further whole record. */
  next(delimiter: string, width = 0): ScannedRecord | null {
    const start = this.position;
    const { text } = this;
    if (start >= text.length) return null;
    const lineEnd = this.#lineEnd(start);
    const quote = this.#quoteFrom(start);
    if (quote < 0 || (lineEnd >= 0 && quote > lineEnd)) {
      if (lineEnd < 0 && !this.isLast) return null;
      const end = lineEnd < 0 ? text.length : this.#afterLineEnd(lineEnd);
      if (end < 0) return null;
      const line = text.slice(start, this.#contentEnd(start, lineEnd));
      this.position = end;
      return { cells: line.split(delimiter), start, end };
    }
    const record = this.#quoted(start, delimiter, width);
    if (record) this.position = record.end;
    return record;
  }

  #quoted(start: number, delimiter: string, width: number): ScannedRecord | null {
    const plain = new Set<number>();
    for (;;) {
      const attempt = this.#attempt(start, delimiter, plain);
      if (attempt === "incomplete") return null;
      if ("retryWithout" in attempt) {
        plain.add(attempt.retryWithout);
        continue;
      }
      if (attempt.isDoubtful && width > 0 && attempt.cells.length !== width) {
        const other = this.#attempt(start, delimiter, new Set([...plain, attempt.openedAt]));
        if (other !== "incomplete" && "cells" in other && other.cells.length === width)
          return { cells: other.cells, start, end: other.end };
      }
      return { cells: attempt.cells, start, end: attempt.end };
    }
  }

  /** One reading of a record; quotes at the places in `plain` are characters. */
  #attempt(start: number, delimiter: string, plain: ReadonlySet<number>): Attempt {
    const { text } = this;
    // A second reading begins again before the places remembered from the first.
    if (this.#nextLf > start) this.#nextLf = -2;
    if (this.#nextCr > start) this.#nextCr = -2;
    const cells: Array<string> = [];
    let openedAt = -1;
    let isDoubtful = false;
    let at = start;
    for (;;) {
      const opening = this.#openingQuote(at, delimiter);
      if (opening >= 0 && !plain.has(opening)) {
        const cell = this.#quotedCell(opening, delimiter);
        if (cell === "incomplete") return cell;
        if (cell === "unclosed") return { retryWithout: opening };
        cells.push(cell.value);
        at = cell.end;
        if (cell.isLenient && cell.hasLineEnd && openedAt < 0) {
          openedAt = opening;
          isDoubtful = true;
        }
      } else {
        const stop = this.#lineEnd(at);
        const end = text.indexOf(delimiter, at);
        if (end < 0 || (stop >= 0 && stop < end)) {
          if (stop < 0 && !this.isLast) return "incomplete";
          cells.push(text.slice(at, this.#contentEnd(at, stop)));
          const next = stop < 0 ? text.length : this.#afterLineEnd(stop);
          return next < 0 ? "incomplete" : { cells, end: next, openedAt, isDoubtful };
        }
        cells.push(text.slice(at, end));
        at = end;
      }
      if (at < text.length && text.startsWith(delimiter, at)) {
        at += delimiter.length;
        if (at >= text.length && !this.isLast) return "incomplete";
        continue;
      }
      if (at >= text.length) return { cells, end: at, openedAt, isDoubtful };
      const end = this.#afterLineEnd(at);
      return end < 0 ? "incomplete" : { cells, end, openedAt, isDoubtful };
    }
  }

  #quotedCell(
    opening: number,
    delimiter: string,
  ): "incomplete" | "unclosed" | { value: string; end: number; isLenient: boolean; hasLineEnd: boolean } {
    const { text } = this;
    const quote = this.dialect.quote as string;
    let value = "";
    let from = opening + 1;
    let search = from;
    let isLenient = false;
    for (;;) {
      const found = text.indexOf(quote, search);
      if (found < 0 || found - opening > longestCell) return this.isLast || text.length - opening > longestCell ? "unclosed" : "incomplete";
      const isDoubled = text[found + 1] === quote;
      const closing = isDoubled && isLenient && this.#endsCell(found + 2, delimiter) !== "no" ? found + 1 : found;
      if (isDoubled && closing === found) {
        value += text.slice(from, found + 1);
        from = search = found + 2;
        continue;
      }
      const ends = this.#endsCell(closing + 1, delimiter);
      if (ends === "incomplete") return "incomplete";
      if (ends !== "no") {
        value += text.slice(from, closing);
        return { value, end: ends, isLenient, hasLineEnd: hasLineEnd(value) };
      }
      const before = text[found - 1];
      if (found > opening + 1 && (before === delimiter || before === "\n" || before === "\r") && hasLineEnd(text.slice(opening, found)))
        return "unclosed";
      isLenient = true;
      search = found + 1;
    }
  }

  /** Where the delimiter or line end stands that follows a closing quote, blanks between them allowed. */
  #endsCell(from: number, delimiter: string): number | "no" | "incomplete" {
    const { text } = this;
    let at = from;
    while (at < text.length && (text[at] === " " || text[at] === "\t") && !text.startsWith(delimiter, at)) at++;
    if (at >= text.length) return this.isLast ? at : "incomplete";
    if (text.startsWith(delimiter, at)) return at;
    if (text[at] === "\r" && at + 1 >= text.length && !this.isLast) return "incomplete";
    return this.#isLineEnd(at) ? at : "no";
  }

  #openingQuote(from: number, delimiter: string): number {
    const { text } = this;
    const { quote } = this.dialect;
    if (!quote) return -1;
    let at = from;
    while (text[at] === " " || (text[at] === "\t" && delimiter !== "\t")) at++;
    return text[at] === quote ? at : -1;
  }

  #isLineEnd(at: number): boolean {
    const { text } = this;
    if (text[at] === "\n") return true;
    if (text[at] !== "\r") return false;
    return this.dialect.newline === "\r" || text[at + 1] === "\n" || at + 1 >= text.length;
  }

  /** Where the line end at `at` is over; -1 when that cannot be known before more text has come. */
  #afterLineEnd(at: number): number {
    const { text } = this;
    if (text[at] === "\n") return at + 1;
    if (at + 1 >= text.length) return this.isLast ? at + 1 : -1;
    return text[at + 1] === "\n" ? at + 2 : at + 1;
  }

  #lineEnd(from: number): number {
    if (this.#nextLf !== -1 && this.#nextLf < from) this.#nextLf = this.text.indexOf("\n", from);
    if (this.dialect.newline !== "\r") return this.#nextLf;
    if (this.#nextCr !== -1 && this.#nextCr < from) this.#nextCr = this.text.indexOf("\r", from);
    if (this.#nextCr < 0) return this.#nextLf;
    return this.#nextLf < 0 ? this.#nextCr : Math.min(this.#nextLf, this.#nextCr);
  }

  #contentEnd(start: number, lineEnd: number): number {
    const end = lineEnd < 0 ? this.text.length : lineEnd;
    return end > start && this.text[end] !== "\r" && this.text[end - 1] === "\r" ? end - 1 : end;
  }

  #quoteFrom(from: number): number {
    if (!this.dialect.quote) return -1;
    if (this.#nextQuote !== -1 && this.#nextQuote < from) this.#nextQuote = this.text.indexOf(this.dialect.quote, from);
    return this.#nextQuote;
  }
}

export const isBlankRecord = (cells: Array<string>): boolean => cells.every((cell) => cell.trim() === "");

const hasLineEnd = (text: string): boolean => text.includes("\n") || text.includes("\r");
