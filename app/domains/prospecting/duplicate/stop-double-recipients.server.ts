import { recordset } from "~/platform/bulk.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** What was stopped, as it was. */
export interface Stopped {
  recipients: Array<{ id: string; state: string; stop_reason: string | null; stopped_at: string | null }>;
  messages: Array<{ id: string; status: string }>;
}

/**
 * Both were in one campaign: the loser's place in it stays with him, stopped, and what was not sent from it is cancelled, so that one
 * person does not get one campaign twice.
 */
export async function stopDoubleRecipients({ db, companyId, now }: CompanyCtx, loserId: string): Promise<Stopped> {
  const recipients = await db.$queryRaw<Stopped["recipients"]>`
    UPDATE campaign_recipients c SET state = 'stopped', stop_reason = 'prospect_deleted', stopped_at = ${now}::timestamptz
    FROM (SELECT id, state::text AS state, stop_reason, stopped_at FROM campaign_recipients
      WHERE company_id = ${companyId}::uuid AND prospect_id = ${loserId}::uuid AND state NOT IN ('replied', 'stopped', 'finished') FOR UPDATE) old
    WHERE c.company_id = ${companyId}::uuid AND c.id = old.id RETURNING c.id, old.state, old.stop_reason, old.stopped_at`;
  const messages = await db.$queryRaw<Stopped["messages"]>`
    UPDATE messages m SET status = 'cancelled'
    FROM (SELECT m.id, m.status::text AS status FROM messages m JOIN campaign_recipients r ON r.company_id = m.company_id AND r.id = m.recipient_id
      WHERE m.company_id = ${companyId}::uuid AND r.prospect_id = ${loserId}::uuid AND m.status::text IN ('drafting', 'pending_approval', 'approved') FOR UPDATE OF m) old
    WHERE m.company_id = ${companyId}::uuid AND m.id = old.id RETURNING m.id, old.status`;
  return { recipients, messages };
}

/** Brings both back to what they were, where nobody touched them since. */
export async function resumeRecipients({ db, companyId }: CompanyCtx, { recipients, messages }: Stopped): Promise<void> {
  if (recipients.length > 0)
    await db.$executeRaw`
      UPDATE campaign_recipients c SET state = r.state::recipient_state, stop_reason = r.stop_reason, stopped_at = r.stopped_at
      FROM ${recordset(recipients, "id uuid, state text, stop_reason text, stopped_at timestamptz")}
      WHERE c.company_id = ${companyId}::uuid AND c.id = r.id AND c.state = 'stopped' AND c.stop_reason = 'prospect_deleted'`;
  if (messages.length > 0)
    await db.$executeRaw`
      UPDATE messages m SET status = r.status::message_status FROM ${recordset(messages, "id uuid, status text")}
      WHERE m.company_id = ${companyId}::uuid AND m.id = r.id AND m.status = 'cancelled'`;
}
