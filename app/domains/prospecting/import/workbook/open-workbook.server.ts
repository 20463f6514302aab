import { readContents, readRelations, readSharedTexts, readStyles } from "./read-parts.server";
import { sheetRows, type SheetRow } from "./sheet-rows.server";
import { workbookLimits } from "./workbook-limits.rules";
import { refuseWorkbook } from "./workbook-refusals.rules";
import { type ByteSource, listEntries, openEntry } from "./zip-archive.server";

export interface Workbook {
  /** Names of the sheets that hold cells, charts left out, in their order. */
  sheets: Array<string>;
  rows: (sheet: number) => AsyncGenerator<SheetRow>;
}

/**
 * An Excel workbook (.xlsx, .xlsm), read from where it lies: of it only the texts that cells share and one row are held.
 * @throws AppError 'prospecting.import.workbook_foreign' for another kind of archive, `workbook_broken`, `workbook_bomb`, `workbook_too_large` (422)
 */
export async function openWorkbook(source: ByteSource): Promise<Workbook> {
  if (source.size > workbookLimits.bytes) throw refuseWorkbook("too_large", { megabytes: Math.round(workbookLimits.bytes / 1024 / 1024) });
  const entries = await listEntries(source);
  const part = (path: string | undefined) => {
    const entry = path === undefined ? undefined : entries.get(path);
    return entry && openEntry(source, entry);
  };
  const need = (path: string | undefined) => {
    const bytes = part(path);
    if (!bytes) throw refuseWorkbook("foreign");
    return bytes;
  };
  const root = await readRelations(need("_rels/.rels"), "");
  const main = [...root.values()].find(({ type }) => type === "officedocument")?.path;
  if (!main?.endsWith(".xml")) throw refuseWorkbook("foreign");
  const { sheets, from1904 } = await readContents(need(main));
  const cut = main.lastIndexOf("/");
  const folder = main.slice(0, Math.max(0, cut));
  const relations = await readRelations(need(`${folder ? `${folder}/` : ""}_rels/${main.slice(cut + 1)}.rels`), folder);
  const named = sheets.flatMap(({ name, relation }) => {
    const found = relations.get(relation);
    return found?.type === "worksheet" && entries.has(found.path) ? [{ name, path: found.path }] : [];
  });
  if (named.length === 0) throw refuseWorkbook("foreign");

  const ofType = (type: string) => [...relations.values()].find((one) => one.type === type)?.path;
  let texts: Promise<{ shared: Array<string>; styles: Awaited<ReturnType<typeof readStyles>> }> | undefined;
  const readTexts = async () => {
    const stylesPart = part(ofType("styles"));
    const sharedPart = part(ofType("sharedstrings"));
    return {
      styles: stylesPart ? await readStyles(stylesPart, { from1904 }) : [],
      shared: sharedPart ? await readSharedTexts(sharedPart) : [],
    };
  };
  return {
    sheets: named.map(({ name }) => name),
    async *rows(sheet) {
      const found = named[sheet];
      if (!found) throw refuseWorkbook("broken");
      yield* sheetRows(need(found.path), await (texts ??= readTexts()));
    },
  };
}
