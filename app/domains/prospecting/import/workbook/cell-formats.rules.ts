import { format, isDateFormat } from "numfmt";

/** Formats that a workbook names by number alone, as spreadsheets here show them. */
const builtIn: Record<number, string> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "dd/mm/yyyy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "dd/mm/yyyy hh:mm",
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  48: "##0.0E+0",
};

export type ShowNumber = (raw: string) => string;

/** The pattern of a style; null: as it stands. `written`: the patterns the workbook spells out. */
export const patternOf = (id: number, written: ReadonlyMap<number, string>): string | null => {
  const pattern = written.get(id) ?? builtIn[id] ?? null;
  return pattern === null || /^\s*(general|standard|@)\s*$/i.test(pattern) ? null : pattern;
};

/**
 * A number as its cell shows it. Digits of a number without a pattern are all kept, where a narrow column would show 7.9E+13: a SIRET is
 * a number to a spreadsheet. A date whose pattern puts the month first, or shortens the year, is written 2026-11-23: read day first,
 * it would be another day.
 */
export function numberShower(pattern: string | null, { from1904 }: { from1904: boolean }): ShowNumber {
  if (pattern === null) return plainNumber;
  const isDate = isDateFormat(pattern);
  const shown = isDate && isReadWrong(pattern) ? (/h/i.test(bare(pattern)) ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd") : pattern;
  return (raw) => {
    const number = Number(raw);
    if (raw.trim() === "" || !Number.isFinite(number)) return raw;
    try {
      const text = format(shown, isDate && from1904 ? number + 1462 : number, { locale: "fr", throws: true });
      return text.trim() === "" || /^#+$/.test(text) ? plainNumber(raw) : text.trim();
    } catch {
      return plainNumber(raw);
    }
  };
}

const bare = (pattern: string) => pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");

/** Digits alone, no name of a month, and not day, month, whole year. */
function isReadWrong(pattern: string): boolean {
  const [first = ""] = bare(pattern).toLowerCase().split(";");
  if (!/y/.test(first) || !/d/.test(first) || /mmm|ddd/.test(first)) return false;
  return !/d.*m.*yyy/.test(first) && !/yyy.*m.*d/.test(first);
}

/** The fifteen digits a spreadsheet works with, without an exponent for what has none in life. */
function plainNumber(raw: string): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const number = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(number)) return raw;
  const size = Math.abs(number);
  if (Number.isInteger(number) && size < 1e21) return number.toFixed(0);
  return size > 1e-7 && size < 1e21 ? String(Number(number.toPrecision(15))) : raw;
}
