import { Ban, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type BulkRunFacts, isUnderWay, skipReasons } from "~/domains/prospecting/bulk/bulk-run.rules";
import { errorKey } from "~/platform/i18n";
import { Progress } from "~/ui/charts/progress";
import { Badge, type Tone } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { useFormat } from "~/ui/words";
import { useBulkWords } from "./bulk-words";

const tones: Record<BulkRunFacts["state"], Tone> = {
  waiting: "neutral",
  running: "accent",
  cancelled: "warning",
  done: "success",
  failed: "danger",
  undone: "neutral",
};

/** Where a run stands. */
export function BulkBadge({ state }: { state: BulkRunFacts["state"] }) {
  const { t } = useTranslation("prospecting");
  return (
    <Badge tone={tones[state]} live={isUnderWay(state)}>
      {t(`bulk_run.state.${state}`)}
    </Badge>
  );
}

/** What a run does, how far it is, or what came of it: who was left as he is, and why. */
export function BulkAccount({ run }: { run: BulkRunFacts }) {
  const { t } = useTranslation("prospecting");
  const { number, percent } = useFormat();
  const words = useBulkWords()(run);
  const seen = run.doneCount + Object.values(run.skipped).reduce((sum, count) => sum + count, 0);
  const ratio = run.totalCount > 0 ? seen / run.totalCount : 0;
  return (
    <div className="stack g2" aria-live="polite">
      <p className="row between">
        <span className="row row-wrap">
          <strong>{words}</strong>
          <BulkBadge state={run.state} />
        </span>
        {isUnderWay(run.state) && <span className="num muted">{percent(ratio, 0)}</span>}
      </p>
      {isUnderWay(run.state) && <Progress label={words} ratio={ratio} />}
      <p className="muted num">
        {isUnderWay(run.state)
          ? t("bulk_run.so_far", { done: number(seen), total: number(run.totalCount) })
          : t("bulk_run.result", { count: run.doneCount, number: number(run.doneCount), total: number(run.totalCount) })}
      </p>
      {run.errorCode && <p className="down">{t(errorKey(run.errorCode))}</p>}
      {skipReasons
        .filter((reason) => run.skipped[reason])
        .map((reason) => (
          <p key={reason} className="meta muted">
            {t(`bulk_run.skipped.${reason}`, { count: run.skipped[reason], number: number(run.skipped[reason]!) })}
          </p>
        ))}
    </div>
  );
}

/** Stop it while it runs; take it back once it is over. `back`: the page to return to. */
export function BulkVerbs({ run, back, mayChange }: { run: BulkRunFacts; back?: string; mayChange: boolean }) {
  const { t } = useTranslation("prospecting");
  if (!mayChange) return null;
  if (isUnderWay(run.state))
    return (
      <Form method="post" action={`/prospects/runs/${run.id}/cancel`}>
        <Button kind="secondary" size="sm" icon={Ban}>
          {t("bulk_run.cancel")}
        </Button>
      </Form>
    );
  if (!run.mayUndo) return null;
  return (
    <Form method="post" action={`/prospects/runs/${run.id}/undo`}>
      {back && <input type="hidden" name="back" value={back} />}
      <Button kind="secondary" size="sm" icon={Undo2}>
        {t("bulk_run.undo")}
      </Button>
    </Form>
  );
}
