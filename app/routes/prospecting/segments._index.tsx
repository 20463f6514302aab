import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { TFunction } from "i18next";
import { Filter, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listSegments, type SegmentRow } from "~/domains/prospecting/segment/segment.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Segments · Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const after = new URL(request.url).searchParams.get("after");
  const page = await inCompany(company, (ctx) => listSegments(ctx, { after }));
  return { ...page, mayChange: company.may("prospect:change") };
}

const rowId = (row: SegmentRow) => row.id;
const rowHref = (row: SegmentRow) => `/segments/${row.id}`;
const rowName = (row: SegmentRow) => row.name;

const columnsOf = (t: TFunction, number: (value: number) => string): Array<Column<SegmentRow>> => [
  { key: "name", header: t("segment.name"), area: "main", cell: (row) => <strong dir="auto">{row.name}</strong> },
  { key: "type", header: t("segment.type"), muted: true, cell: (row) => t(`segment.types.${row.type}`) },
  { key: "count", header: t("segment.count"), num: true, area: "score", cell: (row) => number(row.count) },
  { key: "campaigns", header: t("segment.campaigns"), num: true, cell: (row) => (row.campaigns > 0 ? number(row.campaigns) : "") },
  {
    key: "phone",
    header: "",
    area: "sub",
    phoneOnly: true,
    cell: (row) => <span className="truncate">{t(`segment.types.${row.type}`)}</span>,
  },
];

export default function Segments() {
  const { segments, next, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const columns = useMemo(() => columnsOf(t, number), [t, number]);
  const add = mayChange && (
    <ButtonLink kind="primary" size="sm" icon={Plus} to="/segments/new">
      {t("segment.new")}
    </ButtonLink>
  );
  return (
    <ListPage
      title={t("segment.many")}
      actions={segments.length > 0 && add}
      pager={
        next && (
          <div className="pager row">
            <ButtonLink size="sm" className="push" to={`/segments?after=${encodeURIComponent(next)}`}>
              {t("segment.next")}
            </ButtonLink>
          </div>
        )
      }
    >
      {segments.length > 0 ? (
        <DataTable label={t("segment.many")} columns={columns} rows={segments} rowId={rowId} rowHref={rowHref} rowName={rowName} />
      ) : (
        <Empty icon={Filter} title={t("segment.empty_title")} action={add}>
          {t("segment.empty_text")}
        </Empty>
      )}
    </ListPage>
  );
}
