import { useTranslation } from "react-i18next";
import type { PlaceFigures } from "~/domains/prospecting/market/place-figures.rules";
import { Delta, Stat, Stats } from "~/ui/charts/stat";
import { useFigureWords } from "./market-words";

const directionOf = (change: number) => (change > 0 ? "up" : change < 0 ? "down" : "level");

/** What is known of a place, each figure with its source and day; what no file gives is said to be missing, and why. */
export function PlaceStats({ place }: { place: PlaceFigures }) {
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const dvf = place.asOf ? t("market.source_dvf", { date: say.day(place.asOf) }) : t("market.why.no_sales");
  const rents = place.rentSource
    ? place.rentAsOf
      ? t("market.source_rents", { date: say.day(place.rentAsOf) })
      : t("market.source_rents_undated")
    : t("market.why.no_rents");
  const change = (key: "3m" | "12m", value: number | null) => (
    <Stat
      label={t(`market.trend_${key}`)}
      figure={value === null ? say.none : <Delta text={say.change(value)} direction={directionOf(value)} />}
      sample={value === null ? t("market.why.no_trend") : dvf}
    />
  );
  const never = (label: string, value: string | null) => (
    <Stat label={label} figure={value ?? say.none} sample={value === null ? t("market.why.no_source") : undefined} />
  );
  return (
    <div className="stack g6">
      <Stats label={t("market.figures")}>
        <Stat label={t("market.price")} figure={say.price(place.sale)} sample={dvf} />
        {change("3m", place.trend3m)}
        {change("12m", place.trend12m)}
        <Stat label={t("market.sales")} figure={say.number(place.sales)} sample={place.sales === null ? t("market.why.no_volume") : dvf} />
      </Stats>
      <Stats label={t("market.more_figures")}>
        <Stat label={t("market.rent")} figure={say.rent(place.rent)} sample={rents} />
        {never(t("market.stock"), place.stock === null ? null : t("market.months", { count: Math.round(place.stock) }))}
        {never(t("market.days"), place.daysOnMarket === null ? null : t("market.days_count", { count: place.daysOnMarket }))}
        {never(t("market.agencies"), place.agencies === null ? null : say.number(place.agencies))}
      </Stats>
    </div>
  );
}
