import { clsx } from "clsx";
import type { CSSProperties, ReactNode } from "react";
import { formatSigned } from "~/ui/format";
import { useFormat } from "~/ui/words";

/** What lifts or lowers a score, by how many points. */
export type Reason = { label: ReactNode; points: number };

/** Signed bars, longest for the reason that weighs most. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  const { language } = useFormat();
  const most = Math.max(1, ...reasons.map(({ points }) => Math.abs(points)));
  return (
    <ul className="reasons">
      {reasons.map(({ label, points }, at) => (
        <li key={at} className={clsx("reason", points < 0 && "is-minus")}>
          <span>{label}</span>
          <b className={points < 0 ? "warn" : undefined}>{formatSigned(points, language)}</b>
          <span className="reason-bar" style={{ "--v": `${(Math.abs(points) / most) * 80}%` } as CSSProperties}>
            <i />
          </span>
        </li>
      ))}
    </ul>
  );
}
