import { expect, test } from "vitest";
import { announceEnds } from "~/domains/privacy/retention/announce-end.server";
import { decideNotice } from "~/domains/privacy/retention/decide-notice.server";
import { eraseDue } from "~/domains/privacy/retention/erase-due.server";
import { forgottenBefore } from "~/domains/privacy/retention/retention.rules";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { asOwner } from "~tests/factories/company";
import { aSendingCompany } from "~tests/factories/sending";
import { someProspects } from "~tests/factories/outreach";

const aged = async (companyId: string, ids: Array<string>) =>
  asOwner((owner) =>
    owner.query("UPDATE prospects SET created_at = now() - interval '4 years' WHERE company_id = $1 AND id = ANY ($2)", [companyId, ids]),
  );
const noticesOf = (company: Awaited<ReturnType<typeof aSendingCompany>>) =>
  inCompany(company.owner, ({ db }) => db.retentionNotice.findMany({ orderBy: { id: "asc" } }));
const endNotices = (companyId: string) =>
  asOwner((owner) => owner.query("UPDATE retention_notices SET due_at = now() - interval '1 day' WHERE company_id = $1", [companyId]));

test("who gave no sign for three years is announced once, a reply counts as a sign, what we sent or he opened does not", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const [silent, replied, opened, fresh] = await someProspects(shop, [{}, {}, {}, {}]);
  await aged(shop.companyId, [silent!, replied!, opened!]);
  await inCompany(shop.owner, async ({ db, companyId, now }) => {
    await db.interaction.create({ data: { companyId, prospectId: replied!, type: "received", channel: "email", occurredAt: now } });
    await db.interaction.create({ data: { companyId, prospectId: opened!, type: "sent", channel: "email", occurredAt: now } });
    await db.interaction.create({
      data: { companyId, prospectId: opened!, type: "received", channel: "email", occurredAt: now, metadata: { autoReply: true } },
    });
  });
  const scope = asJob(shop.companyId, "test");
  expect(await inCompany(scope, (ctx) => announceEnds(ctx))).toBe(2);
  expect(await inCompany(scope, (ctx) => announceEnds(ctx))).toBe(0);
  expect((await noticesOf(shop)).map(({ prospectId }) => prospectId).sort()).toEqual([silent, opened].sort());
  expect((await noticesOf(shop)).some(({ prospectId }) => prospectId === fresh)).toBe(false);
  expect(await noticesOf(other)).toEqual([]);
});

test("nobody goes before the notice has ended; who is to be kept with a reason stays, who gave a sign since is taken off, the rest is forgotten", async () => {
  const shop = await aSendingCompany();
  const [gone, kept, back] = await someProspects(shop, [{ lastName: "Oubliée" }, { lastName: "Gardée" }, { lastName: "Revenue" }]);
  await aged(shop.companyId, [gone!, kept!, back!]);
  const scope = asJob(shop.companyId, "test");
  await inCompany(scope, (ctx) => announceEnds(ctx));
  expect(await eraseDue(scope)).toEqual({ erased: 0 });
  const { id: noticeId } = (await noticesOf(shop)).find(({ prospectId }) => prospectId === kept)!;
  await expect(inCompany(shop.owner, (ctx) => decideNotice(ctx, { noticeId, choice: "keep" }))).rejects.toThrow(
    "privacy.retention.reason_missing",
  );
  await inCompany(shop.owner, (ctx) => decideNotice(ctx, { noticeId, choice: "keep", reason: "Cliente en attente" }));
  await inCompany(shop.owner, ({ db, companyId, now }) =>
    db.interaction.create({ data: { companyId, prospectId: back!, type: "received", channel: "email", occurredAt: now } }),
  );
  await endNotices(shop.companyId);
  expect(await eraseDue(scope)).toEqual({ erased: 1 });
  expect(await eraseDue(scope)).toEqual({ erased: 0 });
  const names = await inCompany(shop.owner, ({ db }) =>
    db.prospect.findMany({ where: { id: { in: [gone!, kept!, back!] } }, select: { id: true, lastName: true } }),
  );
  expect(Object.fromEntries(names.map(({ id, lastName }) => [id, lastName]))).toEqual({
    [gone!]: null,
    [kept!]: "Gardée",
    [back!]: "Revenue",
  });
});

test("a company may forget sooner than the law says, never later", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  expect(forgottenBefore(now, 12).toISOString()).toBe("2025-11-21T08:00:00.000Z");
  expect(forgottenBefore(now, 60)).toEqual(forgottenBefore(now, 36));
});
