import type { CompanyCtx } from "~/platform/tenancy.server";

/** A finding of a report: the code of its sentence, its values, how many rows it rests on, and where they are. */
export interface ReportFinding {
  code: string;
  values?: Record<string, string | number>;
  sample?: number;
  link?: string;
}

/** What the team was last told; null before the first Monday. */
export async function lastReport({ db }: CompanyCtx) {
  const report = await db.successReport.findFirst({
    where: { type: "weekly" },
    orderBy: { periodStart: "desc" },
    select: { id: true, period: true, periodStart: true, insights: true },
  });
  return report && { ...report, insights: report.insights as unknown as Array<ReportFinding> };
}
