import { useTranslation } from "react-i18next";
import { Reasons } from "~/ui/data/reasons";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

interface Props {
  page: {
    company: string;
    source: string;
    sourceDetail: string | null;
    legalBasis: string;
    since: Date | string;
    facts: Array<{ field: string; value: string | null }>;
    score: { points: number; reasons: Array<{ code: string; points: number }> };
    messages: number;
  };
}

/** Where the data comes from, why it may be held, what is held, and how it was weighed. */
export function WhyFacts({ page }: Props) {
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const { company, source, sourceDetail, legalBasis, since, facts, score, messages } = page;
  return (
    <>
      <section className="stack g3">
        <h2 className="lead strong">{t("why.origin_title")}</h2>
        <Facts
          facts={[
            { label: t("why.source"), value: <bdi>{sourceDetail ?? t(`prospecting:source.${source}`)}</bdi> },
            { label: t("why.since"), value: date(since) },
            { label: t("why.basis"), value: t(`why.basis_of.${legalBasis}`, { company }) },
            { label: t("why.messages"), value: messages },
          ]}
        />
      </section>
      <section className="stack g3">
        <h2 className="lead strong">{t("why.held_title")}</h2>
        <Facts
          facts={facts.map(({ field, value }) => ({
            label: t(`prospecting:field.${field}`),
            value: field === "language" && value ? t(`prospecting:tongue.${value}`) : <bdi>{value}</bdi>,
          }))}
        />
      </section>
      <section className="stack g3">
        <h2 className="lead strong">{t("why.score_title")}</h2>
        <p className="muted">{t("why.score_hint", { points: score.points })}</p>
        {score.reasons.length > 0 && (
          <Reasons reasons={score.reasons.map(({ code, points }) => ({ label: t(`prospecting:score.${code}`), points }))} />
        )}
      </section>
    </>
  );
}
