import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { TFunction } from "i18next";
import { MapPinned } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { hasPack } from "~/domains/prospecting/agency/require-pack.server";
import { readDepartment } from "~/domains/prospecting/market/market-place.rules";
import { isPlaceView, type PlaceRow } from "~/domains/prospecting/market/place-figures.rules";
import { listPlaces } from "~/domains/prospecting/market/places.queries.server";
import { marketHref, placeHref } from "~/domains/prospecting/ui/market/market-address";
import { MarketSearch } from "~/domains/prospecting/ui/market/market-search";
import { MarketTabs } from "~/domains/prospecting/ui/market/market-tabs";
import { type FigureWords, useFigureWords } from "~/domains/prospecting/ui/market/market-words";
import { NextPage } from "~/domains/prospecting/ui/market/next-page";
import { placeName } from "~/domains/prospecting/ui/market/place-words";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const asked = search.get("view");
  const view = isPlaceView(asked) ? asked : ("cities" as const);
  const department = readDepartment(search.get("department") ?? "") ?? undefined;
  const q = search.get("q")?.trim().slice(0, 100) || undefined;
  const page = await inCompany(company, async (ctx) => ({
    ...(await listPlaces(ctx, { view, department, q, after: search.get("after") })),
    hasPack: await hasPack(ctx),
  }));
  return { ...page, view, filter: { department, q } };
}

const rowId = (row: PlaceRow) => `${row.department} ${row.city} ${row.district}`;
const columnsOf = (t: TFunction, say: FigureWords): Array<Column<PlaceRow>> => [
  { key: "place", header: t("market.place"), area: "main", cell: (row) => <strong dir="auto">{placeName(row)}</strong> },
  { key: "prospects", header: t("prospect.many"), num: true, area: "score", cell: (row) => say.number(row.prospects) },
  { key: "price", header: t("market.price"), num: true, cell: (row) => say.price(row.sale) },
  { key: "trend3", header: t("market.trend_3m"), num: true, cell: (row) => say.change(row.trend3m) },
  { key: "trend12", header: t("market.trend_12m"), num: true, cell: (row) => say.change(row.trend12m) },
  { key: "rent", header: t("market.rent"), num: true, cell: (row) => say.rent(row.rent) },
  { key: "sales", header: t("market.sales"), num: true, cell: (row) => say.number(row.sales) },
  { key: "asOf", header: t("market.as_of"), muted: true, cell: (row) => say.day(row.asOf) },
  {
    key: "phone",
    header: "",
    area: "sub",
    phoneOnly: true,
    cell: (row) => `${say.price(row.sale)} ${row.trend12m === null ? "" : say.change(row.trend12m)}`,
  },
];

/** Cities or departments with what open files say of their market, those with most prospects first. */
export default function Market() {
  const { places, next, view, filter, hasPack } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const columns = useMemo(() => columnsOf(t, say), [t, say.language]); // the language stands for the words
  const isNarrowed = filter.department !== undefined || filter.q !== undefined;
  return (
    <ListPage
      title={t("market.title")}
      tabs={<MarketTabs current={view} hasPack={hasPack} />}
      filters={
        <MarketSearch
          hidden={view === "cities" ? {} : { view }}
          department={filter.department}
          texts={view === "cities" ? [{ name: "q", label: t("market.search_city"), value: filter.q }] : []}
        />
      }
      pager={<NextPage to={next && marketHref(view, filter, next)} />}
    >
      {places.length > 0 ? (
        <DataTable label={t("market.title")} columns={columns} rows={places} rowId={rowId} rowHref={placeHref} rowName={placeName} />
      ) : (
        <Empty
          icon={MapPinned}
          title={t("market.empty_title")}
          action={isNarrowed && <ButtonLink to={marketHref(view, {})}>{t("empty.clear")}</ButtonLink>}
        >
          {t("market.empty_text")}
        </Empty>
      )}
    </ListPage>
  );
}
