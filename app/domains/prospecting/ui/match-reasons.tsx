import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/controls/badge";
import { Reasons } from "~/ui/data/reasons";
import { useFormat } from "~/ui/words";
import { verdictOf } from "../duplicate/compare-records.rules";

/** How certain it is that two are one, and what speaks for and against. */
export function MatchReasons({ certainty, reasons }: { certainty: number; reasons: Array<{ code: string; points: number }> }) {
  const { t } = useTranslation("prospecting");
  const { percent } = useFormat();
  const verdict = verdictOf(certainty);
  return (
    <section className="stack g3">
      <h2 className="row between">
        <span className="strong">{t("duplicate.why")}</span>
        <Badge tone={verdict === "same" ? "success" : "warning"}>
          {t("duplicate.certainty", { verdict: t(`duplicate.verdict.${verdict}`), percent: percent(certainty / 100) })}
        </Badge>
      </h2>
      <Reasons reasons={reasons.map(({ code, points }) => ({ label: t(`duplicate.reason.${code}`), points }))} />
    </section>
  );
}
