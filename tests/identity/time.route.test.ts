import { expect, test } from "vitest";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { action as removeTime } from "~/routes/identity/settings.time.$timeEntryId.delete";
import { action as record, loader as time } from "~/routes/identity/settings.time._index";
import { action as start } from "~/routes/identity/settings.time.start";
import { action as stop } from "~/routes/identity/settings.time.stop";
import { action as removeStretch } from "~/routes/identity/settings.schedule.$scheduleId.delete";
import { action as addStretch, loader as schedule } from "~/routes/identity/settings.schedule._index";
import { aCompany, asOwner, requestOf } from "~tests/factories/company";
import "~tests/setup/jobs";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;
const saidBy = (answer: unknown) => JSON.stringify((answer as { data?: unknown }).data ?? null);
const at = (moment: string) => setClock(() => new Date(moment));

test("a clock runs once, stops once, and one that was forgotten is cut", async () => {
  try {
    at("2026-11-16T08:00:00Z");
    const shop = await aCompany();
    const press = async (act: typeof start, path: string, form = {}) =>
      (await act(args(await requestOf(shop.agent, path, { form })))) as Response;
    await press(start, "/settings/time/start", { activity: "Appels" });
    const again = await press(start, "/settings/time/start");
    expect(again.status).toBe(302);
    at("2026-11-16T10:30:00Z");
    await press(stop, "/settings/time/stop");
    await press(stop, "/settings/time/stop");
    await press(start, "/settings/time/start");
    at("2026-11-18T10:30:00Z");
    await press(stop, "/settings/time/stop");
    const { entries, weekMinutes, running } = await time(args(await requestOf(shop.agent, "/settings/time")));
    expect(running).toBeNull();
    expect(
      entries.map(({ startedAt, endedAt, activity }) => ({ hours: (endedAt!.getTime() - startedAt.getTime()) / 3_600_000, activity })),
    ).toEqual([
      { hours: 14, activity: null },
      { hours: 2.5, activity: "Appels" },
    ]);
    expect(weekMinutes).toBe(16.5 * 60);
  } finally {
    setClock();
  }
});

test("time written down keeps to the company's clock and never overlaps, not even past us", async () => {
  try {
    at("2026-11-18T12:00:00Z");
    const shop = await aCompany();
    const userId = shop.agent.actor.id;
    const write = async (form: Record<string, string>) =>
      saidBy(await record(args(await requestOf(shop.agent, "/settings/time", { form: { userId, day: "2026-11-16", ...form } }))));
    await write({ from: "09:00", until: "12:00", breakMinutes: "15", note: "Salon" });
    const { entries } = await time(args(await requestOf(shop.agent, "/settings/time")));
    expect(entries).toMatchObject([
      { startedAt: new Date("2026-11-16T08:00:00Z"), endedAt: new Date("2026-11-16T11:00:00Z"), breakMinutes: 15 },
    ]);
    expect(await write({ from: "11:59", until: "13:00" })).toContain("identity.time.overlap");
    expect(await write({ from: "12:00", until: "12:30", breakMinutes: "30" })).toContain("identity.time.break_too_long");
    expect(await write({ from: "14:00", until: "13:00" })).toContain("identity.schedule.reversed");
    expect(await write({ from: "00:00", until: "23:00", day: "2026-11-10" })).toContain("identity.time.too_long");
    expect(await write({ from: "09:00", until: "10:00", day: "2026-11-19" })).toContain("identity.time.future");
    await write({ from: "12:00", until: "13:00" }); // touching is no overlap
    const past = asOwner((owner) =>
      owner.query(
        `INSERT INTO time_entries (id, company_id, user_id, started_at, ended_at) VALUES (app.uuid_v7(), $1, $2, '2026-11-16T10:00:00Z', '2026-11-16T10:01:00Z')`,
        [shop.companyId, userId],
      ),
    );
    await expect(past).rejects.toThrow("time_entries_no_overlap");
  } finally {
    setClock();
  }
});

test("an agent keeps his own hours, a manager those of all, and nobody those of another company", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const stretch = (userId: string) => ({ userId, weekday: "1", startsAt: "09:00", endsAt: "12:00" });
  const add = async (who: typeof shop.agent, form: Record<string, string>) =>
    addStretch(args(await requestOf(who, "/settings/schedule", { form })));
  await add(shop.agent, stretch(shop.agent.actor.id));
  expect(saidBy(await add(shop.agent, stretch(shop.manager.actor.id)))).toContain("platform.record.unknown");
  expect(saidBy(await add(other.owner, stretch(shop.agent.actor.id)))).toContain("platform.record.unknown");
  await add(shop.manager, { ...stretch(shop.agent.actor.id), weekday: "2" });
  expect(saidBy(await add(shop.manager, { ...stretch(shop.agent.actor.id), startsAt: "11:30", endsAt: "14:00" }))).toContain(
    "identity.schedule.overlap",
  );

  const own = await schedule(args(await requestOf(shop.agent, `/settings/schedule?user=${shop.manager.actor.id}`)));
  expect(own.people).toHaveLength(1);
  expect(own.stretches).toMatchObject([{ weekday: 1, startsAt: "09:00", endsAt: "12:00" }, { weekday: 2 }]);
  expect((await schedule(args(await requestOf(shop.manager, "/settings/schedule")))).people).toHaveLength(3);

  const scheduleId = own.stretches[0]!.id;
  const drop = async (who: typeof shop.agent) => removeStretch(args(await requestOf(who, "/x", { form: {} }), { scheduleId }));
  await expect(drop(other.owner)).rejects.toThrow("platform.record.unknown");
  await drop(shop.agent);
  const entry = await inCompany(shop.owner, ({ db, companyId, now }) =>
    db.timeEntry.create({ data: { companyId, userId: shop.manager.actor.id, startedAt: new Date(now.getTime() - 1000), endedAt: now } }),
  );
  const take = async (who: typeof shop.agent) => removeTime(args(await requestOf(who, "/x", { form: {} }), { timeEntryId: entry.id }));
  for (const stranger of [shop.agent, other.owner]) await expect(take(stranger)).rejects.toThrow("platform.record.unknown");
  await take(shop.owner);
});
