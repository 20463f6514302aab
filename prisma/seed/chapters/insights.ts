import { composeReport, type SumsRow } from "~/domains/insights/report/compose-report.rules";
import { responseRate } from "~/domains/insights/report/figures.rules";
import { reportHour, weekFrom, weeksUntil } from "~/domains/insights/report/week.rules";
import { addDays, momentOf, weekStart } from "~/platform/local-time";
import type { Chapter } from "../demo-story";

const timezone = "Europe/Paris";

/** The report of the week before last, counted from the facts as the Monday job counts; days and patterns counted from the rows. */
export const insights: Chapter = async ({ db, companyId, people, days }) => {
  const week = weekFrom(addDays(weekStart(days.today), -14), timezone);
  const weeks = weeksUntil(week, timezone);
  const rows = await db.$queryRaw<Array<SumsRow>>`
    SELECT starts_at AS "startsAt", campaign_id AS "campaignId", imported, contacted, sent, delivered, replies, bounces, unsubscribes, complaints
    FROM app.figures_of_windows(${weeks.map(() => companyId)}::uuid[], ${weeks.map(({ startsAt }) => startsAt)}::timestamptz[], ${weeks.map(({ endsAt }) => endsAt)}::timestamptz[])`;
  const { keyMetrics, insights: findings } = composeReport(rows, weeks);
  const figures = keyMetrics.week;
  const writtenAt = momentOf(addDays(week.monday, 7), timezone, reportHour);
  const there = await db.successReport.findFirst({ where: { companyId, type: "weekly", period: week.period }, select: { id: true } });
  if (!there) {
    const { id: reportId } = await db.successReport.create({
      data: {
        companyId,
        type: "weekly",
        period: week.period,
        periodStart: week.monday,
        periodEnd: week.sunday,
        keyMetrics,
        insights: findings as Array<object>,
        generatedAt: writtenAt,
        sentAt: writtenAt,
      },
      select: { id: true },
    });
    await db.reportDelivery.create({ data: { companyId, reportId, userId: people.owner, state: "sent", createdAt: writtenAt } });
  }
  const rate = responseRate(figures);
  const inWeek = { gte: week.startsAt, lt: week.endsAt };
  const meetings = await db.meeting.count({ where: { companyId, createdAt: inWeek } });
  const won = await db.deal.count({ where: { companyId, closedAt: inWeek, lossReason: null } });
  const lost = await db.deal.count({ where: { companyId, closedAt: inWeek, lossReason: { not: null } } });
  await db.successMetric.createMany({
    data: [
      {
        companyId,
        periodStart: week.monday,
        periodEnd: week.sunday,
        prospectsImported: figures.imported,
        prospectsContacted: figures.contacted,
        messagesSent: figures.sent,
        messagesDelivered: figures.delivered,
        responsesReceived: figures.replies,
        bounces: figures.bounces,
        unsubscribes: figures.unsubscribes,
        complaints: figures.complaints,
        responseRatePercent: rate === null ? null : (rate * 100).toFixed(2),
        meetingsScheduled: meetings,
        dealsWon: won,
        dealsLost: lost,
      },
    ],
    skipDuplicates: true,
  });

  const daily = await db.$queryRaw<Array<{ date: Date; sent: number; replied: number }>>`
    SELECT (e.occurred_at AT TIME ZONE ${timezone})::date AS date, count(*) FILTER (WHERE e.event_type = 'outreach/message.sent')::int AS sent,
      count(*) FILTER (WHERE e.event_type = 'outreach/message.replied')::int AS replied
    FROM events e WHERE e.company_id = ${companyId}::uuid AND e.event_type IN ('outreach/message.sent', 'outreach/message.replied')
      AND e.occurred_at >= ${days.moment(-30)}::timestamptz AND e.occurred_at < ${days.moment(-1)}::timestamptz GROUP BY 1 ORDER BY 1`;
  await db.dailyAnalytics.createMany({
    data: daily.map(({ date, sent, replied }) => ({
      companyId,
      date,
      messagesSent: sent,
      responsesReceived: replied,
      responseRate: sent > 0 && replied <= sent ? ((replied * 100) / sent).toFixed(2) : null,
    })),
    skipDuplicates: true,
  });

  const answered = await db.message.count({ where: { companyId, repliedAt: { not: null } } });
  const asked = await db.message.count({ where: { companyId, sentAt: { not: null } } });
  await db.behavioralPattern.createMany({
    data: [
      {
        companyId,
        patternType: "timing",
        patternName: "Réponses aux messages du matin",
        conditions: { fromHour: 10, untilHour: 12 },
        successRate: asked > 0 ? ((answered * 100) / asked).toFixed(2) : null,
        sampleSize: asked,
        confidenceScore: 0.4,
        recommendedActions: ["Envoyer entre dix heures et midi"],
      },
    ],
    skipDuplicates: true,
  });
  await db.improvementSuggestion.create({
    data: {
      companyId,
      type: "timing_adjustment",
      currentPerformance: { sent: asked, replied: answered },
      suggestedChange: "Écrire entre dix heures et midi plutôt que l’après-midi.",
      confidenceScore: 0.4,
      aiReasoning: "Les réponses reçues suivent surtout les messages du matin. L’échantillon est petit.",
      createdAt: days.moment(-3),
    },
  });
};
