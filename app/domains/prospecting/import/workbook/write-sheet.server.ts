import { refuseWorkbook } from "./workbook-refusals.rules";
import type { SheetRow } from "./sheet-rows.server";
import type { Workbook } from "./open-workbook.server";

const blockCharacters = 256 * 1024;

/**
 * A sheet as a list of text, comma between the cells, UTF-8: so all that follows reads a workbook as it reads any list, and goes on at a
 * row after a stop. Rows keep their numbers: what the sheet leaves blank is a blank line. Held: one block.
 */
export async function* writeSheet(rows: AsyncIterable<SheetRow>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  let line = 1;
  for await (const { number, cells } of rows) {
    for (; line < number; line++) text += "\n";
    text += `${cells.map(written).join(",")}\n`;
    line = number + 1;
    if (text.length < blockCharacters) continue;
    yield encoder.encode(text);
    text = "";
  }
  if (text !== "") yield encoder.encode(text);
}

const written = (cell: string) => (/[",\n\r]|^[\s']|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The first sheet that holds something. @throws AppError 'prospecting.import.workbook_empty' (422) */
export async function firstFilledSheet(workbook: Workbook): Promise<number> {
  for (let sheet = 0; sheet < workbook.sheets.length; sheet++) for await (const _ of workbook.rows(sheet)) return sheet;
  throw refuseWorkbook("empty");
}
