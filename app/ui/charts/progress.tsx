import type { CSSProperties } from "react";

const width = (ratio: number) => ({ "--v": `${Math.max(0, Math.min(1, ratio)) * 100}%` }) as CSSProperties;

/** Work under way, `ratio` 0–1. It moves because something moves: for a still share use `Meter`. */
export function Progress({ label, ratio }: { label: string; ratio: number }) {
  return (
    <div
      className="progress"
      style={width(ratio)}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(ratio * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i />
    </div>
  );
}

type MeterProps = { label: string; ratio: number; tone?: "accent" | "success" | "warning" | "quiet"; small?: boolean };

/** A share of a whole, standing still: quota, goal, part of a score. `label` says it in words. */
export function Meter({ label, ratio, tone = "accent", small }: MeterProps) {
  return (
    <div
      className={`meter${small ? " meter-sm" : ""}${tone === "accent" ? "" : ` is-${tone}`}`}
      style={width(ratio)}
      role="img"
      aria-label={label}
    >
      <i />
    </div>
  );
}
