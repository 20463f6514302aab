import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { mustReach } from "./reach-schedule.server";
import type { Stretch } from "./schedule.schema";

const time = (clock: string) => new Date(`1970-01-01T${clock}:00Z`);
const date = (day: string | undefined) => (day ? new Date(day) : null);

/**
 * Adds a stretch to a member's week.
 * @throws AppError 'platform.record.unknown' (404) for whom the actor does not reach, 'identity.schedule.overlap' (409) with another stretch
 */
export async function saveStretch(ctx: CompanyCtx, { userId, weekday, startsAt, endsAt, validFrom, validUntil }: Stretch) {
  const { db, companyId } = ctx;
  await mustReach(ctx, userId);
  const range = { validFrom: date(validFrom), validUntil: date(validUntil) };
  const near = await db.userSchedule.findMany({
    where: { userId, weekday, startsAt: { lt: time(endsAt) }, endsAt: { gt: time(startsAt) } },
    select: { validFrom: true, validUntil: true },
  });
  const meets = (other: { validFrom: Date | null; validUntil: Date | null }) =>
    !(other.validUntil && range.validFrom && other.validUntil < range.validFrom) &&
    !(range.validUntil && other.validFrom && range.validUntil < other.validFrom);
  if (near.some(meets)) throw new AppError("identity.schedule.overlap", { field: "startsAt" });
  const after = await db.userSchedule.create({
    data: { companyId, userId, weekday, startsAt: time(startsAt), endsAt: time(endsAt), ...range },
  });
  ctx.audit({ action: "schedule.added", about: { type: "user_schedule", id: after.id }, after });
}

/** Takes a stretch out of a member's week. @throws AppError 'platform.record.unknown' (404) */
export async function deleteStretch(ctx: CompanyCtx, id: string): Promise<{ userId: string }> {
  const before = found(await ctx.db.userSchedule.findFirst({ where: { id } }));
  await ctx.db.userSchedule.delete({ where: { companyId_id: { companyId: ctx.companyId, id } } });
  ctx.audit({ action: "schedule.deleted", about: { type: "user_schedule", id }, before });
  return { userId: before.userId };
}
