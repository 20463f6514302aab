import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { loader as list } from "~/routes/operations/notifications._index";
import { action as mark } from "~/routes/operations/notifications.$notificationId.read";
import { action as markAll } from "~/routes/operations/notifications.read-all";
import { loader as unread } from "~/routes/operations/notifications.unread";
import { action as choose, loader as choices } from "~/routes/operations/settings.notifications";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import "~tests/setup/jobs";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;
const tell = (shop: TestCompany, count: number) =>
  inCompany(shop.owner, async (ctx) => {
    for (let at = 0; at < count; at++)
      ctx.notify({ to: [shop.agent.actor.id], type: "report.ready", about: { type: "report", id: crypto.randomUUID() } });
  });

test("a member sees what he was told, opens it, and it is read; nobody else does", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await tell(shop, 2);
  const { rows } = await list(args(await requestOf(shop.agent, "/notifications")));
  expect(rows).toHaveLength(2);
  const path = `/notifications/${rows[0]!.id}/read`;
  const opened = (await mark(
    args(await requestOf(shop.agent, path, { form: { intent: "open" } }), { notificationId: rows[0]!.id }),
  )) as Response;
  expect(opened.headers.get("location")).toBe(`/reports/${rows[0]!.subjectId}`);
  expect(await unread(args(await requestOf(shop.agent, "/notifications/unread")))).toEqual({ unread: 1 });

  for (const stranger of [other.owner, shop.owner])
    await expect(
      mark(args(await requestOf(stranger, path, { form: { intent: "read" } }), { notificationId: rows[0]!.id })),
    ).rejects.toThrow("platform.record.unknown");
  expect((await list(args(await requestOf(other.agent, "/notifications")))).rows).toEqual([]);

  await mark(args(await requestOf(shop.agent, path, { form: { intent: "unread" } }), { notificationId: rows[0]!.id }));
  expect(await unread(args(await requestOf(shop.agent, "/notifications/unread")))).toEqual({ unread: 2 });
  await markAll(args(await requestOf(shop.agent, "/notifications/read-all", { form: {} })));
  expect(await unread(args(await requestOf(shop.agent, "/notifications/unread")))).toEqual({ unread: 0 });
});

test("a long list is paged without losing or repeating one", async () => {
  const shop = await aCompany();
  await tell(shop, 65);
  const seen: Array<string> = [];
  for (let next: string | null | undefined = undefined; next !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list(
      args(await requestOf(shop.agent, `/notifications${next ? `?after=${next}` : ""}`)),
    );
    seen.push(...page.rows.map(({ id }) => id));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(65);
  expect(seen).toHaveLength(65);
});

test("what one does not want to be told is not told, and the colleague's choice stays his", async () => {
  const shop = await aCompany();
  await choose(args(await requestOf(shop.agent, "/settings/notifications", { form: { weeklyReport: "on", email_report_ready: "on" } })));
  const { preferences } = await choices(args(await requestOf(shop.agent, "/settings/notifications")));
  expect(preferences).toMatchObject({ weeklyReport: true, digest: false, types: { "report.ready": { inApp: false, email: true } } });
  await tell(shop, 1);
  expect((await list(args(await requestOf(shop.agent, "/notifications")))).rows).toEqual([]);
  const colleague = await choices(args(await requestOf(shop.manager, "/settings/notifications")));
  expect(colleague.preferences).toMatchObject({ weeklyReport: true, digest: true, types: { "report.ready": { inApp: true } } });
});
