import { expect, test } from "vitest";
import { personalData } from "~/domains/privacy/catalogue/personal-data";
import { asOwner } from "~tests/factories/company";

const tables = () =>
  asOwner(
    async (owner) =>
      (
        await owner.query<{ name: string; columns: Array<string> }>(`
    SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('public', 'jobs') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations' GROUP BY 1 ORDER BY 1`)
      ).rows,
  );

test("every column of every table says what it holds of a person and what an erasure makes of it", async () => {
  const known = await tables();
  expect(known.length).toBeGreaterThan(100);
  const untagged = known.flatMap(({ name, columns }) =>
    columns.filter((column) => !personalData[name]?.columns[column]).map((column) => `${name}.${column}`),
  );
  expect(untagged, "tag it in app/domains/privacy/catalogue/<domain>.columns.ts: contact, kept, free, staff, secret or plain").toEqual([]);
  const gone = Object.entries(personalData).flatMap(([name, { columns }]) => {
    const there = known.find((table) => table.name === name)?.columns ?? [];
    return Object.keys(columns)
      .filter((column) => !there.includes(column))
      .map((column) => `${name}.${column}`);
  });
  expect(gone, "these columns are no more").toEqual([]);
});

test("a table with something of an outside person says how its rows are found, by columns and tables there are", () => {
  for (const [name, { columns, rows }] of Object.entries(personalData)) {
    const tags = Object.values(columns).map(({ tag }) => tag);
    if (tags.includes("contact") || tags.includes("kept")) expect(rows, name).toBeDefined();
    for (const [column, target] of Object.entries(rows ?? {})) {
      const [table, theirs] = target.split(".");
      expect(personalData[table!], `${name}: ${target}`).toBeDefined();
      if (theirs) expect(personalData[table!]!.columns[theirs], `${name}: ${target}`).toBeDefined();
      if (/^\w+$/.test(column)) expect(columns[column], `${name}.${column}`).toBeDefined();
    }
  }
});
