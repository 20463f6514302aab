import { ProspectStatus } from "~/generated/prisma/enums";
import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { requireAssignee } from "./assignees.server";
import { prospectChanged } from "./prospect.events.server";

/** What the list changes beside a prospect's own fields: how far one is with it, and whose it is. */
export const standings = ["status", "assignedTo"] as const;
export type Standing = (typeof standings)[number];
export const isStanding = (text: unknown): text is Standing => standings.includes(text as Standing);

/**
 * Sets the status of a prospect, or whose it is; blank: nobody's. @returns what it was, or null where nothing changed
 * @throws AppError 'platform.record.unknown', 'platform.form.invalid' (422), 'prospecting.prospect.assignee_unknown' · '…_out_of_reach' (422)
 */
export async function setStanding(
  ctx: CompanyCtx,
  { prospectId, field, value }: { prospectId: string; field: Standing; value: string },
): Promise<{ before: string } | null> {
  const { db, companyId } = ctx;
  const prospect = found(
    await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { status: true, assignedToId: true } }),
  );
  const column = field === "status" ? "status" : "assignedToId";
  const before = prospect[column] ?? "";
  if (before === value) return null;
  if (field === "status" && !Object.hasOwn(ProspectStatus, value)) throw new AppError("platform.form.invalid", { status: 422 });
  if (field === "assignedTo") await requireAssignee(ctx, value || null);
  await db.prospect.update({ where: { id: prospectId }, data: { [column]: value || null } });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: [column] }), prospectId);
  const about = { type: "prospect", id: prospectId };
  if (field === "status") ctx.audit({ action: "prospect.changed", about, before: { status: before }, after: { status: value } });
  else
    ctx.audit({
      action: "prospect.assigned",
      about,
      before: { assignedToId: before || null },
      after: { count: 1, assignedToId: value || null },
    });
  return { before };
}
