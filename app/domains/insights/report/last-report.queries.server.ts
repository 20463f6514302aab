import type { CompanyCtx } from "~/platform/tenancy.server";
import { findReport } from "./report.queries.server";
import type { ReportContent } from "./report.schema";

/** The latest weekly report; null before the first Monday. */
export async function lastReport(ctx: CompanyCtx): Promise<(ReportContent & { id: string }) | null> {
  const last = await ctx.db.successReport.findFirst({
    where: { companyId: ctx.companyId, type: "weekly" },
    orderBy: { periodStart: "desc" },
    select: { id: true },
  });
  const report = last && (await findReport(ctx, last.id));
  return report && { ...report, id: last.id };
}
