import { useTranslation } from "react-i18next";
import { Meter } from "~/ui/charts/progress";
import { Since } from "~/ui/data/date-time";

interface Run {
  id: string;
  kind: "find" | "merge";
  state: "running" | "completed" | "failed";
  doneCount: number;
  totalCount: number | null;
  foundCount: number;
  startedAt: Date | string;
}

/** The last search and the last merge of all: how far they are, or what came of them. */
export function DuplicateRuns({ runs, now }: { runs: Array<Run>; now: Date | string }) {
  const { t } = useTranslation("prospecting");
  return (
    <>
      {runs.map(({ id, kind, state, doneCount, totalCount, foundCount, startedAt }) => (
        <section key={id} className="stack g2" aria-live="polite">
          <p className="row between">
            <span className="strong">{t(`duplicate.run.${kind}.${state}`)}</span>
            <span className="meta muted">
              <Since at={startedAt} now={now} />
            </span>
          </p>
          {state === "running" && (
            <Meter small label={t(`duplicate.run.${kind}.running`)} ratio={totalCount ? doneCount / totalCount : 0} />
          )}
          {state !== "running" && <p className="muted">{t(`duplicate.run.${kind}.result`, { count: foundCount })}</p>}
        </section>
      ))}
    </>
  );
}
