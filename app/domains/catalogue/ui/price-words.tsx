import { useTranslation } from "react-i18next";
import { centsOf, type Price } from "~/domains/catalogue/price/price.rules";
import { useFormat } from "~/ui/words";

/** Prices and their days as the reader writes them. */
export function usePriceWords() {
  const { t } = useTranslation("catalogue");
  const { money, date } = useFormat();
  const amount = ({ amount: low, upTo, currency }: Pick<Price, "amount" | "upTo" | "currency">) =>
    upTo === null
      ? t("price.fixed", { amount: money(centsOf(low), currency) })
      : t("price.range", { low: money(centsOf(low), currency), high: money(centsOf(upTo), currency) });
  /** A day without an hour stands at noon, so that it is the same day in every zone. */
  const day = (text: string) => date(`${text}T12:00:00Z`, "dayYear");
  const days = ({ validFrom, validUntil }: Pick<Price, "validFrom" | "validUntil">) =>
    validFrom && validUntil
      ? t("price.from_until", { from: day(validFrom), until: day(validUntil) })
      : validFrom
        ? t("price.from", { from: day(validFrom) })
        : validUntil
          ? t("price.until", { until: day(validUntil) })
          : t("price.always");
  return { amount, days };
}
