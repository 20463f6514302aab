import { Link, NavLink } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tab = { label: ReactNode; to: string; count?: ReactNode; current?: boolean; end?: boolean };
type Props = { label: string; tabs: Tab[]; views?: boolean; after?: ReactNode };

/** Places side by side, as links. Give `current` where places differ by their query (saved views); else the address decides. */
export function Tabs({ label, tabs, views, after }: Props) {
  return (
    <nav className={clsx("tabs", views && "views")} aria-label={label}>
      {tabs.map(({ label, to, count, current, end = true }) => {
        const inside = (
          <>
            {label} {count !== undefined && <span className="count">{count}</span>}
          </>
        );
        return current === undefined ? (
          <NavLink key={to} to={to} end={end} prefetch="intent" className="tab">
            {inside}
          </NavLink>
        ) : (
          <Link key={to} to={to} prefetch="intent" className="tab" aria-current={current ? "page" : undefined}>
            {inside}
          </Link>
        );
      })}
      {after}
    </nav>
  );
}
