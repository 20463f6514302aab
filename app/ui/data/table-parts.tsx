import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { Icon } from "~/ui/controls/icon";
import { useWords } from "~/ui/words";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  /** Said instead of `header` where that is an icon. */
  headerName?: string;
  cell: (row: Row) => ReactNode;
  /** Classes of the cell itself, by what it holds: a look needs no element of its own. */
  look?: (row: Row) => string | undefined;
  /** Letters in a small tinted square before the cell's text; `look` gives the tint. */
  mark?: (row: Row) => string;
  /** Figures: aligned at their end. */
  num?: boolean;
  muted?: boolean;
  /** Cut with an ellipsis past 15 rem. */
  cut?: boolean;
  /** As narrow as what it holds. */
  fit?: boolean;
  /** Sorting by a link; `direction` when the list is sorted by this column now. */
  sort?: { to: string; direction?: "ascending" | "descending" };
  /** Its place in the two lines of a phone. Without one it shows on wide screens only; `sub` with `phoneOnly` on a phone only. `line-…`:
   *  one of three cells that stand beside each other in the second line. */
  area?: "main" | "score" | "sub" | "line-1" | "line-2" | "line-3";
  phoneOnly?: boolean;
};

type HeadProps<Row> = { columns: Column<Row>[]; page?: { on: boolean; mixed: boolean }; onPage: (on: boolean) => void };

export function TableHead<Row>({ columns, page, onPage }: HeadProps<Row>) {
  return (
    <thead>
      <tr>
        {page && (
          <th className="col-check" scope="col">
            <PageBox {...page} onPage={onPage} />
          </th>
        )}
        {columns
          .filter((column) => !column.phoneOnly)
          .map(({ key, header, headerName, num, sort, fit }) => (
            <th key={key} scope="col" className={clsx(num && "num", fit && "col-fit")} aria-sort={sort?.direction}>
              {headerName && <span className="sr-only">{headerName}</span>}
              {sort ? (
                <Link className={clsx("th-sort", sort.direction && "strong")} to={sort.to} preventScrollReset>
                  {header}
                  {sort.direction && <Icon of={sort.direction === "ascending" ? ArrowUp : ArrowDown} />}
                </Link>
              ) : (
                header
              )}
            </th>
          ))}
      </tr>
    </thead>
  );
}

function PageBox({ on, mixed, onPage }: { on: boolean; mixed: boolean; onPage: (on: boolean) => void }) {
  const say = useWords();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={clsx("check", mixed && "is-mixed")}
      aria-label={say("selectPage")}
      checked={on}
      onChange={() => onPage(!on)}
    />
  );
}

/** The classes that all cells of a column have: made once a table. */
export const columnLook = ({ num, muted, cut, fit, area, phoneOnly, mark }: Column<never>): string =>
  clsx(
    num && "num",
    muted && "muted",
    cut && "truncate col-text",
    fit && "col-fit",
    area && `area-${area}`,
    phoneOnly && "only-s",
    mark && "marked",
  );

type RowProps = {
  id: string;
  row: unknown;
  columns: Column<unknown>[];
  /** `columnLook` of each. */
  looks: string[];
  href?: string;
  /** Of its box: "Choisir Agence Corbelune". */
  choose: string;
  cursor: boolean;
  chosen?: boolean;
  onToggle: (id: string, range: boolean) => void;
  /** The column under the keys, where the cursor is in this row. */
  here?: number | null;
  /** The column whose cell stands open here, and what stands in it then. */
  editing?: string;
  editor?: ReactNode;
};

/** Drawn again only when its own row, its cursor or its choice changes. */
export const TableRow = memo(function TableRow(props: RowProps) {
  const { id, row, columns, looks, href, choose, cursor, chosen, onToggle, here, editing, editor } = props;
  return (
    <tr className={cursor ? "is-cursor" : undefined} aria-selected={chosen || undefined}>
      {chosen !== undefined && (
        <td className="col-check area-check">
          <input
            type="checkbox"
            className="check"
            name="id"
            value={id}
            aria-label={choose}
            checked={chosen}
            onChange={(event) => onToggle(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
          />
        </td>
      )}
      {columns.map(({ key, cell, look, mark, cut, area }, at) => {
        const isOpen = editing === key;
        const own = look?.(row);
        const usual = looks[at]!;
        const shown = own ? (usual ? `${usual} ${own}` : own) : usual;
        return (
          <td
            key={key}
            dir={cut ? "auto" : undefined}
            data-mark={mark?.(row)}
            className={(isOpen ? "is-editing" : cursor && here === at ? `${shown} is-here` : shown) || undefined}
          >
            {isOpen ? (
              editor
            ) : area === "main" && href ? (
              <a className="row-link" href={href} dir={mark ? "auto" : undefined}>
                {cell(row)}
              </a>
            ) : (
              cell(row)
            )}
          </td>
        );
      })}
    </tr>
  );
});
