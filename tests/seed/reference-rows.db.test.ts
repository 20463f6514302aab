import { afterAll, beforeAll, expect, test } from "vitest";
import { featureNames, limitNames } from "~/domains/billing/plan/plan-limits.rules";
import { firstStages } from "~/domains/crm/stage/sales-stages.rules";
import { roleKeys } from "~/platform/permissions";
import { aCompany, asOwner } from "~tests/factories/company";
import { inCompany } from "~/platform/tenancy.server";
import { seedDemo } from "../../prisma/seed";
import { demo } from "../../prisma/seed/demo-company";
import { seedPlans } from "../../prisma/seed/plans";
import { seedReference } from "../../prisma/seed/reference";
import { Prisma } from "~/generated/prisma/client";
import { leaveDatabase, useEmptyDatabase } from "~tests/setup/empty-database";

afterAll(leaveDatabase);

const rows = <Row>(sql: string, values: Array<unknown> = []) =>
  asOwner(async (owner) => (await owner.query(sql, values)).rows as Array<Row>);
const tables = ["plans", "billing_rules", "company_sizes", "industries"];

beforeAll(async () => {
  await useEmptyDatabase("reference");
  await seedDemo({ prospects: 0, say: () => {} });
}, 60_000);

test("five plans, dearer from one to the next, each with every limit and every feature said", async () => {
  const plans = await rows<Record<string, unknown> & { slug: string; features: Record<string, boolean> }>(
    "SELECT * FROM plans ORDER BY display_order",
  );
  expect(plans.map(({ slug }) => slug)).toEqual(["free", "starter", "growth", "scale", "enterprise"]);
  const columns = limitNames.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const most = (limit: unknown) => (limit === null ? Infinity : (limit as number));
  for (const [at, plan] of plans.entries()) {
    expect(Object.keys(plan.features).sort(), plan.slug).toEqual([...featureNames].sort());
    expect(Number(plan.price_yearly), plan.slug).toBe(Number(plan.price_monthly) * 10);
    const before = plans[at - 1];
    if (!before) continue;
    expect(Number(plan.price_monthly)).toBeGreaterThan(Number(before.price_monthly));
    for (const column of columns) expect(most(plan[column]), `${plan.slug} ${column}`).toBeGreaterThanOrEqual(most(before[column]));
    for (const name of featureNames) if (before.features[name]) expect(plan.features[name], `${plan.slug} ${name}`).toBe(true);
  }
  // None stands for no limit, and only the last plan has none.
  for (const plan of plans.slice(0, -1))
    for (const column of columns) expect(plan[column], `${plan.slug} ${column}`).toEqual(expect.any(Number));
});

test("what is done 3, 7, 10, 15, 30 and 45 days after an invoice was due", async () => {
  expect(await rows("SELECT days_after_due AS days, action FROM billing_rules WHERE is_active ORDER BY 1")).toEqual([
    { days: 3, action: "send_reminder" },
    { days: 7, action: "send_reminder" },
    { days: 10, action: "send_warning" },
    { days: 15, action: "suspend" },
    { days: 30, action: "send_final_notice" },
    { days: 45, action: "cancel" },
  ]);
});

test("head counts from one upward, without a hole, by agencies' ranges and by those of firms at large", async () => {
  const sizes = await rows<{ range: string; min: number; max: number | null }>(
    "SELECT range, min_employees AS min, max_employees AS max FROM company_sizes ORDER BY display_order",
  );
  expect(sizes.map(({ range }) => range)).toEqual(["1-5", "6-20", "21-50", "50+", "1-10", "11-50", "51-200", "200+"]);
  for (const list of [sizes.slice(0, 4), sizes.slice(4)]) {
    expect(list[0]!.min).toBe(1);
    for (const [at, { min }] of list.entries()) if (at > 0) expect(min).toBe(list[at - 1]!.max! + 1);
    expect(list.at(-1)!.max).toBeNull();
  }
});

test("lines of business with NACE codes, each code in one of them", async () => {
  const industries = await rows<{ slug: string; nace_codes: Array<string> }>("SELECT slug, nace_codes FROM industries");
  expect(industries.length).toBeGreaterThanOrEqual(12);
  expect(industries.find(({ slug }) => slug === "real_estate")?.nace_codes).toEqual(["68.10", "68.20", "68.31", "68.32"]);
  const codes = industries.flatMap(({ nace_codes }) => nace_codes);
  for (const code of codes) expect(code).toMatch(/^\d{2}\.\d{2}$/);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { slug, nace_codes } of industries) expect(nace_codes.length, slug).toBeGreaterThan(0);
});

test("a company has the stages of a pipeline and the roles of its people", async () => {
  expect(
    await rows("SELECT key, probability, is_default, is_won, is_lost FROM sales_stages WHERE company_id = $1 ORDER BY display_order", [
      demo.companyId,
    ]),
  ).toEqual(
    firstStages.map(({ key, probability }, at) => ({
      key,
      probability,
      is_default: at === 0,
      is_won: key === "won",
      is_lost: key === "lost",
    })),
  );
  const roles = await rows<{ key: string }>("SELECT key FROM roles WHERE company_id = $1 ORDER BY 1", [demo.companyId]);
  expect(roles.map(({ key }) => key)).toEqual(expect.arrayContaining([...roleKeys]));
});

test("no market figure is there before a file gave it", async () => {
  expect(
    await rows("SELECT (SELECT count(*) FROM market_intelligence)::int AS places, (SELECT count(*) FROM market_quarters)::int AS quarters"),
  ).toEqual([{ places: 0, quarters: 0 }]);
});

test("a second seed writes no reference row anew; what somebody changed in one comes back", async () => {
  const versions = () => Promise.all(tables.map((table) => rows(`SELECT xmin::text, t.* FROM ${table} t ORDER BY id`)));
  const once = await versions();
  await asOwner(seedPlans);
  await asOwner(seedReference);
  expect(await versions()).toEqual(once);
  const names = () => rows("SELECT slug, price_monthly, features FROM plans ORDER BY slug");
  const before = await names();
  await rows("UPDATE plans SET price_monthly = 1, features = '{}' WHERE slug = 'scale'");
  await asOwner(seedPlans);
  expect(await names()).toEqual(before);
});

test("two companies read the same reference rows and change none", async () => {
  const [one, other] = [await aCompany(), await aCompany()];
  const read = (of: typeof one) =>
    inCompany(of.agent, ({ db }) => db.industry.findMany({ orderBy: { slug: "asc" }, select: { slug: true } }));
  expect(await read(one)).toEqual(await read(other));
  for (const table of [...tables, "market_intelligence", "market_quarters"])
    await expect(
      inCompany(one.owner, ({ db }) => db.$executeRaw`DELETE FROM ${Prisma.raw(table)}`),
      table,
    ).rejects.toThrow();
});
