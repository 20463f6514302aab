import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Meter } from "~/ui/charts/progress";
import { Since } from "~/ui/data/date-time";
import { useFormat } from "~/ui/words";
import type { RunOfPage } from "../../enrichment/prospect-enrichment.rules";

/** One run: how far it is, what came of it, and which sources did not answer and why. */
export function RunLine({ run, now, children }: { run: RunOfPage; now: Date | string; children?: ReactNode }) {
  const { t } = useTranslation("prospecting");
  const { money, number } = useFormat();
  const { kind, state, doneCount, totalCount, filled, proposed, waiting, cost, troubles, startedAt } = run;
  const progress = t("enrichment.run.progress", { done: number(doneCount), total: number(totalCount) });
  return (
    <section className="stack g2" aria-live="polite">
      <p className="row between">
        <span className="strong">
          {t(`enrichment.run.kind.${kind}`)}, {t(`enrichment.run.state.${state}`)}
        </span>
        <span className="meta muted">
          <Since at={startedAt} now={now} />
        </span>
      </p>
      {state === "running" && (
        <>
          <Meter small label={progress} ratio={totalCount ? doneCount / totalCount : 0} />
          <span className="row between meta muted">
            {progress}
            {children}
          </span>
        </>
      )}
      <p className="meta muted">
        {t("enrichment.run.result", { filled: number(filled), proposed: number(proposed), cost: money(Number(cost) * 100, "USD") })}
        {waiting > 0 && state !== "running" && ` ${t("enrichment.run.waiting")}`}
      </p>
      {troubles.length > 0 && (
        <ul className="plain stack g1 meta">
          {troubles.map(({ provider, code }) => (
            <li key={`${provider} ${code}`}>
              {t("enrichment.run.trouble", { provider: t(`enrichment.provider.${provider}`), reason: t(`enrichment.trouble.${code}`) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
