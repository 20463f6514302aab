import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";
import { type AudienceCount as Count, exclusions, frequencyDays } from "../campaign/campaign.rules";

/** How many a filter finds, how many would be written to, and who is left out, each reason with its figure. `toExcluded` opens their rows. */
export function AudienceCount({ count, toExcluded }: { count: Count; toExcluded?: (reason: string) => string }) {
  const { t } = useTranslation("outreach");
  const { number } = useFormat();
  const left = exclusions.filter((reason) => count.excluded[reason] > 0);
  return (
    <div role="status" className="stack g3">
      <Callout
        tone={count.contactable > 0 ? "success" : "warning"}
        title={count.contactable > 0 ? t("campaign.audience.contactable", { count: count.contactable }) : t("campaign.audience.nobody")}
      >
        <span className="block">{t("campaign.audience.matching", { count: count.matching })}</span>
      </Callout>
      {left.length > 0 && (
        <dl className="facts">
          {left.map((reason) => (
            <div key={reason} className="contents">
              <dt>{t(`exclusion.${reason}`, { days: frequencyDays })}</dt>
              <dd className="num">
                {toExcluded ? (
                  <Link className="linked" to={toExcluded(reason)}>
                    {number(count.excluded[reason])}
                  </Link>
                ) : (
                  number(count.excluded[reason])
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
