import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { ArrowDownWideNarrow, Bookmark, Download, Plus, Upload, Users } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { filterFromUrl, filterToUrl, isEmptyFilter, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { lineOf, type ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import { isProspectSort, type ProspectSort, prospectSorts, readCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { countWithViews, listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { BulkActs } from "~/domains/prospecting/ui/bulk-acts";
import { FilterBar } from "~/domains/prospecting/ui/filter-bar";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { prospectColumns } from "~/domains/prospecting/ui/prospect-columns";
import { ViewMenu } from "~/domains/prospecting/ui/view-menu";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable, type Selection } from "~/ui/data/data-table";
import { Pager } from "~/ui/data/pager";
import { Menu } from "~/ui/overlays/menu";
import { ListPage } from "~/ui/pages/list-page";
import { Empty, TableSkeleton } from "~/ui/surfaces/faces";
import { useFormat } from "~/ui/words";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Prospects · Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const filter = filterFromUrl(search);
  const asked = search.get("sort");
  const sort: ProspectSort = isProspectSort(asked) ? asked : "score";
  const cursor = readCursor(search.get("at"), sort);
  const page = await inCompany(company, async (ctx) => ({
    ...(await listProspects(ctx, { filter, sort, cursor })),
    ...(await countWithViews(ctx, filter)),
    now: ctx.now,
  }));
  if (cursor && page.rows.length === 0) throw redirect(prospectsHref(filter, sort)); // the rows this page stood beside are gone
  const { may } = company;
  return {
    ...page,
    rows: page.rows.map(lineOf),
    filter,
    sort,
    may: { change: may("prospect:change"), import: may("prospect:import"), campaign: may("campaign:change") },
  };
}

const rowName = (row: ProspectLine) => row.name;
const rowId = (row: ProspectLine) => row.id;
const rowHref = (row: ProspectLine) => `/prospects/${row.id}`;
const views: Array<{ key: string; filter: ProspectFilter }> = [
  { key: "all", filter: {} },
  { key: "to_contact", filter: { status: ["new", "to_contact"], email: "yes", contacted: "no" } },
  { key: "hot", filter: { scoreMin: 50 } },
  { key: "no_email", filter: { email: "no" } },
  { key: "answered", filter: { status: ["engaged", "qualified", "opportunity", "meeting_scheduled", "negotiating"] } },
];

export default function Prospects() {
  const { rows, place, next, previous, total, views: kept, filter, sort, now, may } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const navigation = useNavigation();
  const isTurning = navigation.state === "loading" && navigation.location.pathname === "/prospects" && !navigation.formMethod;
  const signature = filterToUrl(filter);
  const here = prospectsHref(filter, sort).split("?")[1] ?? "";
  const columns = useMemo(
    () => prospectColumns(t, sort, now, (by) => prospectsHref(filter, by)),
    [t, sort, now, signature], // the signature stands for the filter
  );
  const acts = useCallback(
    (selection: Selection) => <BulkActs selection={selection} filter={filter} mayChange={may.change} mayCampaign={may.campaign} />,
    [signature, may.change, may.campaign], // the signature stands for the filter
  );
  return (
    <ListPage
      title={t("prospect.many")}
      actions={
        <>
          {may.change && (
            <ButtonLink size="sm" icon={Plus} to="/prospects/new" className="hide-s">
              {t("prospect.add")}
            </ButtonLink>
          )}
          {may.import && (
            <ButtonLink kind="primary" size="sm" icon={Upload} to="/imports/new">
              {t("prospect.import")}
            </ButtonLink>
          )}
        </>
      }
      tabs={
        <Tabs
          views
          label={t("prospect.views")}
          tabs={[
            ...views.map((view) => ({
              label: t(`view.${view.key}`),
              to: prospectsHref(view.filter, sort),
              current: filterToUrl(view.filter) === signature,
            })),
            ...kept
              .filter(({ isPinned }) => isPinned)
              .map(({ name, query }) => ({ label: name, to: query ? `/prospects?${query}` : "/prospects", current: query === here })),
          ].map((tab) => ({ ...tab, count: tab.current ? countWord(total, number) : undefined }))}
          after={<ViewMenu views={kept} query={here} mayShare={may.change} />}
        />
      }
      filters={<FilterBar filter={filter} sort={sort} now={now} />}
      tools={
        <>
          <Menu
            label={t("prospect.sort")}
            end
            triggerClass="btn btn-quiet btn-sm"
            trigger={
              <>
                <Icon of={ArrowDownWideNarrow} />
                {t("prospect.sort")} {t(`sort.${sort}`)}
              </>
            }
            entries={prospectSorts.map((by) => ({ label: t(`sort.${by}`), to: prospectsHref(filter, by), checked: by === sort }))}
          />
          {may.change && !isEmptyFilter(filter) && !filter.segment && (
            <ButtonLink kind="quiet" size="sm" icon={Bookmark} to={`/segments/new?${signature}`}>
              {t("segment.save_list")}
            </ButtonLink>
          )}
          <a
            className="btn btn-quiet btn-sm btn-icon"
            href={`/prospects/export?${signature}`}
            download
            title={t("prospect.export")}
            aria-label={t("prospect.export")}
          >
            <Icon of={Download} />
          </a>
        </>
      }
      pager={
        rows.length > 0 && (
          <Pager
            from={place + 1}
            to={place + rows.length}
            total={total.count}
            previousTo={previous ? prospectsHref(filter, sort, previous) : undefined}
            nextTo={next ? prospectsHref(filter, sort, next) : undefined}
          />
        )
      }
    >
      {isTurning && rows.length === 0 ? (
        <TableSkeleton />
      ) : rows.length > 0 ? (
        <DataTable
          label={t("prospect.many")}
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowHref={rowHref}
          rowName={rowName}
          selection={acts}
          total={total.count}
        />
      ) : (
        <NobodyHere isFiltered={!isEmptyFilter(filter)} mayImport={may.import} />
      )}
    </ListPage>
  );
}

const countWord = ({ count, capped }: { count: number; capped: boolean }, number: (value: number) => string) =>
  number(count) + (capped ? "+" : "");

function NobodyHere({ isFiltered, mayImport }: { isFiltered: boolean; mayImport: boolean }) {
  const { t } = useTranslation("prospecting");
  if (isFiltered)
    return (
      <Empty icon={Users} title={t("empty.none_title")} action={<ButtonLink to="/prospects">{t("empty.clear")}</ButtonLink>}>
        {t("empty.none_text")}
      </Empty>
    );
  return (
    <Empty
      icon={Users}
      title={t("empty.title")}
      action={
        mayImport && (
          <ButtonLink kind="primary" icon={Upload} to="/imports/new">
            {t("prospect.import")}
          </ButtonLink>
        )
      }
    >
      {t("empty.text")}
    </Empty>
  );
}
