import { settleAiTokens, type TokenReservation } from "~/domains/billing/usage/reserve-usage.server";
import { recordset } from "~/platform/bulk.server";
import { times } from "~/platform/money";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { priceOf } from "~/platform/vendors/openai-prices";
import { messagesDrafted } from "../message/message.events.server";
import type { WrittenDraft } from "./write-drafts.server";

/**
 * Puts drafts before a person: each lands on the message and revision it was written for, once; one that was stopped, taken back or
 * drafted again meanwhile stays as it is. What the calls used is settled and recorded all the same: it was spent.
 * @returns the ids of the messages that took their draft
 */
export async function saveDrafts(
  ctx: CompanyCtx,
  { campaignId, drafts, reservation = null }: { campaignId: string; drafts: Array<WrittenDraft>; reservation?: TokenReservation | null },
): Promise<Array<string>> {
  const { db, companyId, emit } = ctx;
  const used = await recordUsage(ctx, drafts);
  if (reservation) await settleAiTokens(ctx, reservation, used);

  const columns =
    "id uuid, revision int, subject text, preview text, content text, evidence jsonb, origin text, model text, prompt_version text, prompt_tokens int, completion_tokens int, cost numeric, draft_error text";
  // By the ids alone: see draft-facts.queries.server.ts.
  const saved = await db.$queryRaw<Array<{ id: string; recipientId: string }>>`
    UPDATE messages m SET status = 'pending_approval', revision = m.revision + 1, subject = r.subject, preview_text = r.preview, content = r.content,
      evidence = r.evidence, origin = r.origin::draft_origin, ai_model = r.model, prompt_version = r.prompt_version, prompt_tokens = r.prompt_tokens,
      completion_tokens = r.completion_tokens, cost = r.cost, draft_error = r.draft_error
    FROM ${recordset(drafts.map(asRow), columns)}
    WHERE m.id = r.id AND m.campaign_id::text = ${campaignId} AND m.status::text = 'drafting' AND m.revision = r.revision
    RETURNING m.id, m.recipient_id AS "recipientId"`;
  if (saved.length === 0) return [];
  await db.$executeRaw`
    UPDATE campaign_recipients SET state = 'drafted'
    WHERE id = ANY (${saved.map(({ recipientId }) => recipientId)}::uuid[]) AND state::text IN ('enrolled', 'waiting')`;
  const messageIds = saved.map(({ id }) => id);
  emit(messagesDrafted.create({ companyId, campaignId, messageIds }), campaignId);
  return messageIds;
}

function asRow({ messageId, revision, subject, preview, content, evidence, origin, promptVersion, usage, draftError }: WrittenDraft) {
  const sum = (of: (one: WrittenDraft["usage"][number]) => number) =>
    usage.length > 0 ? usage.reduce((total, one) => total + of(one), 0) : null;
  return {
    id: messageId,
    revision,
    subject,
    preview,
    content,
    evidence,
    origin,
    model: usage[0]?.model ?? null,
    prompt_version: promptVersion,
    prompt_tokens: sum(({ promptTokens }) => promptTokens),
    completion_tokens: sum(({ completionTokens }) => completionTokens),
    cost: usage.length > 0 ? usage.reduce((total, { cost }) => total.plus(cost), times(0, 0)).toFixed(6) : null,
    draft_error: draftError,
  };
}

/** One row of cost a call and kind of token. @returns tokens used in all */
async function recordUsage({ db, companyId, now }: CompanyCtx, drafts: Array<WrittenDraft>): Promise<number> {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const rows = drafts.flatMap(({ messageId, usage }) =>
    usage.flatMap(({ model, promptTokens, completionTokens }) => {
      const price = priceOf(model)!;
      const row = (resourceType: string, quantity: number, unitCost: typeof price.prompt) => ({
        companyId,
        service: "openai",
        resourceType,
        quantity,
        unitCost: unitCost.toFixed(9),
        totalCost: times(unitCost, quantity).toFixed(6),
        subjectId: messageId,
        periodStart: day,
        periodEnd: day,
      });
      return [row("prompt_tokens", promptTokens, price.prompt), row("completion_tokens", completionTokens, price.completion)];
    }),
  );
  if (rows.length > 0) await db.costTracking.createMany({ data: rows });
  return rows.reduce((sum, { quantity }) => sum + quantity, 0);
}
