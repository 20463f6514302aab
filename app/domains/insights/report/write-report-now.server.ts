import { localDate } from "~/platform/local-time";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { reportWritten } from "./report.events.server";
import { weekSoFar } from "./week-so-far.server";

/**
 * Writes a report of the week so far and has it sent, to who asks or to the team.
 * @throws AppError 'insights.report.just_written' when one was written in this very second
 */
export async function writeReportNow(ctx: CompanyCtx, { to }: { to: "me" | "team" }): Promise<{ reportId: string }> {
  const { db, companyId, actor, now, emit, audit } = ctx;
  const { week, keyMetrics, insights } = await weekSoFar(ctx);
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const period = `${week.period} ${now.toISOString().slice(0, 19)}Z`;
  if (await db.successReport.findFirst({ where: { type: "on_demand", period }, select: { id: true } }))
    throw new AppError("insights.report.just_written", { status: 409 });
  const report = await db.successReport.create({
    data: {
      companyId,
      type: "on_demand",
      period,
      periodStart: week.monday,
      periodEnd: localDate(now, timezone),
      keyMetrics,
      insights: insights as object[],
      generatedAt: now,
    },
    select: { id: true },
  });
  emit(reportWritten.create({ companyId, reportId: report.id, readerId: to === "team" ? null : actor.id }), report.id);
  audit({ action: "report.sent", about: { type: "report", id: report.id }, after: { to } });
  return { reportId: report.id };
}
