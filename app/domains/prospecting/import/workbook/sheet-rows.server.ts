import type { ShowNumber } from "./cell-formats.rules";
import { cleaned, textGatherer } from "./read-parts.server";
import { scanXml } from "./scan-xml.server";
import { workbookLimits } from "./workbook-limits.rules";
import { refuseWorkbook } from "./workbook-refusals.rules";

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  number: number;
  /** Up to the last filled one. */
  cells: Array<string>;
}

export interface SheetTexts {
  shared: ReadonlyArray<string>;
  styles: ReadonlyArray<ShowNumber>;
}

/**
 * The rows of a sheet that hold something, in their order, each value as the spreadsheet shows it. Formulas are not computed: their last
 * result stands beside them.
 * @throws AppError 'prospecting.import.workbook_broken' | 'workbook_bomb' | 'workbook_too_wide' (422)
 */
export async function* sheetRows(bytes: AsyncIterable<Uint8Array>, { shared, styles }: SheetTexts): AsyncGenerator<SheetRow> {
  const { rows: mostRows, columns: mostColumns, cellCharacters } = workbookLimits;
  let ready: Array<SheetRow> = [];
  let number = 0;
  let cells: Array<string> = [];
  let column = 0;
  let type = "";
  let style = -1;
  let value = "";
  let isInValue = false;
  let isInData = false;
  const inline = textGatherer((text) => void (value = text), "is");

  const shown = (): string => {
    if (type === "s") return value === "" ? "" : (shared[Number(value)] ?? "");
    if (type === "inlineStr" || type === "e" || type === "d") return value;
    if (type === "str") return cleaned(value);
    if (type === "b") return value === "1" || value === "true" ? "TRUE" : value === "" ? "" : "FALSE";
    return value === "" ? "" : (styles[style] ?? plain)(value);
  };

  const scan = scanXml(bytes, {
    open(name, said) {
      if (name === "sheetData") isInData = true;
      if (!isInData) return;
      if (name === "row") {
        const next = said.r === undefined ? number + 1 : Number(said.r);
        if (!Number.isInteger(next) || next <= number || next > mostRows) throw refuseWorkbook("broken");
        number = next;
        cells = [];
        column = 0;
      } else if (name === "c") {
        const at = said.r === undefined ? column : columnOf(said.r);
        if (at < column) throw refuseWorkbook("broken");
        column = at + 1;
        type = said.t ?? "n";
        style = Number(said.s ?? 0);
        value = "";
      } else if (name === "v") isInValue = true;
      inline.open(name);
    },
    text(piece) {
      if (isInValue) {
        if (value.length < cellCharacters) value += piece;
      } else if (isInData) inline.text(piece);
    },
    close(name) {
      if (name === "sheetData") isInData = false;
      if (!isInData) return;
      inline.close(name);
      if (name === "v") isInValue = false;
      else if (name === "c") {
        const text = shown();
        if (text === "") return;
        if (column > mostColumns) throw refuseWorkbook("too_wide", { columns: mostColumns });
        while (cells.length < column - 1) cells.push("");
        cells.push(text);
      } else if (name === "row" && cells.length > 0) ready.push({ number, cells });
    },
  });
  for await (const _ of scan) {
    if (ready.length === 0) continue;
    const rows = ready;
    ready = [];
    yield* rows;
  }
}

const plain: ShowNumber = (raw) => raw;

/** 0-based, of a place such as `AB12`. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length && at < 4; at++) {
    const code = place.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    column = column * 26 + code - 96;
  }
  if (column < 1 || column > 16_384) throw refuseWorkbook("broken");
  return column - 1;
}
