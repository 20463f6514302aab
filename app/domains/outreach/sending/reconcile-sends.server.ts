import { log } from "~/platform/logger";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { absenceProvesAfterMs, findMail } from "~/platform/vendors/postmark.server";
import { completeIfDone } from "../campaign/complete-campaign.server";
import { putBack, settleSent } from "./settle-sends.server";

/** No call lasts this long: who has not settled his sends by then has died or had no answer. */
export const overdueMs = 2 * 60_000;
const mostAtOnce = 200;

export interface Reconciled {
  found: number;
  putBack: number;
  unknown: number;
}

/**
 * Looks up at the provider, by our own id, the mails whose call began and was never settled. Found: sent. Not found, and long enough
 * ago for that to be proof: back among the approved ones. Not found yet: unknown, and asked again. Nothing is ever sent on a guess.
 */
export async function reconcileSends(company: CompanyScope, moment: Date): Promise<Reconciled> {
  const open = await inCompany(company, ({ db }) =>
    db.message.findMany({
      where: { status: { in: ["sending", "unknown"] }, reservedAt: { lt: new Date(moment.getTime() - overdueMs) } },
      orderBy: { reservedAt: "asc" },
      take: mostAtOnce,
      select: { id: true, campaignId: true, reservedAt: true },
    }),
  );
  const result: Reconciled = { found: 0, putBack: 0, unknown: 0 };
  for (const message of open) {
    const vendorMessageId = await ask(message.id);
    if (vendorMessageId === undefined) break; // the provider cannot be asked now
    const isProof = moment.getTime() - message.reservedAt!.getTime() >= absenceProvesAfterMs();
    result[vendorMessageId ? "found" : isProof ? "putBack" : "unknown"] += 1;
    await inCompany(company, async (ctx) => {
      if (vendorMessageId) await settleSent(ctx, [{ messageId: message.id, vendorMessageId }]);
      else if (isProof)
        await putBack(ctx, {
          messageIds: [message.id],
          reservedAt: message.reservedAt!.toISOString(),
          code: "outreach.sending.not_at_provider",
        });
      else
        await ctx.db.message.updateMany({
          where: { id: message.id, status: "sending", reservedAt: message.reservedAt },
          data: { status: "unknown", errorCode: "outreach.sending.unknown" },
        });
      await completeIfDone(ctx, message.campaignId);
    });
  }
  return result;
}

async function ask(messageId: string): Promise<string | null | undefined> {
  try {
    return await findMail(messageId, "broadcast");
  } catch (error) {
    log({ level: "warn", msg: "sends wait for their lookup", error: String(error) });
    return undefined;
  }
}
