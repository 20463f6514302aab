import { z } from "zod";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** What a member decides of a prospect whose time is over. Keeping wants its reason: somebody may ask for it. */
export const DecideNotice = z.object({
  noticeId: z.guid("privacy.retention.unknown"),
  choice: z.enum(["keep", "erase"], "privacy.retention.choice_missing"),
  reason: z.string().trim().max(300, "privacy.retention.reason_long").optional(),
});
export type DecideNotice = z.output<typeof DecideNotice>;

/**
 * Decides of a notice that was not carried out yet. Who is to go goes with the next night.
 * @throws AppError 'privacy.retention.reason_missing' (422) · 'privacy.retention.unknown': none, or carried out
 */
export async function decideNotice(ctx: CompanyCtx, { noticeId, choice, reason }: DecideNotice): Promise<void> {
  const { db, now, actor } = ctx;
  if (choice === "keep" && !reason) throw new AppError("privacy.retention.reason_missing", { status: 422, field: "reason" });
  const { count } = await db.retentionNotice.updateMany({
    where: { id: noticeId, doneAt: null },
    data: { choice, reason: choice === "keep" ? reason : null, decidedAt: now, decidedById: actor.kind === "user" ? actor.id : null },
  });
  if (count === 0) throw new AppError("privacy.retention.unknown");
  ctx.audit({
    action: "retention.decided",
    about: { type: "retention_notice", id: noticeId },
    after: { choice },
    basis: "legal_obligation",
  });
}
