import type { CompanyCtx } from "~/platform/tenancy.server";
import { lockDraft } from "./lock-draft.server";

/**
 * A person's own words in the place of a draft. It keeps the evidence whose words are still there.
 * @returns the revision to approve
 * @throws AppError 'outreach.message.not_pending' · 'outreach.message.changed_since' · 'platform.record.unknown'
 */
export async function editDraft(
  ctx: CompanyCtx,
  {
    messageId,
    revision,
    subject,
    previewText,
    content,
  }: { messageId: string; revision: number; subject: string; previewText: string; content: string },
): Promise<{ revision: number }> {
  const { db, companyId } = ctx;
  const draft = await lockDraft(ctx, { messageId, revision });
  const text = `${subject}\n${content}`;
  const evidence = draft.evidence.filter(({ text: quote }) => text.includes(quote));
  await db.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: {
      subject,
      previewText,
      content,
      evidence: evidence.map((one) => ({ ...one })),
      origin: "person",
      draftError: null,
      revision: revision + 1,
    },
  });
  ctx.audit({
    action: "message.edited",
    about: { type: "message", id: messageId },
    before: { revision },
    after: { revision: revision + 1 },
  });
  return { revision: revision + 1 };
}
