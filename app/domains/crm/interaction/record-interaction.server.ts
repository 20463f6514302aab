import { recordset } from "~/platform/bulk.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { InteractionChannel, InteractionType, WriteInteraction } from "./interaction.schema";

export interface NewInteraction {
  /** Given by a job, so that its second run lands on the first: same id and same moment. */
  id?: string;
  prospectId: string;
  messageId?: string | null;
  userId?: string | null;
  type: InteractionType;
  channel: InteractionChannel;
  subject?: string | null;
  content?: string | null;
  metadata?: Record<string, unknown>;
  occurredAt: Date;
}

/**
 * Writes what happened into the timelines, in one statement. The key is id and moment: an interaction recorded twice is there once.
 * @returns how many were new
 */
export async function recordInteractions({ db, companyId, now }: CompanyCtx, rows: Array<NewInteraction>): Promise<number> {
  if (rows.length === 0) return 0;
  const records = rows.map((row) => ({
    id: row.id ?? uuidv7(now),
    prospect_id: row.prospectId,
    message_id: row.messageId ?? null,
    user_id: row.userId ?? null,
    type: row.type,
    channel: row.channel,
    subject: row.subject?.slice(0, 500) ?? null,
    content: row.content ?? null,
    metadata: row.metadata ?? {},
    occurred_at: row.occurredAt,
  }));
  return db.$executeRaw`
    INSERT INTO interactions (id, company_id, prospect_id, message_id, user_id, type, channel, subject, content, metadata, occurred_at)
    SELECT r.id, ${companyId}::uuid, r.prospect_id, r.message_id, r.user_id, r.type, r.channel, r.subject, r.content, r.metadata, r.occurred_at
    FROM ${recordset(records, "id uuid, prospect_id uuid, message_id uuid, user_id uuid, type text, channel text, subject text, content text, metadata jsonb, occurred_at timestamptz")}
    ON CONFLICT (company_id, id, occurred_at) DO NOTHING`;
}

/** A note for the team, or a call: a call is activity of the prospect, a note is not. */
export async function writeInteraction(
  ctx: CompanyCtx,
  { prospectId, kind, content }: WriteInteraction & { prospectId: string },
): Promise<{ interactionId: string }> {
  const { db, actor, now } = ctx;
  const id = uuidv7(now);
  const userId = actor.kind === "user" ? actor.id : null;
  await recordInteractions(ctx, [
    {
      id,
      prospectId,
      userId,
      type: kind === "call" ? "call_made" : "note",
      channel: kind === "call" ? "phone" : "other",
      content,
      occurredAt: now,
    },
  ]);
  if (kind === "call") await db.prospect.updateMany({ where: { id: prospectId }, data: { lastContactedAt: now, lastActivityAt: now } });
  ctx.audit({ action: kind === "call" ? "call.noted" : "note.written", about: { type: "prospect", id: prospectId } });
  return { interactionId: id };
}
