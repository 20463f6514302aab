import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { keptQuery } from "../list/list-shape.rules";
import { mostViews, type ViewForm } from "./saved-view.schema";

/**
 * Keeps a view, or changes one of one's own. What is kept of the address is its filter, order, columns and groups, as the list understands them.
 * @throws AppError 'prospecting.view.unknown' (404) for one of somebody else, 'prospecting.view.too_many',
 * 'platform.gate.forbidden' (403) where sharing needs more than reading, 'prospecting.condition.…' (400)
 */
export async function saveView(ctx: CompanyCtx, form: ViewForm, { mayShare }: { mayShare: boolean }): Promise<{ query: string }> {
  const { db, companyId, actor, now } = ctx;
  const userId = actor.id;
  if (!mayShare && (form.act === "share" || (form.act === "save" && form.shared)))
    throw new AppError("platform.gate.forbidden", { status: 403 });
  if (form.act === "save") {
    const query = keptQuery(form.query);
    const kept = { query, isShared: form.shared === "on", isPinned: form.pinned === "on" };
    if ((await db.savedView.count({ where: { companyId, userId, name: { not: form.name } } })) >= mostViews)
      throw new AppError("prospecting.view.too_many");
    const { id } = await db.savedView.upsert({
      where: { companyId_userId_name: { companyId, userId, name: form.name } },
      create: { id: uuidv7(now), companyId, userId, name: form.name, ...kept },
      update: kept,
      select: { id: true },
    });
    ctx.audit({ action: "saved_view.saved", about: { type: "saved_view", id }, after: { name: form.name, ...kept } });
    return { query };
  }
  const view = await db.savedView.findFirst({
    where: { companyId, userId, id: form.viewId },
    select: { id: true, name: true, query: true },
  });
  if (!view) throw new AppError("prospecting.view.unknown", { status: 404 });
  const where = { companyId_id: { companyId, id: view.id } };
  if (form.act === "delete") {
    await db.savedView.delete({ where });
    ctx.audit({ action: "saved_view.deleted", about: { type: "saved_view", id: view.id }, before: { name: view.name } });
    return { query: "" };
  }
  const change = form.act === "pin" || form.act === "unpin" ? { isPinned: form.act === "pin" } : { isShared: form.act === "share" };
  await db.savedView.update({ where, data: change });
  ctx.audit({ action: "saved_view.saved", about: { type: "saved_view", id: view.id }, after: { name: view.name, ...change } });
  return { query: view.query };
}
