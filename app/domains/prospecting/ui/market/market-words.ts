import { useTranslation } from "react-i18next";
import { formatPercent } from "~/ui/format";
import { useFormat } from "~/ui/words";

/** Market figures as they are read: each with its unit, and "n/a" where no file gave one. */
export function useFigureWords() {
  const { t } = useTranslation("prospecting");
  const { number, money, date, language } = useFormat();
  const none = t("market.none");
  const signed = (percent: number) => {
    const text = formatPercent(Math.abs(percent) / 100, language);
    return percent === 0 ? text : `${percent > 0 ? "+" : "−"}${text}`;
  };
  return {
    language,
    none,
    number: (value: number | null) => (value === null ? none : number(value)),
    money: (cents: number) => money(cents),
    /** Euro, whole, without more: for the axis of a chart. */
    whole: (value: number) => money(Math.round(value) * 100),
    /** Euro a square metre. */
    price: (value: number | null) => (value === null ? none : t("market.per_sqm", { amount: money(Math.round(value) * 100) })),
    /** Euro a square metre and month. */
    rent: (value: number | null) => (value === null ? none : t("market.per_sqm", { amount: money(Math.round(value * 100)) })),
    /** Percent, with its sign. */
    change: (value: number | null) => (value === null ? none : signed(value)),
    day: (value: Date | string | null) => (value === null ? none : date(value)),
    /** "T3 2025", of a quarter's first day. */
    quarter: (day: Date | string) => {
      const at = new Date(day);
      return t("market.quarter", { quarter: Math.floor(at.getUTCMonth() / 3) + 1, year: at.getUTCFullYear() });
    },
  };
}

export type FigureWords = ReturnType<typeof useFigureWords>;
