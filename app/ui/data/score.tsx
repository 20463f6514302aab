import { type ReactNode, useRef } from "react";
import { Spark } from "~/ui/charts/spark";
import { type Reason, Reasons } from "~/ui/data/reasons";
import { usePopover } from "~/ui/overlays/popover";
import { useFormat, useWords } from "~/ui/words";

type Props = {
  /** 0–100; null where nothing is known yet. */
  value: number | null;
  /** Its last values, oldest first, and what they say in words ("Score sur 8 semaines : de 61 à 92"). */
  trend?: { values: number[]; label: string };
  reasons?: Reason[];
};

/** A score, its course, and one press away what makes it. */
export function Score({ value, trend, reasons }: Props) {
  const { number } = useFormat();
  const say = useWords();
  if (value === null) return <span className="faint">{say("notAvailable")}</span>;
  const inside = (
    <>
      <b>{number(value)}</b>
      {trend && trend.values.length > 1 && <Spark values={trend.values} label={trend.label} />}
    </>
  );
  return reasons?.length ? <ScoreWithReasons value={value} reasons={reasons} inside={inside} /> : <span className="score">{inside}</span>;
}

function ScoreWithReasons({ value, reasons, inside }: { value: number; reasons: Reason[]; inside: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const pop = usePopover(panel);
  const say = useWords();
  return (
    <>
      <button type="button" className="score score-btn" title={say("whyThisScore")} aria-expanded={pop.open} {...pop.trigger}>
        {inside}
      </button>
      <div ref={panel} className="pop pop-panel" role="dialog" aria-label={say("whyThisScore")} {...pop.panel}>
        <div className="row between">
          <strong>{say("whyThisScore")}</strong>
          <b className="num">{say("outOf", { value, max: 100 })}</b>
        </div>
        <Reasons reasons={reasons} />
      </div>
    </>
  );
}
