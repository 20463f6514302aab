import { expect, test } from "vitest";
import { conditionFields, type Operator, operandOf, operatorsFor, ownFields } from "~/domains/prospecting/condition/condition-fields.rules";
import { type Condition, readCondition, type Test } from "~/domains/prospecting/condition/condition.schema";
import { explainFilter } from "~/domains/prospecting/condition/explain-condition.server";
import { questionsOf } from "~/domains/prospecting/condition/filter-questions.rules";
import { filterFromUrl, filterToUrl, ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { countProspects, listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const idsOf = (scope: CompanyScope, filter: ProspectFilter) =>
  inCompany(scope, async (ctx) =>
    (await listProspects(ctx, { filter: ProspectFilter.parse(filter), sort: "newest", cursor: null, take: 200 })).rows.map(({ id }) => id),
  );
const asked = (scope: CompanyScope, where: Condition) => idsOf(scope, { where }).then((ids) => new Set(ids));

test("groups of all and any find whom they mean, in no other company", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [first, second, third] = (await someProspects(mine.owner, 3, (at) => ({
    city: ["Évian", "Brest", null][at - 1],
    tags: at === 1 ? ["luxe", "neuf"] : at === 2 ? ["luxe"] : [],
    jobTitle: at === 3 ? null : "Gérante",
  }))) as [string, string, string];
  await someProspects(other.owner, 3, () => ({ city: "Évian", tags: ["luxe"] }));
  await inCompany(mine.owner, ({ db }) =>
    db.prospect.update({ where: { id: second }, data: { leadScore: 70, lastContactedAt: new Date("2026-03-10T23:30:00Z") } }),
  );
  const cases: Array<[Condition, Array<string>]> = [
    [
      {
        any: [
          { field: "city", is: "equals", value: "EVIAN" },
          { field: "leadScore", is: "at_least", value: 60 },
        ],
      },
      [first, second],
    ],
    [{ all: [{ field: "tags", is: "has_any", value: ["luxe"] }, { any: [{ field: "city", is: "contains", value: "rest" }] }] }, [second]],
    [{ all: [{ field: "tags", is: "has_all", value: ["neuf", "luxe"] }] }, [first]],
    [{ all: [{ field: "tags", is: "has_none", value: ["neuf"] }] }, [second, third]],
    [{ all: [{ field: "city", is: "not_equals", value: "Brest" }] }, [first, third]],
    [{ all: [{ field: "city", is: "empty" }] }, [third]],
    [{ all: [{ field: "city", is: "one_of", value: ["evian", "Nantes"] }] }, [first]],
    [{ all: [{ field: "jobTitle", is: "starts_with", value: "GER" }] }, [first, second]],
    [{ all: [{ field: "leadScore", is: "between", value: [60, 80] }] }, [second]],
    [{ all: [{ field: "aiScore", is: "not_equals", value: 5 }] }, [first, second, third]],
    [{ all: [{ field: "lastContactedAt", is: "on", value: "2026-03-10" }] }, [second]],
    [{ all: [{ field: "lastContactedAt", is: "until", value: "2026-03-09" }] }, []],
    [{ all: [{ field: "createdAt", is: "in_last", value: 2 }] }, [first, second, third]],
    [{ all: [{ field: "hasWebsite", is: "no" }] }, []],
    [{ all: [{ field: "task.openCount", is: "at_most", value: 0 }] }, [first, second, third]],
    [{ all: [{ field: "campaign.member", is: "empty" }] }, [first, second, third]],
  ];
  for (const [where, wanted] of cases) expect(await asked(mine.owner, where), JSON.stringify(where)).toEqual(new Set(wanted));
});

test("every field takes every operator of its type, and its opposite finds the others", async () => {
  const { owner } = await aCompany();
  await someProspects(owner, 2, (at) => (at === 1 ? { tags: ["a"] } : { email: null, city: null }));
  const id = "018e0000-0000-7001-8000-000000000001";
  const valueOf = (field: string, is: Operator) => {
    const { type, options } = conditionFields[field as keyof typeof conditionFields] as { type: string; options?: Array<string> };
    const one = type === "number" ? 1 : type === "date" ? "2026-01-01" : type === "record" ? id : (options?.[0] ?? "a");
    const operand = operandOf(is);
    return operand === "none" ? {} : { value: operand === "one" ? one : operand === "days" ? 3 : operand === "range" ? [one, one] : [one] };
  };
  const opposites: Partial<Record<Operator, Operator>> = {
    one_of: "none_of",
    contains: "not_contains",
    equals: "not_equals",
    has_any: "has_none",
    filled: "empty",
  };
  await inCompany(owner, async (ctx) => {
    for (const field of ownFields)
      for (const is of operatorsFor(field, conditionFields[field].type)) {
        const count = async (operator: Operator) =>
          (await countProspects(ctx, ProspectFilter.parse({ where: { field, is: operator, ...valueOf(field, operator) } }))).count;
        const found = await count(is);
        const opposite = opposites[is];
        if (opposite && operatorsFor(field, conditionFields[field].type).includes(opposite))
          expect(found + (await count(opposite)), `${field} ${is}`).toBe(2);
      }
  });
});

test("values of the company's own are compared by their form, and a text where a number is asked answers no", async () => {
  const { owner } = await aCompany();
  const ids = await someProspects(owner, 3);
  await inCompany(owner, async ({ db }) => {
    await db.prospect.update({
      where: { id: ids[0] },
      data: { customFields: { surface: 120.5, visit: "2026-04-02", zones: ["nord", "sud"], ok: true } },
    });
    await db.prospect.update({
      where: { id: ids[1] },
      data: { customFields: { surface: "grande", visit: "demain", zones: ["est"], ok: false } },
    });
  });
  const cases: Array<[Test, Array<number>]> = [
    [{ field: "custom.surface", is: "at_least", value: 100 }, [0]],
    [{ field: "custom.surface", is: "contains", value: "GRAND" }, [1]],
    [{ field: "custom.surface", is: "empty" }, [2]],
    [{ field: "custom.visit", is: "from", value: "2026-01-01" }, [0]],
    [{ field: "custom.visit", is: "between", value: ["2026-04-02", "2026-04-02"] }, [0]],
    [{ field: "custom.zones", is: "has_any", value: ["sud", "est"] }, [0, 1]],
    [{ field: "custom.zones", is: "has_all", value: ["sud", "nord"] }, [0]],
    [{ field: "custom.zones", is: "has_none", value: ["sud"] }, [1, 2]],
    [{ field: "custom.ok", is: "yes" }, [0]],
    [{ field: "custom.ok", is: "no" }, [1]],
  ];
  for (const [where, wanted] of cases)
    expect(await asked(owner, where), JSON.stringify(where)).toEqual(new Set(wanted.map((at) => ids[at])));
});

test("why somebody is in or out is answered by the questions of the list, and the simple filter asks the same ones", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const ids = await someProspects(mine.owner, 4, (at) => ({ tags: at % 2 ? ["luxe"] : [], ...(at === 4 && { phone: null }) }));
  const filter = ProspectFilter.parse({
    q: "corbelune",
    status: ["new"],
    scoreMax: 100,
    department: ["35", "29"],
    email: "yes",
    phone: "yes",
    tag: ["luxe"],
    source: ["manual"],
    contacted: "no",
    since: "2020-01-01",
    where: {
      any: [
        { field: "city", is: "equals", value: "brest" },
        { field: "leadScore", is: "at_least", value: 90 },
      ],
    },
  });
  const inList = new Set(await idsOf(mine.owner, filter));
  const { q, ...rest } = filter;
  expect(new Set(await idsOf(mine.owner, { q, where: questionsOf(rest)! }))).toEqual(inList);
  expect(inList.size).toBe(1);
  await inCompany(mine.owner, async (ctx) => {
    for (const id of ids) expect((await explainFilter(ctx, { filter, prospectId: id }))!.holds, id).toBe(inList.has(id));
    const out = (await explainFilter(ctx, { filter: { city: "Nantes" }, prospectId: ids[0]! }))!;
    expect(out).toEqual({
      holds: false,
      search: null,
      questions: { holds: false, all: [{ test: { field: "city", is: "equals", value: "Nantes" }, holds: false, has: "Brest" }] },
    });
  });
  expect(await inCompany(other.owner, (ctx) => explainFilter(ctx, { filter, prospectId: ids[0]! }))).toBeNull();
});

test("a condition goes through an address unharmed; one that is not understood is refused by its reason, never left out", () => {
  const where: Condition = { any: [{ field: "city", is: "contains", value: 'L’Haÿ & "fils"' }, { all: [{ field: "tags", is: "empty" }] }] };
  expect(filterFromUrl(new URLSearchParams(filterToUrl({ q: "a", where })))).toEqual({ q: "a", where });
  const deep = (levels: number): unknown => (levels === 0 ? { field: "city", is: "filled" } : { all: [deep(levels - 1)] });
  const test_ = { field: "city", is: "filled" };
  const bad: Array<[unknown, string]> = [
    [null, "invalid"],
    [[], "invalid"],
    [{ field: "city", is: "filled", more: 1 }, "invalid"],
    [{ all: [test_], any: [test_] }, "invalid"],
    [{ all: [] }, "group_empty"],
    [deep(5), "too_deep"],
    [{ any: Array(31).fill(test_) }, "too_many"],
    [{ all: [{ any: Array(20).fill(test_) }, { any: Array(20).fill(test_) }] }, "too_many"],
    [{ field: "password", is: "filled" }, "field_unknown"],
    [{ field: "__proto__", is: "filled" }, "field_unknown"],
    [{ field: "city", is: "at_least", value: 3 }, "operator_unfit"],
    [{ field: "city", is: "toString" }, "operator_unfit"],
    [{ field: "city", is: "equals", value: "" }, "value_unfit"],
    [{ field: "city", is: "equals", value: "a\0" }, "value_unfit"],
    [{ field: "city", is: "equals", value: "a".repeat(201) }, "value_unfit"],
    [{ field: "leadScore", is: "at_least", value: "3" }, "value_unfit"],
    [{ field: "leadScore", is: "between", value: [9, 3] }, "value_unfit"],
    [{ field: "status", is: "one_of", value: ["new", "king"] }, "value_unfit"],
    [{ field: "createdAt", is: "on", value: "2026-02-31" }, "value_unfit"],
    [{ field: "createdAt", is: "in_last", value: -1 }, "value_unfit"],
    [{ field: "product", is: "one_of", value: ["x"] }, "value_unfit"],
    [{ field: "segment", is: "empty" }, "operator_unfit"],
  ];
  for (const [tree, code] of bad) expect(readCondition(tree), JSON.stringify(tree)).toEqual({ code: `prospecting.condition.${code}` });
  for (const address of ["where=%7B", "where=%7B%22all%22%3A%5B%5D%7D", "segment=x", `where=${"a".repeat(6001)}`])
    expect(() => filterFromUrl(new URLSearchParams(address)), address).toThrow(/^prospecting\./);
});
