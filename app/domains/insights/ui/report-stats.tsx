import { useTranslation } from "react-i18next";
import { Delta, Stat, Stats } from "~/ui/charts/stat";
import { useFormat } from "~/ui/words";
import { type Compared, smallSample } from "../report/figures.rules";
import { type SaidFigure, sayCount, sayRate } from "../report/say-figures.rules";

/** The week's figures, each with its change and its sample, each a link to its rows. `base`: the report's address. */
export function ReportStats({ compared, base }: { compared: Compared; base: string }) {
  const { t } = useTranslation("insights");
  const { language } = useFormat();
  const count = (metric: Parameters<typeof sayCount>[2]) => sayCount(t, language, metric, compared);
  const rows = [
    [sayRate(t, language, compared), count("contacted"), count("replies"), count("delivered")],
    [count("imported"), count("bounces"), count("unsubscribes"), count("complaints")],
  ];
  const { contacted } = compared.week;
  return (
    <div className="stack g4">
      {rows.map((figures, at) => (
        <Stats key={at} label={t(at === 0 ? "report.stats" : "report.stats_more")}>
          {figures.map((figure) => (
            <Stat
              key={figure.metric}
              label={figure.label}
              figure={figure.figure}
              delta={figure.change && <Delta {...figure.change} />}
              sample={figure.sample}
              to={rowsAddress(base, figure)}
            />
          ))}
        </Stats>
      ))}
      {contacted > 0 && contacted < smallSample && <p className="meta muted">{t("report.small")}</p>}
    </div>
  );
}

const rowsAddress = (base: string, { rows }: SaidFigure) => `${base}/rows?metric=${rows}`;
