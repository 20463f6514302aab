import type { ReactNode } from "react";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";

type Props = TopBarProps & {
  /** Saved views: `Tabs` with `views`. */
  tabs?: ReactNode;
  /** Filters, as `FilterChip`s and a `FilterAdd`. */
  filters?: ReactNode;
  /** At the end of the filters: sort, columns, density, export. Hidden on a phone. */
  tools?: ReactNode;
  /** Between the toolbar and the table: a callout, a finding. */
  notice?: ReactNode;
  /** `DataTable`, or `Empty` / `ErrorState` / `TableSkeleton` in its place. */
  children: ReactNode;
  /** `Pager`. */
  pager?: ReactNode;
};

/** Page kind: many things of one sort. */
export function ListPage({ tabs, filters, tools, notice, children, pager, ...top }: Props) {
  return (
    <>
      <TopBar {...top} />
      <div className="list">
        {tabs}
        {(filters || tools) && (
          <div className="toolbar">
            {filters}
            {tools && <span className="push row hide-s">{tools}</span>}
          </div>
        )}
        {notice && <div className="list-notice">{notice}</div>}
        {children}
        {pager}
      </div>
    </>
  );
}
