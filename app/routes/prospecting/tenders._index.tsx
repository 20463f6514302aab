import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FileText } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listTenders, readTenderPlace } from "~/domains/prospecting/tender/tender.queries.server";
import { tenderViews } from "~/domains/prospecting/tender/tender.rules";
import { OutsideLink } from "~/domains/prospecting/ui/courting-panel";
import { TenderBadge } from "~/domains/prospecting/ui/prospect-tenders";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const view = tenderViews.find((one) => one === search.get("view")) ?? "open";
  const after = readTenderPlace(search.get("after"));
  const page = await inCompany(company, (ctx) => listTenders(ctx, { view, after }));
  return { ...page, view, isFirst: after === null };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

/** Calls for tenders of all prospects, by their deadline. */
export default function Tenders() {
  const { rows, next, today, view, isFirst } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const to = (wanted: string) => (wanted === "open" ? "/tenders" : `/tenders?view=${wanted}`);
  const columns = useMemo<Array<Column<Row>>>(
    () => [
      { key: "prospect", header: t("tender.column.prospect"), cell: (row) => <strong>{row.prospectName}</strong>, area: "main", cut: true },
      {
        key: "state",
        header: t("tender.column.state"),
        cell: (row) => <TenderBadge deadline={row.deadline} today={today} />,
        area: "score",
      },
      {
        key: "title",
        header: t("tender.column.title"),
        cell: (row) => <OutsideLink url={row.url}>{row.title}</OutsideLink>,
        area: "sub",
        cut: true,
      },
      { key: "source", header: t("tender.column.source"), cell: (row) => row.source && <bdi>{row.source}</bdi>, muted: true, cut: true },
      {
        key: "deadline",
        header: t("tender.column.deadline"),
        cell: (row) => <DateTime at={`${row.deadline}T12:00:00Z`} style="dayYear" />,
      },
    ],
    [t, today],
  );
  return (
    <ListPage
      title={t("tender.many")}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      tabs={
        <Tabs
          views
          label={t("tender.views")}
          tabs={tenderViews.map((one) => ({ label: t(`tender.view.${one}`), to: to(one), current: one === view }))}
        />
      }
      pager={
        rows.length > 0 && (
          <Pager
            from={1}
            to={rows.length}
            previousTo={isFirst ? undefined : to(view)}
            nextTo={next ? `/tenders?view=${view}&after=${next}` : undefined}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <Empty icon={FileText} title={t(`tender.none.${view}`)} action={<ButtonLink to="/prospects">{t("prospect.many")}</ButtonLink>}>
          {t("tender.none_hint")}
        </Empty>
      ) : (
        <DataTable
          label={t("tender.many")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/prospects/${row.prospectId}`}
          rowName={(row) => row.title}
        />
      )}
    </ListPage>
  );
}
