import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "~/ui/controls/icon";

type DeltaProps = {
  /** The change with its unit, already written: "1,4 point". */
  text: ReactNode;
  direction: "up" | "down" | "level";
  /** Whether up is good news. A rise of refusals is not. */
  goodWhen?: "up" | "down";
};

/** A change: an arrow for where it went, a colour for whether that is good. */
export function Delta({ text, direction, goodWhen = "up" }: DeltaProps) {
  const arrow = { up: ArrowUp, down: ArrowDown, level: Minus }[direction];
  return (
    <span className={clsx("delta", direction === "level" ? "muted" : direction === goodWhen ? "up" : "down")}>
      <Icon of={arrow} />
      {text}
    </span>
  );
}

/** Figures side by side, hairlines between. */
export const Stats = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className="stats" aria-label={label}>
    {children}
  </section>
);

type StatProps = {
  label: ReactNode;
  /** Written out with its unit; "n/a" with the reason in `sample` where there is none. */
  figure: ReactNode;
  delta?: ReactNode;
  /** What it is counted on: "35 sur 486 envois". */
  sample?: ReactNode;
  /** The rows behind the figure. */
  to?: string;
};

/** A figure, its change and its sample; a link to its rows. */
export function Stat({ label, figure, delta, sample, to }: StatProps) {
  const inside = (
    <>
      <span className="muted">{label}</span>
      <span className={to ? "figure linked" : "figure"}>{figure}</span>
      <span className="row row-wrap stat-foot">
        {delta}
        {sample && <span className="meta muted">{sample}</span>}
      </span>
    </>
  );
  return to ? (
    <Link className="stat" to={to} prefetch="intent">
      {inside}
    </Link>
  ) : (
    <div className="stat">{inside}</div>
  );
}
