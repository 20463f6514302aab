import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import type { TenderInput } from "./tender.schema";

const written = (tender: TenderInput) => ({ ...tender, deadline: new Date(tender.deadline) });

/** Writes a tender of a prospect down. The score takes it into account. @throws AppError 'platform.record.unknown' */
export async function addTender(ctx: CompanyCtx, prospectId: string, tender: TenderInput): Promise<{ tenderId: string }> {
  const { db, companyId, actor, now } = ctx;
  found(await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { id: true } }));
  const id = uuidv7(now);
  await db.tender.create({
    data: { id, companyId, prospectId, ...written(tender), createdById: actor.kind === "user" ? actor.id : null, createdAt: now },
  });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: ["tenders"] }), prospectId);
  ctx.audit({ action: "tender.added", about: { type: "prospect", id: prospectId }, after: tender });
  return { tenderId: id };
}

/** @throws AppError 'platform.record.unknown' when the prospect has no such tender */
export async function changeTender(
  ctx: CompanyCtx,
  { tenderId, prospectId }: { tenderId: string; prospectId: string },
  tender: TenderInput,
) {
  const { db, companyId } = ctx;
  const before = found(await db.tender.findFirst({ where: { id: tenderId, prospectId } }));
  await db.tender.update({ where: { companyId_id: { companyId, id: tenderId } }, data: written(tender) });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: ["tenders"] }), prospectId);
  const { title, url, source, notes, deadline } = before;
  ctx.audit({
    action: "tender.changed",
    about: { type: "prospect", id: prospectId },
    before: { title, url, source, notes, deadline: deadline.toISOString().slice(0, 10) },
    after: tender,
  });
}

/** @returns what it said, for whoever wants it back @throws AppError 'platform.record.unknown' when the prospect has no such tender */
export async function deleteTender(ctx: CompanyCtx, { tenderId, prospectId }: { tenderId: string; prospectId: string }) {
  const { db, companyId } = ctx;
  const { title, url, source, notes, deadline } = found(await db.tender.findFirst({ where: { id: tenderId, prospectId } }));
  await db.tender.delete({ where: { companyId_id: { companyId, id: tenderId } } });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: ["tenders"] }), prospectId);
  ctx.audit({ action: "tender.deleted", about: { type: "prospect", id: prospectId }, before: { title } });
  return { title, url, source, notes, deadline: deadline.toISOString().slice(0, 10) };
}
