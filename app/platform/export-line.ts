/** A byte order mark, so that spreadsheets read the accents. */
export const byteOrderMark = "\ufeff";

/**
 * One line of a file for spreadsheets: semicolons, quotes where needed, CRLF. A text that a spreadsheet would take for a formula
 * gets an apostrophe before it; numbers and phones in E.164 do not.
 */
export function exportLine(cells: Array<string | null>): string {
  return `${cells.map(exportCell).join(";")}\r\n`;
}

function exportCell(value: string | null): string {
  if (value === null || value === "") return "";
  const safe = /^[=+\-@\t\r\n|＝＋－＠]/.test(value.trimStart()) && !/^[+-]?\d[\d ]*(?:[.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
