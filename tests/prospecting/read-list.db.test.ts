import { expect, test } from "vitest";
import { countWithViews } from "~/domains/prospecting/prospect/prospect.queries.server";
import { writeCursor, writeSort } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { knownColumns, isSortable } from "~/domains/prospecting/list/list-columns.rules";
import { groupToken, type ProspectGroup } from "~/domains/prospecting/list/list-groups.rules";
import { fittingShape, type ListShape, shapeFromUrl } from "~/domains/prospecting/list/list-shape.rules";
import { listPage, readGroups, readList } from "~/domains/prospecting/list/read-list.queries.server";
import { createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const shapeOf = (search: string) => shapeFromUrl(new URLSearchParams(search));
const read = (scope: CompanyScope, shape: ListShape, at: string | null = null) =>
  inCompany(scope, async (ctx) => {
    const { custom } = await countWithViews(ctx, {});
    return readList(ctx, { filter: {}, shape: fittingShape(shape, custom), custom, at });
  });

/** A company of more than two pages, with ties and with nothing in every place, and another with the same words in it. */
async function world() {
  const [mine, other] = [await aCompany(), await aCompany()];
  const field = (label: string, type: "number" | "choice" | "date" | "boolean" | "choices") =>
    inCompany(mine.owner, (ctx) =>
      createCustomField(ctx, {
        entity: "prospect",
        label,
        type,
        options: type === "choice" || type === "choices" ? ["Ouest", "Est"] : [],
      } as never),
    );
  await field("Surface", "number");
  await field("Zone", "choice");
  const ids = await someProspects(mine.owner, 112, (at) => ({
    organizationName: at % 3 === 0 ? null : at % 7 === 0 ? "Même nom" : `Agence ${"éEèazZ"[at % 6]}${at % 5}`,
    city: at % 4 === 0 ? null : ["Évian", "Brest", "brest"][at % 3],
    jobTitle: at % 2 === 0 ? null : "Gérant",
    tags: at % 5 === 0 ? ["luxe", "neuf"] : at % 5 === 1 ? ["neuf"] : [],
    customFields: { ...(at % 3 === 0 && { surface: at % 4 }), ...(at % 5 !== 0 && { zone: ["Ouest", "Est"][at % 2]! }) },
  }));
  await someProspects(other.owner, 4, () => ({ organizationName: "Même nom" }));
  await inCompany(
    mine.owner,
    ({ db }) => db.$executeRaw`UPDATE prospects SET lead_score = (random() * 3)::int,
    last_contacted_at = CASE WHEN random() < 0.5 THEN now() - (random() * 4)::int * interval '1 day' END, ai_score = CASE WHEN random() < 0.5 THEN (random() * 2)::int END,
    status = (ARRAY['new', 'contacted', 'customer'])[1 + (random() * 2)::int]::prospect_status`,
  );
  return { mine, other, ids };
}

test("walking the pages by any column, up or down, meets everybody once: those with nothing there last, ties by their id", async () => {
  const { mine, ids } = await world();
  const fields = ["name", ...knownColumns.filter(isSortable), "custom.surface", "custom.zone"];
  for (const by of fields)
    for (const descending of [false, true]) {
      const shape = shapeOf(`sort=${writeSort({ by, descending })}&cols=${by === "name" ? "status" : by}`);
      expect(shape.sort, by).toEqual({ by, descending });
      const walked: Array<string> = [];
      const cells: Array<unknown> = [];
      let at: string | null = null;
      let last: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof read>> = await read(mine.owner, shape, at);
        walked.push(...page.rows.map(({ id }) => id));
        cells.push(...page.rows.map((row) => row.cells[0] ?? null));
        at = page.next && writeCursor(page.next);
        last = page.previous && writeCursor(page.previous);
      } while (at);
      expect([walked.length, new Set(walked).size], by).toEqual([112, 112]);
      expect(new Set(walked)).toEqual(new Set(ids));
      if (by !== "name" && by !== "person" && by !== "city") {
        const firstEmpty = cells.indexOf(null);
        if (firstEmpty >= 0) expect(new Set(cells.slice(firstEmpty)), by).toEqual(new Set([null]));
      }
      const back = await read(mine.owner, shape, last);
      expect(
        back.rows.map(({ id }) => id),
        by,
      ).toEqual(walked.slice(listPage, 2 * listPage));
    }
});

test("only what is a column is read, in the order chosen, and another company's fields are none", async () => {
  const { mine, other } = await world();
  const shape = shapeOf("cols=custom.zone,leadScore,tags,bogus,leadScore,custom.surface&sort=custom.surface");
  const page = await read(mine.owner, shape);
  expect(page.rows[0]!.cells).toHaveLength(4);
  expect(page.rows[0]!.cells[3]).toBe(0);
  expect(Array.isArray(page.rows[0]!.cells[2])).toBe(true);
  const theirs = await read(other.owner, shape);
  expect(theirs.rows.map(({ cells }) => cells.length)).toEqual([2, 2, 2, 2]);
});

test("groups hold each prospect of the filter once, tags each of theirs, and their pages go on by themselves", async () => {
  const { mine, other } = await world();
  const groupsOf = (scope: CompanyScope, by: string, open: Array<string> = [], at: Array<string> = []) =>
    inCompany(scope, async (ctx) => {
      const filter = { city: "brest" };
      const { custom, total } = await countWithViews(ctx, filter);
      const shape = fittingShape(shapeOf(`group=${by}&sort=name`), custom);
      return { ...(await readGroups(ctx, { filter, shape, custom, open, at })), total: total.count };
    });
  const sum = (groups: Array<ProspectGroup>) => groups.reduce((all, { count }) => all + count, 0);
  for (const by of ["status", "source", "department", "city", "assignedTo", "emailState", "custom.zone", "language", "importRun"]) {
    const { groups, total } = await groupsOf(mine.owner, by);
    expect(sum(groups), by).toBe(total);
    expect(
      groups.filter(({ page }) => page),
      by,
    ).toHaveLength(1);
    const first = groups[0]!;
    expect(first.page!.rows.length, by).toBe(Math.min(25, first.count));
  }
  expect((await groupsOf(mine.owner, "status")).groups.map(({ value }) => value)).toEqual(["new", "contacted", "customer"]);
  const tags = await groupsOf(mine.owner, "tags", ["~", "neuf"]);
  expect(tags.groups.find(({ value }) => value === null)!.page!.rows.length).toBeGreaterThan(0);
  expect(sum(tags.groups)).toBeGreaterThan(tags.total);

  const zone = await groupsOf(mine.owner, "custom.zone", ["Ouest", "Est"]);
  const walk = async (group: ProspectGroup & { page: { next: unknown; rows: Array<{ id: string }> } | null }) => {
    const ids = group.page!.rows.map(({ id }) => id);
    let next = group.page!.next as { key: string; id: string; place: number } | null;
    while (next) {
      const token = groupToken(group.value);
      const more = await groupsOf(mine.owner, "custom.zone", [token], [JSON.stringify([1, next.key, next.id, next.place, token])]);
      const { page } = more.groups.find(({ value }) => value === group.value)!;
      ids.push(...page!.rows.map(({ id }) => id));
      next = page!.next as typeof next;
    }
    return ids;
  };
  for (const group of zone.groups.filter(({ page }) => page)) {
    const ids = await walk(group as never);
    expect(new Set(ids).size).toBe(group.count);
    expect(ids).toHaveLength(group.count);
  }
  expect((await groupsOf(mine.owner, "custom.zone", [""])).groups.every(({ page }) => page === null)).toBe(true);
  expect((await groupsOf(other.owner, "status")).total).toBe(1);
  expect((await groupsOf(other.owner, "custom.zone").catch((error: unknown) => String(error))) as unknown).toBeDefined();
});
