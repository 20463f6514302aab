import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { lineCodeKey } from "~/domains/prospecting/import/line/line-codes.rules";
import { Meter } from "~/ui/charts/progress";
import { StackBar } from "~/ui/charts/stack-bar";
import { useFormat } from "~/ui/words";

export interface Counts {
  created: number;
  merged: number;
  refused: number;
}

/** What a list became, or would become: a sentence, and its parts as a bar. `linesAt` makes the figures links to their lines. */
export function ImportCounts({ counts, caption, label, linesAt }: { counts: Counts; caption: string; label: string; linesAt?: string }) {
  const { t } = useTranslation("prospecting");
  const to = (outcome: string) => linesAt && `${linesAt}?outcome=${outcome}`;
  return (
    <section className="stack g4">
      <div className="stack g1">
        <p className="muted">{caption}</p>
        <p className="figure">
          {t("import.check.figure", {
            created: t("import.check.new", { count: counts.created }),
            merged: t("import.check.merges", { count: counts.merged }),
            refused: t("import.check.refusals", { count: counts.refused }),
          })}
        </p>
      </div>
      <StackBar
        label={label}
        parts={[
          { label: t("import.outcome.created_many"), value: counts.created, colour: 1, to: to("created") },
          { label: t("import.outcome.merged_many"), value: counts.merged, colour: 3, to: to("merged") },
          { label: t("import.outcome.refused_many"), value: counts.refused, colour: 2, to: to("refused") },
        ]}
      />
    </section>
  );
}

/** Reasons with their counts, the most frequent first. */
export function CodeCounts({ codes, to }: { codes: Array<{ code: string; count: number }>; to?: string }) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const most = Math.max(1, ...codes.map(({ count }) => count));
  return (
    <ul className="stack">
      {codes.map(({ code, count }) => (
        <li key={code} className="row between border-line border-b py-2">
          <span>
            {to ? (
              <Link className="link" to={to}>
                {t(lineCodeKey(code))}
              </Link>
            ) : (
              t(lineCodeKey(code))
            )}
          </span>
          <span className="row g3 shrink-0">
            <span className="w-20">
              <Meter small tone="warning" ratio={count / most} label={`${t(lineCodeKey(code))}: ${number(count)}`} />
            </span>
            <b className="num">{number(count)}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}
