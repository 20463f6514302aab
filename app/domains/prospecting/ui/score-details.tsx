import { useTranslation } from "react-i18next";
import type { BantEntryRow } from "~/domains/prospecting/bant/bant.rules";
import type { AiReason } from "~/domains/prospecting/score/model/ai-score.rules";
import { scoreParts } from "~/domains/prospecting/score/score-catalogue.rules";
import type { ScoreHistoryRow, ScoreReason } from "~/domains/prospecting/score/score-prospect.rules";
import { LineChart } from "~/ui/charts/line-chart";
import { DateTime } from "~/ui/data/date-time";
import { Reasons } from "~/ui/data/reasons";
import { Table } from "~/ui/data/table";
import { FormSection } from "~/ui/forms/form-parts";
import { useFormat } from "~/ui/words";
import { useFeatureWords } from "./model-words";
import { useReasonLabel } from "./prospect-scores";

/** A row as the page gets it: its moments are texts. */
type Sent<Row> = Omit<Row, "createdAt"> & { createdAt: Date | string };

/** Every point of one part, with the day of what it rests on. */
export function PartReasons({ title, purpose, reasons }: { title: string; purpose?: string; reasons: Array<ScoreReason> }) {
  const { t } = useTranslation("prospecting");
  const label = useReasonLabel();
  return (
    <FormSection title={title} purpose={purpose}>
      {reasons.length === 0 ? (
        <p className="muted">{t("scoring.no_points")}</p>
      ) : (
        <Reasons reasons={reasons.map((reason) => ({ label: label(reason), points: reason.points }))} />
      )}
    </FormSection>
  );
}

/** What moved the model's guess most: in points of log odds, a hundredth each. */
export function AiReasons({ score, reasons }: { score: number; reasons: Array<AiReason> }) {
  const { t } = useTranslation("prospecting");
  const say = useFeatureWords();
  return (
    <FormSection title={t("model.score")} purpose={t("model.reasons_hint", { score })}>
      <Reasons reasons={reasons.map(({ feature, value, weight }) => ({ label: say(feature, value), points: Math.round(weight * 100) }))} />
    </FormSection>
  );
}

/** The course of the scores: a drawing where there is one, and each change. */
export function ScoreHistory({ rows }: { rows: Array<Sent<ScoreHistoryRow>> }) {
  const { t } = useTranslation("prospecting");
  const { date, number } = useFormat();
  const course = rows.slice(0, 24).reverse();
  return (
    <FormSection title={t("scoring.history")}>
      {course.length > 1 && (
        <LineChart
          label={t("scoring.history_chart")}
          heads={course.map(({ createdAt }, at) => `${date(createdAt)}${"\u200b".repeat(at)}`)}
          series={[{ name: t("scoring.part.lead"), values: course.map(({ lead }) => lead) }]}
          write={number}
        />
      )}
      {rows.length === 0 ? (
        <p className="muted">{t("scoring.history_none")}</p>
      ) : (
        <Table
          compact
          label={t("scoring.history")}
          heads={[
            { label: t("scoring.when") },
            { label: t("scoring.part.lead"), num: true },
            ...scoreParts.map((part) => ({ label: t(`scoring.part.${part}`), num: true })),
            { label: t("scoring.rules_used") },
          ]}
        >
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <DateTime at={row.createdAt} />
              </td>
              <td className="num strong">{number(row.lead)}</td>
              {scoreParts.map((part) => (
                <td key={part} className="num">
                  {number(row[part])}
                </td>
              ))}
              <td className="muted">
                {row.rulesVersion === 0 ? t("scoring.version_ours") : t("scoring.version", { version: row.rulesVersion })}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </FormSection>
  );
}

/** What was learnt of the four parts, when and by whom. */
export function BantHistory({ rows }: { rows: Array<Sent<BantEntryRow>> }) {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  return (
    <FormSection title={t("bant.history")}>
      <Table
        compact
        label={t("bant.history")}
        heads={[
          { label: t("scoring.when") },
          { label: t("bant.column_part") },
          { label: t("scoring.points"), num: true },
          { label: t("bant.evidence") },
        ]}
      >
        {rows.map(({ id, part, points, evidence, observedOn, by, source }) => (
          <tr key={id}>
            <td>{date(observedOn)}</td>
            <td>{t(`bant.part.${part}`)}</td>
            <td className="num">{points === null ? t("bant.unknown") : points}</td>
            <td className="muted">
              {evidence && <bdi>{evidence}</bdi>} <bdi className="block meta faint">{source === "reply" ? t("bant.by_reply") : by}</bdi>
            </td>
          </tr>
        ))}
      </Table>
    </FormSection>
  );
}
