import { expect, test } from "vitest";
import { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import type { Cursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { prospectSorts, readCursor, writeCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { countProspects, listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { statementListeners } from "~/platform/db.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const idsOf = (scope: CompanyScope, filter: ProspectFilter) =>
  inCompany(scope, async (ctx) => (await listProspects(ctx, { filter, sort: "score", cursor: null, take: 200 })).rows.map(({ id }) => id));
const countOf = (scope: CompanyScope, filter: ProspectFilter) => inCompany(scope, async (ctx) => (await countProspects(ctx, filter)).count);

test("walking the pages meets everybody once, forwards and back, in each order, with ties and gaps", async () => {
  const { owner } = await aCompany();
  await someProspects(owner, 53, (at) => ({
    organizationName: at % 3 === 0 ? null : at % 7 === 0 ? "Même nom" : `Agence ${"éEèazZ"[at % 6]}${at % 5}`,
    city: at % 4 === 0 ? null : ["Évian", "Brest", "brest"][at % 3],
    firstName: at % 6 === 0 ? null : "Solène",
    lastName: at % 6 === 0 ? null : "Quimerch",
  }));
  await inCompany(owner, ({ db }) => db.$executeRaw`UPDATE prospects SET lead_score = (random() * 3)::int`);
  for (const sort of prospectSorts)
    await inCompany(owner, async (ctx) => {
      const whole = (await listProspects(ctx, { filter: {}, sort, cursor: null, take: 200 })).rows.map(({ id }) => id);
      expect(new Set(whole).size).toBe(53);
      const walked: Array<string> = [];
      const places: Array<number> = [];
      let cursor: Cursor | null = null;
      let last: Cursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof listProspects>> = await listProspects(ctx, { filter: {}, sort, cursor, take: 10 });
        walked.push(...page.rows.map(({ id }) => id));
        places.push(page.place);
        last = page.previous;
        cursor = page.next && readCursor(writeCursor(page.next), sort);
      } while (cursor);
      expect(walked).toEqual(whole);
      expect(places).toEqual([0, 10, 20, 30, 40, 50]);
      const back: Array<string> = [];
      while (last) {
        const page: Awaited<ReturnType<typeof listProspects>> = await listProspects(ctx, { filter: {}, sort, cursor: last, take: 10 });
        back.unshift(...page.rows.map(({ id }) => id));
        last = page.previous;
      }
      expect(back).toEqual(whole.slice(0, 50));
    });
});

test("a search finds words without their accents and capitals, in any order, and in no other company", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [wanted] = await someProspects(mine.owner, 3, (at) =>
    at === 1 ? { organizationName: "Étude Hélène & Fils", city: "Bézïers" } : {},
  );
  await someProspects(other.owner, 1, () => ({ organizationName: "Étude Hélène", city: "Béziers" }));
  expect(await idsOf(mine.owner, { q: "beziers HELENE" })).toEqual([wanted]);
  expect(await countOf(mine.owner, { q: "beziers helene" })).toBe(1);
  expect(await idsOf(mine.owner, { q: "helene", email: "yes", city: "BEZIERS" })).toEqual([wanted]);
  expect(await idsOf(mine.owner, { q: "100% _introuvable\\" })).toEqual([]);
});

test("each part of a filter narrows the list and its count alike", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [first, second, third] = await someProspects(mine.owner, 3, (at) => ({
    email: at === 2 ? null : `part-${at}@example.test`,
    phone: at === 3 ? null : `+3319900${String(at).padStart(4, "0")}`,
    postalCode: ["35000", "29200", "20000"][at - 1],
    tags: at === 1 ? ["luxe"] : [],
  }));
  await someProspects(other.owner, 4);
  await inCompany(mine.owner, async ({ db, now }) => {
    await db.prospect.update({ where: { id: first }, data: { leadScore: 80, status: "contacted", lastContactedAt: now } });
    await db.prospect.update({ where: { id: second }, data: { leadScore: 40, source: "api" } });
  });
  const cases: Array<[ProspectFilter, Array<string | undefined>]> = [
    [{}, [first, second, third]],
    [{ status: ["contacted", "customer"] }, [first]],
    [{ scoreMin: 40 }, [first, second]],
    [{ scoreMax: 40 }, [second, third]],
    [{ department: ["29", "2A"] }, [second, third]],
    [{ email: "no" }, [second]],
    [{ email: "yes" }, [first, third]],
    [{ phone: "no" }, [third]],
    [{ tag: ["luxe", "neuf"] }, [first]],
    [{ source: ["api"] }, [second]],
    [{ contacted: "yes" }, [first]],
    [{ contacted: "no", email: "yes" }, [third]],
    [{ since: "2999-01-01" }, []],
    [{ importRun: "018e0000-0000-7001-8000-000000000001" }, []],
  ];
  for (const [filter, expected] of cases) {
    expect(new Set(await idsOf(mine.owner, filter)), JSON.stringify(filter)).toEqual(new Set(expected));
    expect(await countOf(mine.owner, filter), JSON.stringify(filter)).toBe(expected.length);
    expect(ProspectFilter.parse(filter)).toEqual(filter);
  }
});

test("a page of the list and its count are two statements", async () => {
  const { owner } = await aCompany();
  await someProspects(owner, 2);
  const heard: Array<string> = [];
  const listen = (sql: string) => void heard.push(sql);
  await inCompany(owner, async (ctx) => {
    statementListeners.add(listen);
    await listProspects(ctx, { filter: { q: "corbelune", email: "yes" }, sort: "name", cursor: null });
    await countProspects(ctx, { q: "corbelune", email: "yes" });
    statementListeners.delete(listen);
  });
  expect(heard).toHaveLength(2);
});
