import { Link, useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { BesideProspect } from "~/domains/prospecting/beside/likeness.rules";
import type { SignalLine } from "~/domains/prospecting/signal/signal.rules";
import { SidePart } from "~/ui/pages/record-page";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { placeHref } from "./market-address";
import { useFigureWords } from "./market-words";
import { placeName } from "./place-words";
import { SignalLines } from "./signal-lines";

interface Beside {
  beside: BesideProspect;
  signals: Array<SignalLine>;
  agency: { listings: number | null; maturity: number | null; network: string | null } | null;
  hasPack: boolean;
}

/**
 * On the record: the market of the prospect's city, what it says of him, who is like him. Fetched when the page stands, since nobody waits
 * for it; without scripts the links lead to the same.
 */
export function BesidePanel({ prospectId }: { prospectId: string }) {
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const { percent, list } = useFormat();
  const { load, data } = useFetcher<Beside>({ key: `beside ${prospectId}` });
  useEffect(() => load(`/prospects/${prospectId}/beside`), [load, prospectId]);
  const place = data?.beside.place;
  const city = place ? { department: place.department, city: place.city, district: place.district } : null;
  return (
    <>
      {data && data.signals.length > 0 && (
        <SidePart title={t("market_signal.many")}>
          <SignalLines signals={data.signals} />
        </SidePart>
      )}
      <SidePart
        title={t("market.of_city")}
        verb={
          city && (
            <Link className="link meta" to={placeHref(city)}>
              {t("market.open")}
            </Link>
          )
        }
      >
        {place && city ? (
          <Facts
            facts={[
              { label: t("market.place"), value: placeName(city) },
              {
                label: t("market.price"),
                value: say.price(place.sale),
                source: place.asOf && t("market.source_dvf", { date: say.day(place.asOf) }),
              },
              { label: t("market.trend_12m"), value: say.change(place.trend12m) },
              { label: t("market.rent"), value: say.rent(place.rent) },
              { label: t("market.neighbours"), value: say.number(data.beside.neighbours) },
            ]}
          />
        ) : (
          <p className="muted">{t(data ? "market.no_place" : "market.loading")}</p>
        )}
      </SidePart>
      {data?.hasPack !== false && (
        <SidePart
          title={t("agency.profile")}
          verb={
            <Link className="link meta" to={`/prospects/${prospectId}/agency`}>
              {t(data?.agency ? "agency.open" : "agency.start")}
            </Link>
          }
        >
          {data?.agency ? (
            <Facts
              facts={[
                { label: t("agency.field.networkName"), value: data.agency.network ?? say.none },
                { label: t("agency.column.listings"), value: say.number(data.agency.listings) },
                { label: t("agency.column.maturity"), value: say.number(data.agency.maturity) },
              ]}
            />
          ) : (
            <p className="muted">{t("agency.none_yet")}</p>
          )}
        </SidePart>
      )}
      {data && data.beside.alike.length > 0 && (
        <SidePart title={t("alike.title")}>
          <ul className="plain stack g2">
            {data.beside.alike.map(({ id, name, alike, reasons }) => (
              <li key={id}>
                <Link className="link" to={`/prospects/${id}`} prefetch="intent" dir="auto">
                  {name}
                </Link>
                <span className="cell-2">
                  {percent(alike / 100)}: {list(reasons.map((reason) => t(`alike.reason.${reason}`)))}
                </span>
              </li>
            ))}
          </ul>
        </SidePart>
      )}
    </>
  );
}
