const mebibyte = 1024 * 1024;

/** What a workbook may be. Beyond it the file is refused before its content takes memory; the longest sheets Excel writes fit in. */
export const workbookLimits = {
  /** The file as it is sent. */
  bytes: 150 * mebibyte,
  /** Parts of the archive. A workbook has some dozens. */
  entries: 5_000,
  /** The list of what is in the archive. */
  directoryBytes: 2 * mebibyte,
  /** One part, unpacked. */
  partBytes: 2_048 * mebibyte,
  /** How much larger a part becomes when unpacked, once it is larger than `ratioFrom`. Sheets of equal rows reach some 60. */
  ratio: 200,
  ratioFrom: 16 * mebibyte,
  /** Characters of the texts that cells share: the only part that stays in memory. */
  sharedCharacters: 48 * mebibyte,
  sharedTexts: 2_000_000,
  styles: 65_536,
  sheets: 255,
  /** A sheet with more columns is no list of people. */
  columns: 1_000,
  /** What a sheet can have at all. */
  rows: 1_048_576,
  /** What a cell can hold at all; the rest is cut off. */
  cellCharacters: 32_767,
  attributes: 100,
  depth: 60,
} as const;
