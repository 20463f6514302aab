import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { CompetitiveNoteInput } from "./competitive-note.schema";

const written = (note: CompetitiveNoteInput) => ({ ...note, expiresOn: note.expiresOn === null ? null : new Date(note.expiresOn) });

/** Writes down what is known of a prospect and a competitor. @throws AppError 'platform.record.unknown' */
export async function addCompetitiveNote(ctx: CompanyCtx, prospectId: string, note: CompetitiveNoteInput): Promise<{ noteId: string }> {
  const { db, companyId, actor, now } = ctx;
  found(await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { id: true } }));
  const id = uuidv7(now);
  await db.competitiveNote.create({
    data: { id, companyId, prospectId, ...written(note), createdById: actor.kind === "user" ? actor.id : null, createdAt: now },
  });
  ctx.audit({ action: "competitive_note.added", about: { type: "prospect", id: prospectId }, after: note });
  return { noteId: id };
}

/** @throws AppError 'platform.record.unknown' when the prospect has no such note */
export async function changeCompetitiveNote(
  ctx: CompanyCtx,
  { noteId, prospectId }: { noteId: string; prospectId: string },
  note: CompetitiveNoteInput,
) {
  const { db, companyId } = ctx;
  const { competitor, content, url, source, expiresOn } = found(await db.competitiveNote.findFirst({ where: { id: noteId, prospectId } }));
  await db.competitiveNote.update({ where: { companyId_id: { companyId, id: noteId } }, data: written(note) });
  ctx.audit({
    action: "competitive_note.changed",
    about: { type: "prospect", id: prospectId },
    before: { competitor, content, url, source, expiresOn: expiresOn?.toISOString().slice(0, 10) ?? null },
    after: note,
  });
}

/** @returns what it said, for whoever wants it back @throws AppError 'platform.record.unknown' when the prospect has no such note */
export async function deleteCompetitiveNote(ctx: CompanyCtx, { noteId, prospectId }: { noteId: string; prospectId: string }) {
  const { db, companyId } = ctx;
  const { competitor, content, url, source, expiresOn } = found(await db.competitiveNote.findFirst({ where: { id: noteId, prospectId } }));
  await db.competitiveNote.delete({ where: { companyId_id: { companyId, id: noteId } } });
  ctx.audit({ action: "competitive_note.deleted", about: { type: "prospect", id: prospectId }, before: { competitor } });
  return { competitor, content, url, source, expiresOn: expiresOn?.toISOString().slice(0, 10) ?? null };
}
