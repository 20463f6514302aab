import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { retentionAnnounced } from "./retention.events.server";
import { forgottenBefore, longestRetentionMonths, noticeDays } from "./retention.rules";

/** The last sign that came from prospect `p` himself. */
export const heardAt = Prisma.sql`greatest(p.created_at,
  (SELECT max(greatest(m.replied_at, m.clicked_at)) FROM messages m WHERE m.company_id = p.company_id AND m.prospect_id = p.id),
  (SELECT max(i.occurred_at) FROM interactions i WHERE i.company_id = p.company_id AND i.prospect_id = p.id AND (i.type IN ('received', 'meeting_held') OR i.response_received) AND coalesce(i.metadata ->> 'autoReply', 'false') <> 'true'),
  (SELECT max(t.scheduled_at) FROM meetings t WHERE t.company_id = p.company_id AND t.prospect_id = p.id AND t.status = 'completed'),
  (SELECT max(c.given_at) FROM consents c WHERE c.company_id = p.company_id AND c.prospect_id = p.id AND c.is_granted))`;

/** Notices of one run; the next one takes what is left. */
const most = 1000;

/**
 * Announces which prospects will be erased because they gave no sign for as long as data may be kept. A sign is what comes from the
 * person: a reply, a click, a call, a meeting, a consent; an open is none, and neither is anything we did. Without any sign it is the
 * day we got the data. Who is a customer has a contract, and is left alone. Said once: a sign that comes in time takes it back.
 * @returns how many were announced now
 */
export async function announceEnds(ctx: CompanyCtx, { months = longestRetentionMonths }: { months?: number } = {}): Promise<number> {
  const { db, companyId, now, emit } = ctx;
  const before = forgottenBefore(now, months);
  const dueAt = new Date(now.getTime() + noticeDays * 24 * 60 * 60 * 1000);
  const count = await db.$executeRaw`
    INSERT INTO retention_notices (id, company_id, prospect_id, heard_at, due_at)
    SELECT app.uuid_v7(), ${companyId}::uuid, h.id, h.heard_at, ${dueAt}::timestamptz FROM (
      SELECT p.id, ${heardAt} AS heard_at FROM prospects p
      WHERE p.company_id = ${companyId}::uuid AND p.created_at < ${before}::timestamptz AND p.status <> 'customer'
        AND (p.email IS NOT NULL OR p.phone IS NOT NULL OR p.mobile IS NOT NULL OR p.last_name IS NOT NULL OR p.organization_name IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.company_id = p.company_id AND c.prospect_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM retention_notices n WHERE n.company_id = p.company_id AND n.prospect_id = p.id)) h
    WHERE h.heard_at < ${before}::timestamptz
    ORDER BY h.heard_at LIMIT ${most}::int
    ON CONFLICT (company_id, prospect_id) DO NOTHING`;
  if (count > 0) emit(retentionAnnounced.create({ companyId, count }), companyId);
  return count;
}
