import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { closingCancelled, closingRequested } from "./closing.events.server";
import { endOf, isNameTyped, reminderOf } from "./closing.rules";

/**
 * Puts the company's account on its way to its end. Sending stops with this transaction; everything else goes on until the day.
 * @throws AppError 'privacy.closing.name_differs' (422), 'privacy.closing.asked_before' (409)
 */
export async function askClosing(ctx: CompanyCtx, { name }: { name: string }): Promise<{ closingId: string; endsAt: Date }> {
  const { db, companyId, now, actor } = ctx;
  const company = await lockCompany(ctx);
  if (!isNameTyped(name, company.name)) throw new AppError("privacy.closing.name_differs", { status: 422, field: "name" });
  if (company.closesAt) throw new AppError("privacy.closing.asked_before", { status: 409 });
  const closingId = uuidv7(now);
  const endsAt = endOf(now);
  await db.companyClosing.create({
    data: {
      id: closingId,
      companyId,
      requestedById: actor.id,
      requestedAt: now,
      endsAt,
      nextAt: reminderOf(endsAt),
      tokenHash: digest(linkToken("closing", closingId)),
    },
  });
  await db.company.update({ where: { id: companyId }, data: { closesAt: endsAt } });
  ctx.emit(closingRequested.create({ companyId, closingId }), closingId);
  ctx.notify({ to: { permission: "company:read" }, type: "company.closing", occasion: closingId, except: actor.id });
  ctx.audit({ action: "company.closed", about: { type: "company", id: companyId }, after: { endsAt } });
  return { closingId, endsAt };
}

/**
 * Takes the wish back, at once: what waited to be sent goes on.
 * @throws AppError 'privacy.closing.none' (409): none is on its way, or its day has come
 */
export async function cancelClosing(ctx: CompanyCtx): Promise<void> {
  const { db, companyId, now, actor } = ctx;
  await lockCompany(ctx);
  const open = await db.companyClosing.findFirst({
    where: { cancelledAt: null, endedAt: null, endsAt: { gt: now } },
    select: { id: true },
  });
  if (!open) throw new AppError("privacy.closing.none", { status: 409 });
  await db.companyClosing.update({ where: { id: open.id }, data: { cancelledAt: now, cancelledById: actor.id, nextAt: null } });
  await db.company.update({ where: { id: companyId }, data: { closesAt: null } });
  ctx.emit(closingCancelled.create({ companyId, closingId: open.id }), open.id);
  const values = { cancelled: 1 };
  ctx.notify({ to: { permission: "company:read" }, type: "company.closing", occasion: `${open.id} cancelled`, values, except: actor.id });
  ctx.audit({ action: "company.reopened", about: { type: "company", id: companyId } });
}

/** Two owners who ask in one moment ask once. */
async function lockCompany({ db, companyId }: CompanyCtx) {
  const [company] = await db.$queryRaw<Array<{ name: string; closesAt: Date | null }>>`
    SELECT name, closes_at AS "closesAt" FROM companies WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
  return company!;
}
