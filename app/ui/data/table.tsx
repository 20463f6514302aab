import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { label: string; heads: Array<{ label: ReactNode; num?: boolean }>; compact?: boolean; children: ReactNode };

/** A small table that only shows: figures of a report, a preview. Rows are the caller's `<tr>`s. */
export const Table = ({ label, heads, compact, children }: Props) => (
  <table className={clsx("datatable table-plain", compact && "is-compact")} aria-label={label}>
    <thead>
      <tr>
        {heads.map((head, at) => (
          <th key={at} scope="col" className={head.num ? "num" : undefined}>
            {head.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);
