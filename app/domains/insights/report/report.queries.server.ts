import type { CompanyCtx } from "~/platform/tenancy.server";
import { Findings, KeyMetrics, type ReportContent } from "./report.schema";
import { weekSoFar } from "./week-so-far.server";

const columns = {
  id: true,
  type: true,
  period: true,
  periodStart: true,
  periodEnd: true,
  keyMetrics: true,
  insights: true,
  generatedAt: true,
} as const;
type Row = {
  id: string;
  type: string;
  period: string;
  periodStart: Date;
  periodEnd: Date;
  keyMetrics: unknown;
  insights: unknown;
  generatedAt: Date;
};

const contentOf = ({ keyMetrics, insights, period, periodStart, periodEnd, ...row }: Row): ReportContent => ({
  ...row,
  period: period.slice(0, 8),
  from: periodStart,
  until: periodEnd,
  keyMetrics: KeyMetrics.parse(keyMetrics),
  insights: Findings.parse(insights),
});

/** A report that was written; null when it is none of the company's. */
export async function findReport({ db, companyId }: CompanyCtx, reportId: string): Promise<ReportContent | null> {
  const row = await db.successReport.findUnique({ where: { companyId_id: { companyId, id: reportId } }, select: columns });
  return row && contentOf(row);
}

/** The week that runs, as a report would tell it now. */
export async function currentReport(ctx: CompanyCtx): Promise<ReportContent> {
  const { week, keyMetrics, insights } = await weekSoFar(ctx);
  return {
    id: null,
    type: "current",
    period: week.period,
    from: week.monday,
    until: week.sunday,
    generatedAt: ctx.now,
    keyMetrics,
    insights,
  };
}

/** Reports, newest first, a page by the id of the last one seen. */
export async function listReports({ db, companyId }: CompanyCtx, { before, take }: { before: string | null; take: number }) {
  const rows = await db.successReport.findMany({
    where: { companyId, ...(before && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: take + 1,
    select: { ...columns, sentAt: true },
  });
  const reports = rows.slice(0, take).map(({ sentAt, ...row }) => ({ ...contentOf(row), sentAt }));
  return { reports, next: rows.length > take ? reports.at(-1)!.id : null };
}
