import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { TFunction } from "i18next";
import { Building2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type AgencyFilter, type AgencyRow, type AgencySort, centsOf, isAgencySort } from "~/domains/prospecting/agency/agency.rules";
import { listAgencies } from "~/domains/prospecting/agency/agency.queries.server";
import { requirePack } from "~/domains/prospecting/agency/require-pack.server";
import { readDepartment } from "~/domains/prospecting/market/market-place.rules";
import { agenciesHref } from "~/domains/prospecting/ui/market/market-address";
import { MarketSearch } from "~/domains/prospecting/ui/market/market-search";
import { MarketTabs } from "~/domains/prospecting/ui/market/market-tabs";
import { type FigureWords, useFigureWords } from "~/domains/prospecting/ui/market/market-words";
import { NextPage } from "~/domains/prospecting/ui/market/next-page";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Agences · Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const text = (name: string) => search.get(name)?.trim().slice(0, 100) || undefined;
  const filter: AgencyFilter = {
    city: text("city"),
    network: text("network"),
    department: readDepartment(search.get("department") ?? "") ?? undefined,
  };
  const asked = search.get("sort");
  const sort = isAgencySort(asked) ? asked : ("maturity" as const);
  const page = await inCompany(company, async (ctx) => {
    await requirePack(ctx);
    return listAgencies(ctx, { filter, sort, after: search.get("after") });
  });
  return { ...page, filter, sort };
}

const rowId = (row: AgencyRow) => row.id;
const rowHref = (row: AgencyRow) => `/prospects/${row.id}/agency`;
const rowName = (row: AgencyRow) => row.name;
const columnsOf = (t: TFunction, say: FigureWords, filter: AgencyFilter, sort: AgencySort): Array<Column<AgencyRow>> => {
  const by = (key: AgencySort) => ({ to: agenciesHref(filter, key), direction: key === sort ? ("descending" as const) : undefined });
  const town = (row: AgencyRow) => [row.city, row.department && `(${row.department})`].filter(Boolean).join(" ");
  return [
    { key: "name", header: t("agency.one"), area: "main", cell: (row) => <strong dir="auto">{row.name}</strong> },
    {
      key: "maturity",
      header: t("agency.column.maturity"),
      num: true,
      area: "score",
      sort: by("maturity"),
      cell: (row) => say.number(row.maturity),
    },
    { key: "city", header: t("field.city"), muted: true, cell: (row) => <span dir="auto">{town(row)}</span> },
    { key: "type", header: t("field.agencyType"), muted: true, cell: (row) => row.agencyType && t(`agency_type.${row.agencyType}`) },
    { key: "network", header: t("agency.field.networkName"), cut: true, cell: (row) => row.networkName },
    { key: "agents", header: t("agency.column.agents"), num: true, sort: by("agents"), cell: (row) => say.number(row.agentsCount) },
    { key: "listings", header: t("agency.column.listings"), num: true, sort: by("listings"), cell: (row) => say.number(row.listingsCount) },
    {
      key: "cost",
      header: t("agency.column.portals"),
      num: true,
      cell: (row) => (row.portalsCost === null ? say.none : say.money(centsOf(row.portalsCost))),
    },
    {
      key: "phone",
      header: "",
      area: "sub",
      phoneOnly: true,
      cell: (row) => <span className="truncate">{[town(row), row.networkName].filter(Boolean).join(", ")}</span>,
    },
  ];
};

/** The prospects that are known as agencies, the most mature first, by city, department or network. */
export default function Agencies() {
  const { agencies, next, filter, sort } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const columns = useMemo(() => columnsOf(t, say, filter, sort), [t, say.language, JSON.stringify(filter), sort]); // the language stands for the words
  const isNarrowed = Object.values(filter).some((part) => part !== undefined);
  return (
    <ListPage
      title={t("agency.many")}
      tabs={<MarketTabs current="agencies" hasPack />}
      filters={
        <MarketSearch
          hidden={sort === "maturity" ? {} : { sort }}
          department={filter.department}
          texts={[
            { name: "city", label: t("field.city"), value: filter.city },
            { name: "network", label: t("agency.field.networkName"), value: filter.network },
          ]}
        />
      }
      pager={<NextPage to={next && agenciesHref(filter, sort, next)} />}
    >
      {agencies.length > 0 ? (
        <DataTable label={t("agency.many")} columns={columns} rows={agencies} rowId={rowId} rowHref={rowHref} rowName={rowName} />
      ) : (
        <Empty
          icon={Building2}
          title={t(isNarrowed ? "agency.none_title" : "agency.empty_title")}
          action={isNarrowed && <ButtonLink to="/market/agencies">{t("empty.clear")}</ButtonLink>}
        >
          {t("agency.empty_text")}
        </Empty>
      )}
    </ListPage>
  );
}
