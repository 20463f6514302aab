import type { TFunction } from "i18next";
import { formatDate } from "~/ui/format";

/** "2026-W07" → 7 */
export const weekNumber = (period: string) => Number(period.slice(6, 8));

/** "du 16 nov. au 22 nov. 2026". Local days, given as UTC midnights. */
export const spanOf = (t: TFunction<"insights">, language: string, { from, until }: { from: Date | string; until: Date | string }) =>
  t("report.span", { from: formatDate(from, language, "UTC", "day"), until: formatDate(until, language, "UTC") });
