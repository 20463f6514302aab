import { addDays, localDate, momentOf, weekStart } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface Colleague {
  id: string;
  name: string;
}

/** The people whose hours this member reaches, he himself first. */
export async function reachedColleagues({ db, actor, reach }: CompanyCtx): Promise<Array<Colleague>> {
  const members = await db.membership.findMany({
    where: { isActive: true, ...(reach?.schedule && { userId: { in: [...reach.schedule] } }) },
    orderBy: { createdAt: "asc" },
    select: { user: { select: { id: true, firstName: true, lastName: true, email: true } } },
  });
  const people = members.map(({ user }) => ({
    id: user.id,
    name: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email,
  }));
  return [...people.filter(({ id }) => id === actor.id), ...people.filter(({ id }) => id !== actor.id)];
}

const clockOf = (time: Date) => time.toISOString().slice(11, 16);
const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/** The week of a member: his stretches in order. */
export async function listStretches({ db }: CompanyCtx, userId: string) {
  const rows = await db.userSchedule.findMany({ where: { userId }, orderBy: [{ weekday: "asc" }, { startsAt: "asc" }], take: 200 });
  return rows.map(({ id, weekday, startsAt, endsAt, validFrom, validUntil }) => ({
    id,
    weekday,
    startsAt: clockOf(startsAt),
    endsAt: clockOf(endsAt),
    validFrom: dayOf(validFrom),
    validUntil: dayOf(validUntil),
  }));
}

const pageSize = 50;

/** What a member worked, newest first, a page before `before`; the clock that runs; what this week of the company adds up to. */
export async function listTime(ctx: CompanyCtx, { userId, before }: { userId: string; before?: string }) {
  const { db, companyId, now } = ctx;
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const edge = before ? await db.timeEntry.findFirst({ where: { id: before, userId }, select: { startedAt: true } }) : null;
  const rows = await db.timeEntry.findMany({
    where: { userId, ...(edge && { startedAt: { lt: edge.startedAt } }) },
    orderBy: { startedAt: "desc" },
    take: pageSize + 1,
    select: { id: true, startedAt: true, endedAt: true, breakMinutes: true, activity: true, note: true },
  });
  const running = await db.timeEntry.findFirst({ where: { userId, endedAt: null }, select: { id: true, startedAt: true, activity: true } });
  const monday = weekStart(localDate(now, timezone));
  const week = { from: momentOf(monday, timezone), until: momentOf(addDays(monday, 7), timezone) };
  const [sum] = await db.$queryRaw<Array<{ minutes: number }>>`
    SELECT coalesce(sum(greatest(0, extract(epoch FROM coalesce(ended_at, ${now}::timestamptz) - started_at) / 60 - break_minutes)), 0)::int AS minutes
    FROM time_entries WHERE user_id = ${userId}::uuid AND started_at >= ${week.from}::timestamptz AND started_at < ${week.until}::timestamptz`;
  const page = rows.slice(0, pageSize);
  return { entries: page, next: rows.length > pageSize ? page.at(-1)!.id : null, running, weekMinutes: sum!.minutes };
}
