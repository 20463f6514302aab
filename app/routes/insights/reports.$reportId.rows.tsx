import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Rows3 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isMetric, metrics } from "~/domains/insights/report/figures.rules";
import { currentReport, findReport } from "~/domains/insights/report/report.queries.server";
import { rowsOfFigure } from "~/domains/insights/report/rows.queries.server";
import { reportTitle } from "~/domains/insights/report/say-report.rules";
import { afterFrom, afterText } from "~/domains/insights/report/row-place.rules";
import { campaignNames } from "~/domains/outreach/campaign/campaign-names.queries.server";
import { prospectsByIds } from "~/domains/prospecting/prospect/prospects-by-ids.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { DateTime } from "~/ui/data/date-time";
import { Pager } from "~/ui/data/pager";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["insights"] };

const pageSize = 50;

/** From a figure to its prospects, and from each to the line of the list it came from. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "report:read");
  const id = params.reportId === "this-week" ? null : idFrom(params.reportId);
  const { searchParams } = new URL(request.url);
  const asked = { metric: searchParams.get("metric"), campaign: searchParams.get("campaign") };
  const metric = isMetric(asked.metric) ? asked.metric : "contacted";
  const campaignId = isId(asked.campaign) ? asked.campaign : null;
  const after = afterFrom(searchParams.get("after"));
  const { report, facts, names, prospects } = await inCompany(member, async (ctx) => {
    const report = id ? found(await findReport(ctx, id)) : await currentReport(ctx);
    const window = { startsAt: new Date(report.keyMetrics.startsAt), endsAt: new Date(report.keyMetrics.endsAt) };
    const facts = await rowsOfFigure(ctx, { metric, ...window, campaignId, after, take: pageSize + 1 });
    const ids = [...new Set([...facts.flatMap((fact) => fact.campaignId ?? []), ...(campaignId ? [campaignId] : [])])];
    return {
      report,
      facts,
      names: await campaignNames(ctx, ids),
      prospects: await prospectsByIds(
        ctx,
        facts.map(({ prospectId }) => prospectId),
      ),
    };
  });
  const shown = facts.slice(0, pageSize);
  const byId = new Map(prospects.map((prospect) => [prospect.id, prospect]));
  return {
    report: { type: report.type, period: report.period, figures: report.keyMetrics.week },
    base: `/reports/${id ?? "this-week"}`,
    rows: shown.map((fact) => ({
      ...fact,
      prospect: byId.get(fact.prospectId) ?? null,
      campaign: fact.campaignId && (names[fact.campaignId] ?? null),
    })),
    next: facts.length > pageSize ? afterText(shown.at(-1)!) : null,
    place: after?.place ?? 0,
    metric,
    campaign: campaignId ? { id: campaignId, name: names[campaignId] ?? null } : null,
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

export default function ReportRows() {
  const { report, base, rows, next, place, metric, campaign } = useLoaderData<typeof loader>();
  const { t } = useTranslation("insights");
  const columns = useColumns();
  const to = (query: Record<string, string | null | undefined>) =>
    `${base}/rows?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString()}`;
  return (
    <ListPage
      title={t(`figure.${metric}`)}
      crumbs={[
        { label: t("report.many"), to: "/reports" },
        { label: reportTitle(t, report), to: base },
      ]}
      tabs={
        <Tabs
          label={t("rows.views")}
          views
          tabs={metrics.map((one) => ({
            label: t(`figure.${one}`),
            to: to({ metric: one, campaign: one === "imported" ? null : campaign?.id }),
            count: campaign ? undefined : report.figures[one],
            current: one === metric,
          }))}
        />
      }
      notice={
        campaign && (
          <p className="row row-wrap muted">
            {t("rows.only", { campaign: campaign.name ?? t("report.campaign_gone") })}
            <Link className="link" to={to({ metric })}>
              {t("rows.all_campaigns")}
            </Link>
          </p>
        )
      }
      pager={
        rows.length > 0 && (
          <Pager
            from={place + 1}
            to={place + rows.length}
            previousTo={place > 0 ? to({ metric, campaign: campaign?.id }) : undefined}
            nextTo={next ? to({ metric, campaign: campaign?.id, after: `${next}_${place + rows.length}` }) : undefined}
            keys={false}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <Empty icon={Rows3} title={t("rows.empty.title")}>
          {t("rows.empty.text")}
        </Empty>
      ) : (
        <DataTable
          label={t(`figure.${metric}`)}
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowName={(row) => row.prospect?.name ?? t("rows.gone")}
        />
      )}
    </ListPage>
  );
}

const rowId = (row: Row) => row.subjectId;

function useColumns() {
  const { t } = useTranslation("insights");
  return useMemo<Array<Column<Row>>>(
    () => [
      {
        key: "prospect",
        header: t("rows.column.prospect"),
        area: "main",
        cell: ({ prospect, prospectId }) =>
          prospect && !prospect.isDeleted ? (
            <Link className="row-link" to={`/prospects/${prospectId}`} prefetch="intent">
              {prospect.name}
            </Link>
          ) : (
            <span className="muted">{prospect?.name ?? t("rows.gone")}</span>
          ),
      },
      {
        key: "campaign",
        header: t("rows.column.campaign"),
        cell: ({ campaign, campaignId }) =>
          campaignId && (
            <Link className="linked" to={`/campaigns/${campaignId}`}>
              {campaign ?? t("report.campaign_gone")}
            </Link>
          ),
        cut: true,
      },
      {
        key: "line",
        header: t("rows.column.line"),
        area: "sub",
        cell: ({ prospect }) =>
          prospect?.line ? (
            <Link className="linked" to={`/imports/${prospect.line.importRunId}/lines?after=${prospect.line.number - 1}`}>
              {t("rows.line", { n: prospect.line.number })}
            </Link>
          ) : (
            <span className="faint">{t("rows.no_line")}</span>
          ),
      },
      {
        key: "at",
        header: t("rows.column.at"),
        cell: ({ occurredAt }) => <DateTime at={occurredAt} style="moment" />,
        muted: true,
        area: "score",
      },
    ],
    [t],
  );
}
