import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import type { CSSProperties, ReactNode } from "react";

export type FunnelStep = {
  label: string;
  /** Length of the bar, 0–1 of the longest possible. */
  ratio: number;
  /** Already written: "304", "9,6 %". */
  figure: ReactNode;
  /** Share of the step before, or the sample. */
  note?: ReactNode;
  to?: string;
  /** Not the subject: grey. */
  rest?: boolean;
};

/** Steps from many to few, or days side by side: a label, a bar, a figure that opens its rows. `sampled` when notes are samples,
 *  which stay in sight on a phone too. */
export function Funnel({ label, steps, sampled }: { label: string; steps: FunnelStep[]; sampled?: boolean }) {
  return (
    <ul className={clsx("funnel", sampled && "funnel-wide")} aria-label={label}>
      {steps.map((step) => (
        <li className="funnel-step" key={step.label}>
          <span className={clsx("funnel-label", step.rest && "muted")}>{step.label}</span>
          <span
            className="funnel-bar"
            style={{ "--v": `${step.ratio * 100}%`, "--c": step.rest ? "var(--chart-rest)" : "var(--chart-1)" } as CSSProperties}
          >
            {step.ratio > 0 && <i />}
          </span>
          <Figure step={step} />
        </li>
      ))}
    </ul>
  );
}

function Figure({ step }: { step: FunnelStep }) {
  const inside = (
    <>
      <b className={step.to ? "linked" : undefined}>{step.figure}</b>
      <span className="faint funnel-note">{step.note}</span>
    </>
  );
  return step.to ? (
    <Link className="funnel-num" to={step.to}>
      {inside}
    </Link>
  ) : (
    <span className="funnel-num">{inside}</span>
  );
}
