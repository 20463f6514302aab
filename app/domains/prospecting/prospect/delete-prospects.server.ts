import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectsDeleted, prospectsRestored } from "./prospect.events.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere, whomOf } from "./prospect-where.server";

/**
 * Takes prospects out of every list and audience, in one statement. Their rows stay, with the moment they share: it brings them back.
 * @returns how many, and that moment (ISO)
 */
export async function deleteProspects(ctx: CompanyCtx, selection: ProspectSelection): Promise<{ count: number; at: string }> {
  const { db, companyId, now } = ctx;
  const count = await db.$executeRaw`UPDATE prospects p SET deleted_at = ${now}::timestamptz WHERE ${await selectionWhere(ctx, selection)}`;
  const at = now.toISOString();
  if (count > 0) {
    ctx.emit(prospectsDeleted.create({ companyId, count, at }), companyId);
    const { about, whom } = whomOf(selection);
    ctx.audit({ action: "prospects.deleted", about, after: { count, at, ...whom } });
  }
  return { count, at };
}

/** Brings back what was deleted at that moment. @returns how many */
export async function restoreProspects(ctx: CompanyCtx, { at }: { at: string }): Promise<number> {
  const { db, companyId } = ctx;
  const count =
    await db.$executeRaw`UPDATE prospects SET deleted_at = NULL WHERE deleted_at = ${at}::timestamptz AND merged_into_id IS NULL`;
  if (count > 0) {
    ctx.emit(prospectsRestored.create({ companyId, count, at }), companyId);
    ctx.audit({ action: "prospects.restored", about: { type: "prospect" }, after: { count, at } });
  }
  return count;
}
