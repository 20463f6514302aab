import type { TFunction } from "i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { customText } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { EmailState } from "~/domains/prospecting/email-check/email-state.rules";
import { type CellKind, cellKindOf, columnLabel, isSortable, wordsOf } from "~/domains/prospecting/list/list-columns.rules";
import type { ListShape } from "~/domains/prospecting/list/list-shape.rules";
import type { Cell, ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import type { ListSort } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { spaced } from "~/domains/prospecting/ui/editable-fact";
import { statusTones } from "~/domains/prospecting/ui/status-badge";
import type { ProspectStatus } from "~/generated/prisma/enums";
import type { Tone } from "~/ui/controls/badge";
import type { Column } from "~/ui/data/table-parts";
import { initialsOf, tintOf } from "~/ui/format";
import type { useFormat } from "~/ui/words";

interface Making {
  t: TFunction;
  format: ReturnType<typeof useFormat>;
  shape: ListShape;
  custom: ReadonlyArray<CustomFieldFacts>;
  /** The server's clock. */
  now: Date | string;
  /** The list's address in another order. */
  sortTo: (sort: ListSort) => string;
}

/** `make`, asked once for each key: a word looked up for each row is a fifth of the page's time. */
function once<Made>(make: (key: string) => Made) {
  const made = new Map<string, Made>();
  return (key: string) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}

/** What comes greatest first at the first press of a heading. */
const greatestFirst: ReadonlySet<CellKind | null> = new Set(["number", "moment"]);

/** The columns of the list as they were chosen; on a phone two lines remain of them. A cell is made of text wherever it can be. */
export function prospectColumns(making: Making): Array<Column<ProspectLine>> {
  const { t, shape, custom, sortTo } = making;
  const { sort, columns } = shape;
  const sorted = (by: string, kind: CellKind | null) => {
    const isNow = sort.by === by;
    return {
      to: sortTo({ by, descending: isNow ? !sort.descending : greatestFirst.has(kind) }),
      direction: isNow ? (sort.descending ? ("descending" as const) : ("ascending" as const)) : undefined,
    };
  };
  const inLine = secondLine(columns);
  return [
    {
      key: "name",
      header: t("column.name"),
      area: "main",
      sort: sorted("name", "text"),
      mark: (row) => initialsOf(row.name),
      look: (row) => (row.isFirm ? `is-org a${tintOf(row.name)}` : `a${tintOf(row.name)}`),
      cell: (row) => row.name,
    },
    ...columns.map((name, at): Column<ProspectLine> => {
      const kind = cellKindOf(name, custom);
      const line = inLine.indexOf(name);
      return {
        key: name,
        header: columnLabel(name, t, custom),
        sort: isSortable(name) ? sorted(name, kind) : undefined,
        area: name === "leadScore" ? "score" : line >= 0 ? (`line-${line + 1}` as "line-1") : undefined,
        ...shown(name, kind, at, making),
      };
    }),
  ];
}

/** What a phone shows under the name: the state, then what was chosen first. */
function secondLine(columns: ReadonlyArray<string>): Array<string> {
  const others = columns.filter((name) => name !== "status" && name !== "leadScore" && name !== "reason");
  return [...columns.filter((name) => name === "status"), ...others].slice(0, 3);
}

const emailTones: Record<EmailState, Tone> = { unknown: "neutral", valid: "success", risky: "warning", invalid: "danger" };

type Shown = Pick<Column<ProspectLine>, "cell" | "num" | "muted" | "cut">;

/** How the cells of a column look. `at`: their place in a line. */
function shown(name: string, kind: CellKind | null, at: number, { t, format, custom, now }: Making): Shown {
  const value = (row: ProspectLine): Cell => row.cells[at] ?? null;
  const words = wordsOf(name);
  const word = once((code) => (words ? t(`${words}.${code}`) : code));
  const tone =
    name === "status"
      ? (code: string) => statusTones[code as ProspectStatus]
      : name === "emailState"
        ? (code: string) => emailTones[code as EmailState]
        : null;
  if (tone) {
    const badge = once((code) => <span className={`badge dotted badge-${tone(code)}`}>{word(code)}</span>);
    return { cell: (row) => value(row) && badge(String(value(row))) };
  }
  switch (kind) {
    case "number":
      return { num: name !== "leadScore", cell: (row) => numberText(value(row), format.number) };
    case "moment": {
      const isAgo = name === "lastActivityAt" || name === "lastContactedAt";
      const never = isAgo ? t("prospect.never") : "";
      const say = (at: string) => (isAgo ? format.since(at, now) : format.date(at));
      return {
        num: true,
        muted: true,
        cell: (row) => {
          const at = value(row);
          return at === null ? (
            never
          ) : (
            <time dateTime={String(at)} suppressHydrationWarning>
              {say(String(at))}
            </time>
          );
        },
      };
    }
    case "day":
      return { num: true, muted: true, cell: (row) => dayText(value(row), format.date) };
    case "choice":
      return { muted: true, cut: name === "reason" || custom.length > 0, cell: (row) => value(row) && word(String(value(row))) };
    case "choices":
      return { cut: true, cell: (row) => format.list(([value(row) ?? []].flat() as Array<string>).map(String)) };
    case "boolean": {
      const [yes, no] = [t("filter.yes"), t("filter.no")];
      return { muted: true, cell: (row) => (value(row) === null ? "" : value(row) === true || value(row) === "true" ? yes : no) };
    }
    case "record":
      return { muted: true, cut: true, cell: (row) => recordText(value(row)) };
    default:
      if (name === "phone" || name === "mobile") return { cell: (row) => spaced(customText(value(row))) };
      if (name === "city") return { muted: true, cell: (row) => cityText(value(row)) };
      return { cut: true, cell: (row) => customText(value(row)) };
  }
}

const numberText = (value: Cell, write: (value: number, digits?: number) => string) =>
  value === null ? "" : typeof value === "number" ? write(value, 2) : customText(value);
const dayText = (value: Cell, write: (at: string) => string) =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? write(`${value}T12:00:00Z`) : customText(value);
const recordText = (value: Cell) => (Array.isArray(value) ? (value[1] ?? "") : "");
const cityText = (value: Cell) => (Array.isArray(value) ? value.filter(Boolean).join(" ") : "");
