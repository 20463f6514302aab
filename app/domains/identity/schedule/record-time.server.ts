import { AppError } from "~/platform/errors";
import { momentOf } from "~/platform/local-time";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { readSettings } from "../setting/save-settings.server";
import { mustReach } from "./reach-schedule.server";
import { hoursOf, type ManualEntry } from "./schedule.schema";

const hourMs = 60 * 60 * 1000;

/**
 * Starts the actor's clock. @throws AppError 'identity.time.running' (409) when it runs, 'identity.time.overlap' (409) when something later
 * is written down already, 'identity.time.activity_required' (422)
 */
export async function startClock(ctx: CompanyCtx, { activity }: { activity?: string }) {
  const { db, companyId, actor, now } = ctx;
  await mustSayActivity(ctx, activity);
  if (await db.timeEntry.findFirst({ where: { userId: actor.id, endedAt: null } })) throw new AppError("identity.time.running");
  if (await db.timeEntry.findFirst({ where: { userId: actor.id, endedAt: { gt: now } } })) throw new AppError("identity.time.overlap");
  const after = await db.timeEntry.create({ data: { companyId, userId: actor.id, startedAt: now, activity: activity ?? null } });
  ctx.audit({ action: "time.started", about: { type: "time_entry", id: after.id }, after });
}

/**
 * Stops the actor's clock. One that was forgotten ends where the longest stretch of the company does. Stopped twice it is stopped once.
 * @returns whether that was sooner than now
 */
export async function stopClock(ctx: CompanyCtx): Promise<{ wasForgotten: boolean }> {
  const { db, companyId, actor, now } = ctx;
  const before = await db.timeEntry.findFirst({ where: { userId: actor.id, endedAt: null } });
  if (!before) return { wasForgotten: false };
  const { "time.longest_entry_hours": longest } = await readSettings(ctx);
  const latest = new Date(before.startedAt.getTime() + longest * hourMs);
  const endedAt = latest < now ? latest : now;
  const after = await db.timeEntry.update({ where: { companyId_id: { companyId, id: before.id } }, data: { endedAt } });
  ctx.audit({ action: "time.stopped", about: { type: "time_entry", id: before.id }, before, after });
  return { wasForgotten: endedAt < now };
}

/**
 * Writes down time that was worked. Hours are those of the company's clock.
 * @throws AppError 'identity.time.overlap', 'identity.time.too_long', 'identity.time.future', 'identity.time.break_too_long' (422 or 409)
 */
export async function recordTime(ctx: CompanyCtx, { userId, day, from, until, breakMinutes, activity, note }: ManualEntry) {
  const { db, companyId, now } = ctx;
  await mustReach(ctx, userId);
  await mustSayActivity(ctx, activity);
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const [startedAt, endedAt] = [from, until].map((clock) => momentOf(new Date(day), timezone, hoursOf(clock)));
  const { "time.longest_entry_hours": longest } = await readSettings(ctx);
  const refuse = (code: string, field: string, values?: Record<string, number>) => new AppError(code, { field, status: 422, values });
  if (endedAt! > now) throw refuse("identity.time.future", "until");
  const minutes = (endedAt!.getTime() - startedAt!.getTime()) / 60_000;
  if (minutes > longest * 60) throw refuse("identity.time.too_long", "until", { hours: longest });
  if (breakMinutes >= minutes) throw refuse("identity.time.break_too_long", "breakMinutes");
  const there = await db.timeEntry.findFirst({
    where: { userId, startedAt: { lt: endedAt }, OR: [{ endedAt: null }, { endedAt: { gt: startedAt } }] },
    select: { id: true },
  });
  if (there) throw new AppError("identity.time.overlap", { field: "from" });
  const after = await db.timeEntry.create({
    data: { companyId, userId, startedAt: startedAt!, endedAt, breakMinutes, activity: activity ?? null, note: note ?? null },
  });
  ctx.audit({ action: "time.recorded", about: { type: "time_entry", id: after.id }, after });
}

/** Takes an entry back; the log keeps that it was there. @throws AppError 'platform.record.unknown' (404) */
export async function deleteTime(ctx: CompanyCtx, id: string): Promise<{ userId: string }> {
  const before = found(await ctx.db.timeEntry.findFirst({ where: { id } }));
  await ctx.db.timeEntry.delete({ where: { companyId_id: { companyId: ctx.companyId, id } } });
  ctx.audit({ action: "time.deleted", about: { type: "time_entry", id }, before });
  return { userId: before.userId };
}

async function mustSayActivity(ctx: CompanyCtx, activity: string | undefined) {
  if (!activity && (await readSettings(ctx))["time.activity_required"])
    throw new AppError("identity.time.activity_required", { field: "activity", status: 422 });
}
