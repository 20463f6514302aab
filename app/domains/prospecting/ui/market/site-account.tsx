import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SiteAccount } from "~/domains/prospecting/agency/agency.rules";
import { sentenceOf } from "~/platform/i18n";
import { Icon } from "~/ui/controls/icon";
import { Since } from "~/ui/data/date-time";
import { CheckLine } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

/** The digital maturity of a website with each of its points, or why it could not be read. */
export function SiteMaturity({ site, now }: { site: SiteAccount | null; now: Date | string }) {
  const { t } = useTranslation(["prospecting", "platform"]);
  const { number, duration: _, language } = useFormat();
  if (!site || (site.score === null && !site.errorCode))
    return <p className="muted">{t(site?.askedAt ? "maturity.reading" : "maturity.never")}</p>;
  const why = site.errorCode ? sentenceOf(site.errorCode) : null;
  const seconds = (milliseconds: string) => t("maturity.seconds", { seconds: number(Number(milliseconds) / 1000, 1) });
  return (
    <div className="stack g3">
      {why && (
        <p className="row g2">
          <span className="warn">
            <Icon of={CircleAlert} />
          </span>
          <span>
            {t("maturity.failed")} {t(why.key, why.values)} {site.triedAt && <Since at={site.triedAt} now={now} className="muted" />}
          </span>
        </p>
      )}
      {site.askedAt && <p className="muted">{t("maturity.reading")}</p>}
      {site.score !== null && (
        <>
          <p className="row g3">
            <span className="figure">{number(site.score)}</span>
            <span className="muted">
              {t("maturity.of_100")} {site.readAt && <Since at={site.readAt} now={now} />}
            </span>
          </p>
          {site.address && (
            <p className="meta muted truncate">
              <bdi dir="ltr">{site.address}</bdi>
            </p>
          )}
          <ul className="plain stack g2" lang={language}>
            {site.points.map(({ code, points, most, seen }) => (
              <li key={code}>
                <CheckLine
                  state={points === most ? "good" : points > 0 ? "warning" : "off"}
                  label={t(points === most ? "maturity.whole" : points > 0 ? "maturity.part" : "maturity.missing")}
                  note={seen && <bdi>{code === "speed" ? seconds(seen) : seen}</bdi>}
                >
                  {t(`maturity.point.${code}`)}{" "}
                  <span className="muted">{t("maturity.points", { points: number(points), most: number(most) })}</span>
                </CheckLine>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
