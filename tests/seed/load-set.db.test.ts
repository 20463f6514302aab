import { afterAll, expect, test } from "vitest";
import { asOwner } from "~tests/factories/company";
import { fillLoadSet, loadCompany, sizesOf } from "../../prisma/seed/load-set";
import { seedPlans } from "../../prisma/seed/plans";
import { leaveDatabase, useEmptyDatabase } from "~tests/setup/empty-database";

afterAll(leaveDatabase);

const set = { companies: 30, prospects: 3_000, say: () => {} };
const fill = () =>
  asOwner(async (owner) => {
    await seedPlans(owner);
    return fillLoadSet(owner, set);
  });
const asked = <T>(text: string, values: Array<unknown> = []) =>
  asOwner(async (owner) => (await owner.query(text, values)).rows as Array<T>);
const digest = async () =>
  (await asked<{ sum: string }>("SELECT md5(string_agg(md5(p::text), '' ORDER BY p.id)) AS sum FROM prospects p"))[0]!.sum;
const indexes = () => asked("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'prospects' ORDER BY 1");

test("companies are of unequal sizes, the first a fifth of all, and add up", () => {
  for (const [companies, prospects] of [
    [100, 1_000_000],
    [7, 1_003],
    [1, 50],
    [3, 0],
    [50, 10],
  ] as const) {
    const sizes = sizesOf({ companies, prospects });
    expect(sizes).toHaveLength(companies);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(prospects);
    expect(sizes.every((size) => size >= 0)).toBe(true);
  }
  const sizes = sizesOf({ companies: 100, prospects: 1_000_000 });
  expect(sizes[0]).toBe(200_000);
  expect(sizes.at(-1)).toBeLessThan(5_000);
});

test("the load set is the same in every database, complete, with the indexes of before, and a second time adds nothing", async () => {
  await useEmptyDatabase("load_one");
  const before = await indexes();
  expect(await fill()).toBe(3_000);
  expect(await indexes()).toEqual(before);
  const counts = await asked<{ company_id: string; count: number }>(
    "SELECT company_id, count(*)::int AS count FROM prospects GROUP BY 1 ORDER BY 1",
  );
  expect(counts[0]).toEqual({ company_id: loadCompany(1), count: 600 });
  expect(counts.map(({ count }) => count)).toEqual(sizesOf(set));
  const one = await digest();

  await asOwner((owner) => owner.query("UPDATE prospects SET notes = 'gardé' WHERE id IN (SELECT id FROM prospects ORDER BY id LIMIT 1)"));
  expect(await fill()).toBe(0);
  expect(await asked("SELECT count(*)::int AS kept FROM prospects WHERE notes = 'gardé'")).toEqual([{ kept: 1 }]);

  await useEmptyDatabase("load_two");
  await fill();
  expect(await digest()).toBe(one);
}, 60_000);
