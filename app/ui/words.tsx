import { createContext, type ReactNode, useContext, useMemo } from "react";
import * as format from "~/ui/format";

/** Every word the kit says by itself. Anything else comes in as a prop. Kept in `i18n/<language>.json`. */
export const uiWords = [
  "allKeys",
  "browse",
  "cancel",
  "chartFigures",
  "clearSelection",
  "close",
  "collapseNavigation",
  "current",
  "done",
  "editCell",
  "errorsOnForm",
  "expandNavigation",
  "facts",
  "hidePassword",
  "keyboardMap",
  "keysEverywhere",
  "keysHere",
  "language",
  "leave",
  "leaveUnsaved",
  "leaveUnsavedHint",
  "loading",
  "menu",
  "navigation",
  "next",
  "noMatch",
  "notAvailable",
  "optional",
  "outOf",
  "path",
  "pick",
  "previous",
  "rangeOf",
  "rangeOfUnknown",
  "related",
  "removeFilter",
  "sampleOf",
  "saved",
  "saving",
  "search",
  "searchHint",
  "selectAllMatching",
  "selectPage",
  "selectRow",
  "selected",
  "selectedAll",
  "selectionActions",
  "showPassword",
  "skip",
  "stay",
  "theme",
  "themeDark",
  "themeLight",
  "themeSystem",
  "timeline",
  "toOpen",
  "toChoose",
  "typeToConfirm",
  "undo",
  "unsavedFields",
  "value",
  "whyThisScore",
] as const;
export type UiWord = (typeof uiWords)[number];
export type Say = (word: UiWord, values?: Record<string, string | number>) => string;

type Voice = { say: Say; language: string; timeZone: string };
type Format = ReturnType<typeof formatOf>;
const silent: Voice = { say: (word) => word, language: "fr", timeZone: "Europe/Paris" };
const ReaderContext = createContext<{ say: Say; format: Format }>({ say: silent.say, format: formatOf(silent) });

/** The root gives the kit its words (`t` of the namespace "ui"), the reader's language and the company's time zone. */
export function UiWords({ say, language, timeZone, children }: Voice & { children: ReactNode }) {
  const reader = useMemo(() => ({ say, format: formatOf({ say, language, timeZone }) }), [say, language, timeZone]);
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}

export const useWords = () => useContext(ReaderContext).say;

/** The formatters of `format.ts`, bound to the reader's language and the company's time zone. Made once a page: a list asks for each row. */
export const useFormat = () => useContext(ReaderContext).format;

function formatOf({ say, language, timeZone }: Voice) {
  return {
    language,
    timeZone,
    number: (value: number, digits?: number) => format.formatNumber(value, language, digits),
    percent: (ratio: number, digits?: number) => format.formatPercent(ratio, language, digits),
    share: (part: number, whole: number) =>
      format.formatShare(part, whole, language, { sample: (values) => say("sampleOf", values), none: say("notAvailable") }),
    money: (cents: number, currency = "EUR") => format.formatMoney(cents, currency, language),
    date: (at: Date | string, style?: format.DateStyle) => format.formatDate(at, language, timeZone, style),
    since: (at: Date | string, now: Date | string) => format.formatSince(at, now, language, timeZone),
    list: (words: Array<string>) => format.formatList(words, language),
    duration: (minutes: number) => format.formatDuration(minutes, language),
  };
}
