import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Lightest first: the weightiest reason stays, in whatever order they are told. */
const byWeight = ["rejected", "campaign_stopped", "bounced", "replied", "unsubscribed", "complained"] as const;
export type StopReason = (typeof byWeight)[number];

/** Ends the sequence of one recipient, or of a prospect in every campaign. A reply stays visible as a reply whatever comes with it. */
export async function stopRecipients(
  { db, companyId }: CompanyCtx,
  { reason, at, ...who }: { reason: StopReason; at: Date } & ({ recipientId: string } | { prospectId: string }),
) {
  const those = "recipientId" in who ? Prisma.sql`id = ${who.recipientId}::uuid` : Prisma.sql`prospect_id = ${who.prospectId}::uuid`;
  const order = Prisma.sql`${[...byWeight]}::text[]`;
  await db.$executeRaw`
    UPDATE campaign_recipients SET
      state = CASE WHEN state = 'replied' OR ${reason} = 'replied' THEN 'replied'::recipient_state ELSE 'stopped'::recipient_state END,
      stop_reason = CASE WHEN array_position(${order}, ${reason}) > coalesce(array_position(${order}, stop_reason::text), 0) THEN ${reason} ELSE stop_reason END,
      stopped_at = least(stopped_at, ${at}::timestamptz)
    WHERE company_id = ${companyId}::uuid AND ${those}`;
}
