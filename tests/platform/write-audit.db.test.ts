import { expect, test } from "vitest";
import { withOrigin } from "~/platform/audit/origin.server";
import { uuidv7 } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const logOf = (company: TestCompany, action: string) =>
  inCompany(company.owner, ({ db, companyId }) => db.auditLog.findMany({ where: { companyId, action }, orderBy: { sequence: "asc" } }));

/** Whether each entry follows the one before it, from the first. */
const chainHolds = ({ companyId }: TestCompany) =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ holds: boolean }>(
      `SELECT bool_and(n = sequence AND hash = app.link_hash(previous_hash, to_jsonb(a) - 'n' - 'before') AND previous_hash IS NOT DISTINCT FROM before) AS holds
       FROM (SELECT a.*, row_number() OVER w AS n, lag(hash) OVER w AS before FROM audit_logs a WHERE company_id = $1 WINDOW w AS (ORDER BY sequence)) a`,
      [companyId],
    );
    return rows[0]!.holds;
  });

test("an act is logged with who, from where, in which request, and what changed", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const id = uuidv7();
  await withOrigin({ correlationId: "request-4711", clientAddress: "203.0.113.9", userAgent: "Browser/1" }, () =>
    inCompany(shop.owner, async (ctx) =>
      ctx.audit({
        action: "thing.changed",
        about: { type: "thing", id },
        before: { colour: "red", size: 1 },
        after: { colour: "blue", size: 1 },
        basis: "contract",
      }),
    ),
  );
  expect(await logOf(shop, "thing.changed")).toMatchObject([
    {
      userId: shop.owner.actor.id,
      actor: null,
      resourceType: "thing",
      resourceId: id,
      ipAddress: "203.0.113.9",
      userAgent: "Browser/1",
      correlationId: "request-4711",
      oldValues: { colour: "red" },
      newValues: { colour: "blue" },
      gdprBasis: "contract",
      success: true,
    },
  ]);
  expect(await logOf(other, "thing.changed")).toEqual([]);
});

test("what is undone was not done: the log keeps nothing of it, and its chain has no gap", async () => {
  const shop = await aCompany();
  await expect(
    inCompany(shop.owner, async (ctx) => {
      ctx.audit({ action: "thing.lost" });
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  await inCompany(shop.owner, async (ctx) => ctx.audit({ action: "thing.kept" }));
  expect(await logOf(shop, "thing.lost")).toEqual([]);
  expect(await chainHolds(shop)).toBe(true);
});

test("many at once keep the chain without a gap and never wait for each other in a circle", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      inCompany(at % 3 === 0 ? other.owner : at % 2 === 0 ? shop.owner : asJob(shop.companyId, "test/job"), async (ctx) => {
        ctx.audit({ action: "thing.counted", after: { at } });
        await ctx.db.company.update({ where: { id: ctx.companyId }, data: { dataSourceNote: `note ${at}` } });
        ctx.audit({ action: "thing.counted", after: { at } });
      }),
    ),
  );
  expect(await logOf(shop, "thing.counted")).toHaveLength(80);
  expect(await logOf(other, "thing.counted")).toHaveLength(40);
  expect([await chainHolds(shop), await chainHolds(other)]).toEqual([true, true]);
});

test("an act on a hundred thousand is one line that says how many", async () => {
  const shop = await aCompany();
  await inCompany(shop.owner, async (ctx) => {
    for (let at = 0; at < 100_000; at++) ctx.audit({ action: "thing.swept", about: { type: "thing", id: uuidv7() } });
  });
  const log = await logOf(shop, "thing.swept");
  expect(log).toHaveLength(1);
  expect(log[0]).toMatchObject({ resourceType: "thing", resourceId: null, newValues: { count: 100_000 } });
});

test("a job's entries name the job and the request that its fact was written in", async () => {
  const shop = await aCompany();
  const fact = { name: "test/thing.done", data: { companyId: shop.companyId } };
  await withOrigin({ correlationId: "request-of-the-fact" }, () => inCompany(shop.owner, async (ctx) => ctx.emit(fact, shop.companyId)));
  const written = await inCompany(shop.owner, ({ db, companyId }) =>
    db.event.findFirstOrThrow({ where: { companyId, eventType: "test/thing.done" } }),
  );
  expect(written.metadata).toMatchObject({ correlationId: "request-of-the-fact" });
  const origin = { correlationId: "the run", fact: { id: written.id, occurredAt: written.occurredAt } };
  await withOrigin(origin, () =>
    inCompany(asJob(shop.companyId, "test/do-thing"), async (ctx) => {
      ctx.audit({ action: "thing.answered" });
      ctx.emit({ ...fact, name: "test/thing.followed" }, shop.companyId);
    }),
  );
  await withOrigin({ correlationId: "a clock's run" }, () =>
    inCompany(asJob(shop.companyId, "test/do-thing"), async (ctx) => ctx.audit({ action: "thing.struck" })),
  );
  expect(await logOf(shop, "thing.answered")).toMatchObject([
    { userId: null, actor: "test/do-thing", correlationId: "request-of-the-fact" },
  ]);
  expect(await logOf(shop, "thing.struck")).toMatchObject([{ correlationId: "a clock's run" }]);
  const followed = await inCompany(shop.owner, ({ db, companyId }) =>
    db.event.findFirstOrThrow({ where: { companyId, eventType: "test/thing.followed" } }),
  );
  expect(followed.metadata).toMatchObject({ correlationId: "request-of-the-fact" });
});
