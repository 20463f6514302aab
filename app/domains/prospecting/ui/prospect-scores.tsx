import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type ScorePart, scoreParts } from "~/domains/prospecting/score/score-catalogue.rules";
import type { ScoreReason } from "~/domains/prospecting/score/score-prospect.rules";
import { Meter } from "~/ui/charts/progress";
import { Since } from "~/ui/data/date-time";
import { Reasons } from "~/ui/data/reasons";
import { useFormat } from "~/ui/words";

export interface ScoredProspect {
  id: string;
  leadScore: number;
  fitScore: number;
  intentScore: number;
  engagementScore: number;
  budgetScore: number;
  aiScore: number | null;
  scoreReasons: Array<ScoreReason>;
  scoredAt: Date | string | null;
}

export const partsOf = ({ fitScore, intentScore, engagementScore, budgetScore }: ScoredProspect): Record<ScorePart, number> => ({
  fit: fitScore,
  intent: intentScore,
  engagement: engagementScore,
  budget: budgetScore,
});

/** What a reason says: of a rule of the company its own name, with the day it rests on. */
export function useReasonLabel() {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  return ({ code, label, at }: ScoreReason, withDay = true) => (
    <>
      {label ? <bdi>{label}</bdi> : t(`score.${code}`)} {withDay && at && <span className="meta faint">{date(at)}</span>}
    </>
  );
}

/** The scores of a prospect in the side column: the whole, its four parts, what weighs most, and the way to every point. */
export function ProspectScores({ prospect, now }: { prospect: ScoredProspect; now: Date | string }) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const label = useReasonLabel();
  const parts = partsOf(prospect);
  return (
    <section className="stack g3">
      <div>
        <p className="muted">{t("prospect.score_title")}</p>
        <p className="row g3">
          <span className="figure">{number(prospect.leadScore)}</span>
          {prospect.scoredAt && <span className="meta muted">{<Since at={prospect.scoredAt} now={now} />}</span>}
        </p>
      </div>
      {prospect.scoredAt ? (
        <>
          <ul className="stack g2">
            {scoreParts.map((part) => (
              <li key={part} className="stack g1">
                <span className="row between">
                  <span>{t(`scoring.part.${part}`)}</span>
                  <b className="num">{number(parts[part])}</b>
                </span>
                <Meter
                  small
                  ratio={parts[part] / 100}
                  label={`${t(`scoring.part.${part}`)} ${t("scoring.out_of", { score: parts[part] })}`}
                />
              </li>
            ))}
            {prospect.aiScore !== null && (
              <li className="stack g1">
                <span className="row between">
                  <span>{t("model.score")}</span>
                  <b className="num">{number(prospect.aiScore)}</b>
                </span>
                <Meter small tone="quiet" ratio={prospect.aiScore / 100} label={t("model.score_label", { score: prospect.aiScore })} />
              </li>
            )}
          </ul>
          <Reasons reasons={prospect.scoreReasons.slice(0, 6).map((reason) => ({ label: label(reason, false), points: reason.points }))} />
          <p>
            <Link className="link" to={`/prospects/${prospect.id}/scores`}>
              {t("scoring.detail")}
            </Link>
          </p>
        </>
      ) : (
        <p className="muted">{t("prospect.score_none")}</p>
      )}
    </section>
  );
}
