import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { privacyRequestAccepted, privacyRequestAnswered, privacyRequestRefused } from "./request.events.server";

/**
 * A member has made sure who asks, and says how. What machines can answer (access, erasure, objection) is given to the job; a
 * rectification was made by hand on the record, and ends here.
 * @throws AppError 'privacy.request.not_open' · 'platform.record.unknown' (404)
 */
export async function acceptRequest(ctx: CompanyCtx, { requestId, identityNote }: { requestId: string; identityNote: string }) {
  const { db, companyId, now, actor, emit } = ctx;
  const request = found(await db.privacyRequest.findFirst({ where: { id: requestId }, select: { type: true } }));
  const isByHand = request.type === "rectification";
  const { count } = await db.privacyRequest.updateMany({
    where: { id: requestId, state: "received" },
    data: {
      identityNote,
      identityCheckedAt: now,
      handledById: actor.kind === "user" ? actor.id : null,
      state: isByHand ? "done" : "running",
      answeredAt: isByHand ? now : null,
    },
  });
  if (count === 0) throw new AppError("privacy.request.not_open");
  emit((isByHand ? privacyRequestAnswered : privacyRequestAccepted).create({ companyId, requestId, type: request.type }), requestId);
  ctx.audit({
    action: "privacy_request.accepted",
    about: { type: "privacy_request", id: requestId },
    after: { type: request.type },
    basis: "legal_obligation",
  });
}

/**
 * A request that is not followed, with the reason the person is owed (GDPR, article 12).
 * @throws AppError 'privacy.request.not_open'
 */
export async function refuseRequest(ctx: CompanyCtx, { requestId, reason }: { requestId: string; reason: string }) {
  const { db, companyId, now, actor, emit } = ctx;
  const { count } = await db.privacyRequest.updateMany({
    where: { id: requestId, state: "received" },
    data: { state: "refused", refusalReason: reason, answeredAt: now, handledById: actor.kind === "user" ? actor.id : null },
  });
  if (count === 0) throw new AppError("privacy.request.not_open");
  emit(privacyRequestRefused.create({ companyId, requestId }), requestId);
  ctx.audit({ action: "privacy_request.refused", about: { type: "privacy_request", id: requestId }, basis: "legal_obligation" });
}
