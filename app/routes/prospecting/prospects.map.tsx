import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isMapMeasure, mapMeasures, shadeOf, shadesOf } from "~/domains/prospecting/map/choropleth.rules";
import { departmentFigures } from "~/domains/prospecting/map/department-figures.queries.server";
import { type DepartmentLine, departmentName, measureOf } from "~/domains/prospecting/map/department-line.rules";
import { filterFromUrl, filterParts, withoutPart } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { DepartmentTable } from "~/domains/prospecting/ui/market/department-table";
import { useFilterValues } from "~/domains/prospecting/ui/filter-bar";
import { mapHref } from "~/domains/prospecting/ui/market/map-address";
import { MapLegend } from "~/domains/prospecting/ui/market/map-legend";
import { MapOfFrance, type ShownDepartment } from "~/domains/prospecting/ui/market/map-of-france";
import { useFigureWords } from "~/domains/prospecting/ui/market/market-words";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { FilterChip } from "~/ui/controls/filter-chip";
import { Tabs } from "~/ui/controls/tabs";
import { ListPage } from "~/ui/pages/list-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Prospects · Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const filter = filterFromUrl(search);
  const asked = search.get("show");
  const rows = await inCompany(company, (ctx) => departmentFigures(ctx, filter));
  const lines: Array<DepartmentLine> = rows.map(({ department, ...figures }) => ({
    ...figures,
    code: department,
    name: departmentName(department),
  }));
  return { lines, filter, show: isMapMeasure(asked) ? asked : ("prospects" as const) };
}

/** Where the prospects of the list's filter are, and what the market does there. */
export default function ProspectsMap() {
  const { lines, filter, show } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const valueOf = useFilterValues();
  const write = { prospects: say.number, price: say.price, trend: say.change }[show];
  const figures = lines.filter(({ code }) => code !== "").map((line) => measureOf(line, show));
  const shades = shadesOf(figures.filter((figure) => figure !== null));
  const departments = Object.fromEntries(
    lines.map((line): [string, ShownDepartment] => [
      line.code,
      {
        shade: shadeOf(measureOf(line, show), shades),
        says: t("map.says", {
          name: line.name,
          code: line.code,
          prospects: t("map.prospects", { count: line.prospects }),
          price: say.price(line.price),
          trend: say.change(line.trend),
        }),
        to: line.prospects > 0 ? prospectsHref({ ...filter, department: [line.code] }) : undefined,
      },
    ]),
  );
  return (
    <ListPage
      title={t("map.title")}
      crumbs={[{ label: t("prospect.many"), to: prospectsHref(filter) }]}
      tabs={
        <Tabs
          views
          label={t("map.measure")}
          tabs={mapMeasures.map((measure) => ({ label: t(`map.by.${measure}`), to: mapHref(filter, measure), current: measure === show }))}
        />
      }
      filters={filterParts
        .filter((part) => filter[part] !== undefined)
        .map((part) => (
          <FilterChip
            key={part}
            name={t(`filter.${part}.name`)}
            operator={t(`filter.${part}.op`)}
            value={valueOf(part, filter)}
            removeTo={mapHref(withoutPart(filter, part), show)}
          />
        ))}
    >
      <div className="content" tabIndex={0} role="region" aria-label={t("map.title")}>
        <div className="map-page">
          <div className="stack g4">
            <MapOfFrance label={t("map.label")} hint={t("map.hint")} departments={departments} />
            <MapLegend
              label={t("map.legend")}
              shades={shades}
              write={write}
              none={t(show === "prospects" ? "map.nobody" : "market.none")}
            />
            <p className="meta muted">{t("map.credit")}</p>
          </div>
          <DepartmentTable lines={lines} filter={filter} />
        </div>
      </div>
    </ListPage>
  );
}
