import type { TFunction } from "i18next";
import type { ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import type { ScoreReason } from "~/domains/prospecting/score/score-prospect.rules";
import type { ProspectSort } from "~/domains/prospecting/prospect/prospect-sort.rules";
import type { ProspectStatus } from "~/generated/prisma/enums";
import { Ident } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { Since } from "~/ui/data/date-time";
import { Score } from "~/ui/data/score";
import type { Column } from "~/ui/data/table-parts";
import { statusTones } from "./status-badge";

/** `make`, asked once for each key. */
function once<Key, Made>(make: (key: Key) => Made) {
  const made = new Map<Key, Made>();
  return (key: Key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}

/** The columns of the list; on a phone two lines remain of them. `sortTo` is the list's address in another order. */
export function prospectColumns(
  t: TFunction,
  sort: ProspectSort,
  now: Date | string,
  sortTo: (sort: ProspectSort) => string,
): Array<Column<ProspectLine>> {
  const sorted = (by: ProspectSort) => ({
    to: sortTo(by),
    direction: sort === by ? (by === "score" || by === "newest" ? ("descending" as const) : ("ascending" as const)) : undefined,
  });
  // Not StatusBadge: its own useTranslation, a hundred times a page, is a fifth of the page's time. Each word is looked up once.
  const status = once((status: ProspectStatus) => <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>);
  const reason = once((code: ScoreReason["code"]) => t(`score.${code}`));
  return [
    {
      key: "name",
      header: t("column.name"),
      area: "main",
      sort: sorted("name"),
      cell: (row) => <Ident name={row.name} org={row.isFirm} />,
    },
    { key: "contact", header: t("column.contact"), cut: true, cell: (row) => row.person && <bdi>{row.person}</bdi> },
    {
      key: "city",
      header: t("column.city"),
      muted: true,
      sort: sorted("city"),
      cell: (row) => (
        <>
          {row.city} <span className="faint num">{row.department}</span>
        </>
      ),
    },
    { key: "status", header: t("column.status"), cell: (row) => status(row.status) },
    { key: "score", header: t("column.score"), area: "score", sort: sorted("score"), cell: (row) => <Score value={row.leadScore} /> },
    {
      key: "reason",
      header: t("column.reason"),
      muted: true,
      cut: true,
      cell: (row) => row.reason && reason(row.reason),
    },
    {
      key: "last",
      header: t("column.last"),
      num: true,
      cell: (row) =>
        row.lastActivityAt ? (
          <Since className="muted" at={row.lastActivityAt} now={now} />
        ) : (
          <span className="faint">{t("prospect.never")}</span>
        ),
    },
    {
      key: "phone",
      header: "",
      area: "sub",
      phoneOnly: true,
      cell: (row) => (
        <>
          {status(row.status)}
          <span className="truncate">{[row.person, row.city].filter(Boolean).join(" · ")}</span>
        </>
      ),
    },
  ];
}
