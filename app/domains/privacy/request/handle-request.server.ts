import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { privacyRequestAccepted, privacyRequestRefused } from "./request.events.server";

/**
 * A member has made sure who asks, and says how; the job answers. A rectification was made by hand on the record before.
 * @throws AppError 'privacy.request.not_open' · 'platform.record.unknown' (404)
 */
export async function acceptRequest(ctx: CompanyCtx, { requestId, identityNote }: { requestId: string; identityNote: string }) {
  const { db, companyId, now, actor, emit } = ctx;
  const { type } = found(await db.privacyRequest.findFirst({ where: { id: requestId }, select: { type: true } }));
  const { count } = await db.privacyRequest.updateMany({
    where: { id: requestId, state: "received" },
    data: { identityNote, identityCheckedAt: now, handledById: actor.kind === "user" ? actor.id : null, state: "running" },
  });
  if (count === 0) throw new AppError("privacy.request.not_open");
  emit(privacyRequestAccepted.create({ companyId, requestId, type }), requestId);
  ctx.audit({
    action: "privacy_request.accepted",
    about: { type: "privacy_request", id: requestId },
    after: { type },
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
