import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RulesPreview } from "~/domains/prospecting/score/preview.rules";
import { BarChart } from "~/ui/charts/bar-chart";
import { Delta, Stat, Stats } from "~/ui/charts/stat";
import { Table } from "~/ui/data/table";
import { FormSection } from "~/ui/forms/form-parts";
import { formatSigned } from "~/ui/format";
import { useFormat } from "~/ui/words";

const heads = ["0–9", "10–19", "20–29", "30–39", "40–49", "50–59", "60–69", "70–79", "80–89", "90–100"];

/** What a change of the rules would do, before anybody saves it. */
export function ScoringPreview({ effect }: { effect: RulesPreview }) {
  const { t } = useTranslation("prospecting");
  const { number, language } = useFormat();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "start" }), [effect]);
  const { read, total, rises, falls, same, thresholds, histogram, examples } = effect;
  return (
    <div ref={place} id="effect">
      <FormSection
        title={t("scoring.effect_title")}
        purpose={
          read === total
            ? t("scoring.effect_on_all", { count: total })
            : t("scoring.effect_on_some", { read: number(read), total: number(total) })
        }
      >
        <Stats label={t("scoring.effect_title")}>
          <Stat label={t("scoring.rises")} figure={number(rises)} />
          <Stat label={t("scoring.falls")} figure={number(falls)} />
          <Stat label={t("scoring.same")} figure={number(same)} />
          {thresholds.map(({ threshold, before, after }) => (
            <Stat
              key={threshold.key}
              label={t("scoring.crossing", { score: t(`scoring.part.${threshold.on}`), at: threshold.at })}
              figure={number(after)}
              delta={after !== before && <Delta text={formatSigned(after - before, language)} direction={after > before ? "up" : "down"} />}
              sample={t("scoring.crossing_change", { before: number(before) })}
            />
          ))}
        </Stats>
        <BarChart
          label={t("scoring.histogram")}
          heads={heads}
          series={[
            { name: t("scoring.before"), values: histogram.before, colour: 3 },
            { name: t("scoring.after"), values: histogram.after, colour: 1 },
          ]}
          write={number}
        />
        {examples.length === 0 ? (
          <p className="muted">{t("scoring.effect_none")}</p>
        ) : (
          <Table
            compact
            label={t("scoring.examples")}
            heads={[
              { label: t("scoring.example") },
              { label: t("scoring.before"), num: true },
              { label: t("scoring.after"), num: true },
              { label: t("scoring.example_why") },
            ]}
          >
            {examples.map(({ id, name, before, after, reasons }) => (
              <tr key={id}>
                <td>
                  <Link className="linked" to={`/prospects/${id}`}>
                    <bdi>{name}</bdi>
                  </Link>
                </td>
                <td className="num">{number(before)}</td>
                <td className="num strong">{number(after)}</td>
                <td className="muted">
                  {reasons.map(({ code, label, from, to }, at) => (
                    <span key={at}>
                      {at > 0 && " · "}
                      {label ? <bdi>{label}</bdi> : t(`score.${code}`)} <span className="num">{formatSigned(to - from, language)}</span>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </FormSection>
    </div>
  );
}
