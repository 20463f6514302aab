import { numberShower, patternOf, type ShowNumber } from "./cell-formats.rules";
import { readXml } from "./scan-xml.server";
import { workbookLimits } from "./workbook-limits.rules";
import { refuseWorkbook } from "./workbook-refusals.rules";

type Bytes = AsyncIterable<Uint8Array>;

/** Where the parts that a part names lie, by their id. */
export async function readRelations(bytes: Bytes, folder: string): Promise<Map<string, { type: string; path: string }>> {
  const relations = new Map<string, { type: string; path: string }>();
  await readXml(bytes, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== "Relationship" || !id || !type || !target || mode === "External" || relations.size >= workbookLimits.entries) return;
      relations.set(id, { type: type.split("/").at(-1)!.toLowerCase(), path: resolved(folder, target) });
    },
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/");
  for (const step of target.split("/"))
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  return steps
    .filter((step) => step !== "")
    .join("/")
    .toLowerCase();
}

/** The sheets in their order, and from which day the workbook counts. */
export async function readContents(bytes: Bytes): Promise<{ sheets: Array<{ name: string; relation: string }>; from1904: boolean }> {
  const sheets: Array<{ name: string; relation: string }> = [];
  let from1904 = false;
  await readXml(bytes, {
    open(name, said) {
      if (name === "workbookPr") from1904 = said.date1904 === "1" || said.date1904 === "true";
      if (name !== "sheet" || !said.id) return;
      if (sheets.length >= workbookLimits.sheets) throw refuseWorkbook("bomb");
      sheets.push({ name: (said.name ?? "").slice(0, 100), relation: said.id });
    },
  });
  return { sheets, from1904 };
}

/** How the numbers of each style are shown. */
export async function readStyles(bytes: Bytes, { from1904 }: { from1904: boolean }): Promise<Array<ShowNumber>> {
  const written = new Map<number, string>();
  const styles: Array<number> = [];
  let isInCells = false;
  await readXml(bytes, {
    open(name, said) {
      if (name === "numFmt" && said.formatCode) written.set(Number(said.numFmtId), said.formatCode.slice(0, 255));
      else if (name === "cellXfs") isInCells = true;
      else if (name === "xf" && isInCells) styles.push(Number(said.numFmtId ?? 0));
      if (styles.length > workbookLimits.styles || written.size > workbookLimits.styles) throw refuseWorkbook("bomb");
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
    },
  });
  const showers = new Map<string | null, ShowNumber>();
  return styles.map((id) => {
    const pattern = patternOf(id, written);
    if (!showers.has(pattern)) showers.set(pattern, numberShower(pattern, { from1904 }));
    return showers.get(pattern)!;
  });
}

/**
 * The texts that cells share. They stay in memory while a sheet is read, so their sum has a limit.
 * @throws AppError 'prospecting.import.workbook_too_large' (422)
 */
export async function readSharedTexts(bytes: Bytes): Promise<Array<string>> {
  const texts: Array<string> = [];
  let characters = 0;
  const gather = textGatherer((text) => {
    characters += text.length;
    if (characters > workbookLimits.sharedCharacters || texts.length >= workbookLimits.sharedTexts)
      throw refuseWorkbook("too_large", { megabytes: Math.round(workbookLimits.sharedCharacters / 1024 / 1024) });
    texts.push(text);
  }, "si");
  await readXml(bytes, gather);
  return texts;
}

/** Gathers the text of an element out of its runs, without the reading aids of Asian texts. */
export function textGatherer(take: (text: string) => void, element: string) {
  let text = "";
  let isInText = false;
  let isAside = false;
  return {
    open(name: string) {
      if (name === element) text = "";
      else if (name === "rPh") isAside = true;
      else if (name === "t") isInText = !isAside;
    },
    text(piece: string) {
      if (isInText && text.length < workbookLimits.cellCharacters) text += piece;
    },
    close(name: string) {
      if (name === "t") isInText = false;
      else if (name === "rPh") isAside = false;
      else if (name === element) take(cleaned(text));
    },
  };
}

/** Characters that XML cannot hold are written _x000D_; a carriage return among them is a line end like any other. */
export const cleaned = (text: string) =>
  (text.includes("_x") ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text)
    .slice(0, workbookLimits.cellCharacters)
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "");
