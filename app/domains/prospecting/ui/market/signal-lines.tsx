import { Link } from "@remix-run/react";
import { TrendingDown, TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeOf, type SignalLine } from "~/domains/prospecting/signal/signal.rules";
import { Icon } from "~/ui/controls/icon";
import { useFormat } from "~/ui/words";
import { placeHref } from "./market-address";
import { useFigureWords } from "./market-words";
import { placeName } from "./place-words";

interface Props {
  signals: ReadonlyArray<SignalLine>;
  /** Also whose signal it is: in a list of several prospects. */
  named?: boolean;
}

/** Signals of the market in a sentence each, with the two pairs of rows they rest on and links to them. */
export function SignalLines({ signals, named }: Props) {
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const { date, number } = useFormat();
  const day = (text: string) => date(`${text.slice(0, 10)}T12:00:00Z`);
  return (
    <ul className="plain stack g4">
      {signals.map((signal) => {
        const place = { department: signal.department, city: signal.placeCity, district: signal.placeDistrict };
        const falls = signal.kind === "prices_fall_listings_grow";
        return (
          <li key={signal.id} className="signal">
            <Icon of={falls ? TrendingDown : TrendingUp} />
            <div className="stack g1 min-w-0">
              {named && (
                <Link to={`/prospects/${signal.prospectId}`} prefetch="intent" dir="auto" className="strong">
                  {signal.name}
                </Link>
              )}
              <span>
                {t(`market_signal.sentence.${signal.kind}`, {
                  place: placeName(place),
                  prices: say.change(changeOf(signal.priceBefore, signal.priceNow)),
                  listings: say.change(changeOf(signal.listingsBefore, signal.listings)),
                })}
              </span>
              <Link to={`${placeHref(place)}#quarters`} className="link meta">
                {t("market_signal.quarters", {
                  before: say.quarter(signal.quarterBefore),
                  priceBefore: say.price(signal.priceBefore),
                  after: say.quarter(signal.quarter),
                  priceAfter: say.price(signal.priceNow),
                })}
              </Link>
              <Link to={`/prospects/${signal.prospectId}/agency#listings`} className="link meta">
                {t("market_signal.counts", {
                  before: day(signal.listingsBeforeOn),
                  countBefore: number(signal.listingsBefore),
                  after: day(signal.listingsOn),
                  countAfter: number(signal.listings),
                })}
              </Link>
              <span className="meta muted">{t("market_signal.until", { date: day(signal.validUntil) })}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
