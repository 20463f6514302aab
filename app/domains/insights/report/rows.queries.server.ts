import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Metric } from "./figures.rules";

/** One prospect or message that a figure counts, by the first fact that told it. */
export interface FactRow {
  /** What is counted once: a message's id, or a prospect's. */
  subjectId: string;
  occurredAt: Date;
  prospectId: string;
  messageId: string | null;
  campaignId: string | null;
}

const eventTypes: Record<Exclude<Metric, "imported">, string> = {
  contacted: "outreach/message.sent",
  sent: "outreach/message.sent",
  delivered: "outreach/message.delivered",
  replies: "outreach/message.replied",
  bounces: "outreach/message.bounced",
  unsubscribes: "outreach/prospect.unsubscribed",
  complaints: "outreach/message.complained",
};

export interface RowsAsked {
  metric: Metric;
  startsAt: Date;
  endsAt: Date;
  campaignId: string | null;
  /** The last row seen. */
  after: { occurredAt: Date; subjectId: string } | null;
  take: number;
}

/** The rows behind a figure, oldest first: as many as app.figures_of_windows counts, by the same words. */
export function rowsOfFigure(
  { db, companyId }: CompanyCtx,
  { metric, startsAt, endsAt, campaignId, after, take }: RowsAsked,
): Promise<Array<FactRow>> {
  const facts = metric === "imported" ? imported(companyId, startsAt, endsAt) : told(companyId, metric, { startsAt, endsAt, campaignId });
  return db.$queryRaw`
    SELECT r.* FROM (${facts}) r
    WHERE ${withinReach} ${after ? Prisma.sql`AND (r."occurredAt", r."subjectId") > (${after.occurredAt}, ${after.subjectId}::uuid)` : Prisma.empty}
    ORDER BY r."occurredAt", r."subjectId" LIMIT ${take}::int`;
}

/** Facts outlive the people they tell of; whoever reaches only some of them reads the facts of those alone. */
const withinReach = Prisma.sql`(CASE WHEN (SELECT app.reach('prospect')) IS NULL THEN true
  ELSE EXISTS (SELECT 1 FROM prospects p WHERE p.id = r."prospectId") END)`;

function told(
  companyId: string,
  metric: Exclude<Metric, "imported">,
  { startsAt, endsAt, campaignId }: { startsAt: Date; endsAt: Date; campaignId: string | null },
) {
  const subject = metric === "contacted" ? Prisma.sql`(e.payload ->> 'prospectId')::uuid` : Prisma.sql`(e.payload ->> 'messageId')::uuid`;
  return Prisma.sql`
    SELECT DISTINCT ON (${subject}) ${subject} AS "subjectId", e.occurred_at AS "occurredAt", (e.payload ->> 'prospectId')::uuid AS "prospectId",
      (e.payload ->> 'messageId')::uuid AS "messageId", (e.payload ->> 'campaignId')::uuid AS "campaignId"
    FROM events e
    WHERE e.company_id = ${companyId}::uuid AND e.event_type = ${eventTypes[metric]} AND e.occurred_at >= ${startsAt} AND e.occurred_at < ${endsAt}
      ${campaignId ? Prisma.sql`AND e.payload ->> 'campaignId' = ${campaignId}` : Prisma.empty}
    ORDER BY 1, e.occurred_at, e.id`;
}

function imported(companyId: string, startsAt: Date, endsAt: Date) {
  return Prisma.sql`
    SELECT DISTINCT ON (p.id::uuid) p.id::uuid AS "subjectId", e.occurred_at AS "occurredAt", p.id::uuid AS "prospectId", NULL::uuid AS "messageId", NULL::uuid AS "campaignId"
    FROM events e CROSS JOIN LATERAL jsonb_array_elements_text(e.payload -> 'prospectIds') p (id)
    WHERE e.company_id = ${companyId}::uuid AND e.event_type = 'prospecting/prospects.imported' AND e.occurred_at >= ${startsAt} AND e.occurred_at < ${endsAt}
      AND NOT EXISTS (
        SELECT 1 FROM events r WHERE r.company_id = e.company_id AND r.event_type = 'prospecting/import.rolled_back'
          AND r.aggregate_id = e.aggregate_id AND r.occurred_at >= e.occurred_at)
    ORDER BY 1, e.occurred_at, e.id`;
}
