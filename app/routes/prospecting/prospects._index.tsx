import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Plus, Upload, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { columnLabel } from "~/domains/prospecting/list/list-columns.rules";
import { fittingShape, listQuery, shapeFromUrl } from "~/domains/prospecting/list/list-shape.rules";
import { customKeyOf } from "~/domains/prospecting/condition/condition-fields.rules";
import { readGroups, readList } from "~/domains/prospecting/list/read-list.queries.server";
import { filterFromUrl, filterToUrl, isEmptyFilter, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { countWithViews } from "~/domains/prospecting/prospect/prospect.queries.server";
import { BulkProgress } from "~/domains/prospecting/ui/bulk-progress";
import { FilterBar } from "~/domains/prospecting/ui/filter-bar";
import { ListTools } from "~/domains/prospecting/ui/list/list-tools";
import { ProspectsTable } from "~/domains/prospecting/ui/list/prospects-table";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { ViewMenu } from "~/domains/prospecting/ui/view-menu";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ButtonLink } from "~/ui/controls/button";
import { FilterChip } from "~/ui/controls/filter-chip";
import { Tabs } from "~/ui/controls/tabs";
import { Pager } from "~/ui/data/pager";
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
  const asked = shapeFromUrl(search);
  const at = search.getAll("at");
  const page = await inCompany(company, async (ctx) => {
    const { custom, ...counted } = await countWithViews(ctx, filter);
    const shape = fittingShape(asked, custom);
    const shown = custom.filter(({ key }) =>
      [shape.sort.by, shape.group, ...shape.columns].some((name) => name && customKeyOf(name) === key),
    );
    const common = { ...counted, shape, custom: shown, now: ctx.now };
    if (!shape.group)
      return { ...common, ...(await readList(ctx, { filter, shape, custom, at: at[0] ?? null })), groups: null, moreGroups: 0 };
    const grouped = await readGroups(ctx, { filter, shape, custom, open: search.getAll("open"), at });
    const rows = grouped.groups.flatMap((group) => group.page?.rows ?? []);
    return { ...common, ...grouped, rows, place: 0, next: null, previous: null };
  });
  // The rows this page stood beside are gone.
  if (at.length > 0 && page.rows.length === 0 && !page.groups) throw redirect(prospectsHref(filter, page.shape));
  const { may } = company;
  return {
    ...page,
    filter,
    at: page.groups ? at : [],
    run: z.guid().safeParse(search.get("run")).data ?? null,
    may: { change: may("prospect:change"), import: may("prospect:import"), campaign: may("campaign:change") },
  };
}

const views: Array<{ key: string; filter: ProspectFilter }> = [
  { key: "all", filter: {} },
  { key: "to_contact", filter: { status: ["new", "to_contact"], email: "yes", contacted: "no" } },
  { key: "hot", filter: { scoreMin: 50 } },
  { key: "no_email", filter: { email: "no" } },
  { key: "answered", filter: { status: ["engaged", "qualified", "opportunity", "meeting_scheduled", "negotiating"] } },
];

export default function Prospects() {
  const {
    rows,
    groups,
    moreGroups,
    place,
    next,
    previous,
    total,
    views: kept,
    filter,
    shape,
    custom,
    at,
    run,
    now,
    may,
  } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const navigation = useNavigation();
  const isTurning = navigation.state === "loading" && navigation.location.pathname === "/prospects" && !navigation.formMethod;
  const signature = filterToUrl(filter);
  const here = listQuery(filter, shape);
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
              to: prospectsHref(view.filter, shape),
              current: filterToUrl(view.filter) === signature,
            })),
            ...kept
              .filter(({ isPinned }) => isPinned)
              .map(({ name, query }) => ({ label: name, to: query ? `/prospects?${query}` : "/prospects", current: query === here })),
          ].map((tab) => ({ ...tab, count: tab.current ? countWord(total, number) : undefined }))}
          after={<ViewMenu views={kept} query={here} mayShare={may.change} />}
        />
      }
      filters={
        <FilterBar
          filter={filter}
          shape={shape}
          now={now}
          after={
            shape.group && (
              <FilterChip
                name={t("list.grouped")}
                operator={t("list.group_op")}
                value={columnLabel(shape.group, t, custom)}
                removeTo={prospectsHref(filter, { ...shape, group: null })}
              />
            )
          }
        />
      }
      notice={run && <BulkProgress bulkRunId={run} />}
      tools={<ListTools filter={filter} shape={shape} custom={custom} mayChange={may.change} />}
      pager={
        rows.length > 0 &&
        !groups && (
          <Pager
            from={place + 1}
            to={place + rows.length}
            total={total.count}
            previousTo={previous ? prospectsHref(filter, shape, { cursor: previous }) : undefined}
            nextTo={next ? prospectsHref(filter, shape, { cursor: next }) : undefined}
          />
        )
      }
    >
      {isTurning && total.count === 0 ? (
        <TableSkeleton />
      ) : total.count > 0 ? (
        <ProspectsTable {...{ rows, groups, filter, shape, custom, at, now, may }} total={total.count} />
      ) : (
        <NobodyHere isFiltered={!isEmptyFilter(filter)} mayImport={may.import} />
      )}
      {moreGroups > 0 && <p className="list-notice muted">{t("list.more_groups", { count: moreGroups })}</p>}
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
