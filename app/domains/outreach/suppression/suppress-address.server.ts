import type { SuppressionReason } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Which reason stays when an address has several: what binds us longest. */
const weight: Record<SuppressionReason, number> = { manual: 1, hard_bounce: 2, unsubscribed: 3, spam_complaint: 4, erased: 5 };
const reasons = Object.keys(weight) as SuppressionReason[];

/**
 * From this transaction on nothing is sent to the address, whatever is queued. Told again it stays; a weightier reason takes its
 * place, so that the order in which things are told does not matter.
 * @returns whether this reason took hold: the address was free, or suppressed for a lighter one
 */
export async function suppressAddress(
  { db, companyId, audit }: CompanyCtx,
  { address, reason, messageId, note }: { address: string; reason: SuppressionReason; messageId?: string; note?: string },
): Promise<boolean> {
  const lighter = reasons.filter((other) => weight[other] < weight[reason]);
  const held = await db.$queryRaw<Array<{ id: string }>>`
    INSERT INTO suppressions AS s (id, company_id, address, reason, message_id, note)
    VALUES (app.uuid_v7(), ${companyId}::uuid, ${address.trim().toLowerCase()}, ${reason}::suppression_reason, ${messageId ?? null}::uuid, ${note ?? null})
    ON CONFLICT (company_id, channel, address) DO UPDATE SET reason = excluded.reason, message_id = coalesce(excluded.message_id, s.message_id)
      WHERE s.reason::text = ANY (${lighter}::text[])
    RETURNING s.id`;
  for (const { id } of held) audit({ action: "suppression.added", about: { type: "suppression", id }, after: { reason, messageId } });
  return held.length > 0;
}
