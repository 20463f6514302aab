import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { prisma } from "../../scripts/migrations.mjs";
import { withEmptyDatabase } from "../../scripts/postgres/scratch.mjs";
import { uuidv7 } from "~/platform/ids";
import { describeTables, isCompanys, MarkedCompany } from "~tests/isolation/tables";
import { figure } from "./sized";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "prisma/migrations");
/** The last migration of the first line of Essor: databases of that day exist. */
const firstLine = "20261121000400_reports";
const names = readdirSync(folder)
  .filter((name) => /^\d{14}_/.test(name))
  .sort();
const sqlOf = (name: string) => readFileSync(join(folder, name, "migration.sql"), "utf8");

/** What a later migration gives every company lies beside what the company had. */
const broughtAlong: Record<string, string> = {
  "public.roles": " WHERE key NOT IN ('owner', 'director', 'manager', 'agent', 'assistant', 'viewer')",
};

test("a database of the first line comes up to date without losing or changing a value", async () => {
  await withEmptyDatabase(root, async ({ ownerUrl, superuserUrl }: { ownerUrl: string; superuserUrl: string }) => {
    const [owner, superuser] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: superuserUrl })];
    await Promise.all([owner.connect(), superuser.connect()]);
    try {
      for (const name of names.filter((each) => each <= firstLine)) await owner.query(sqlOf(name));
      const tables = await describeTables(superuser);
      for (const mark of ["canary-a", "other-b"]) {
        const company = new MarkedCompany(uuidv7(), mark, tables);
        for (const table of tables.filter(isCompanys)) await company.fill(superuser, table);
      }
      // The product never wrote another language than its own; marks do.
      for (const { name, columns } of tables.filter(isCompanys))
        if (columns.some((column) => column.name === "language")) await superuser.query(`UPDATE ${name} SET language = 'fr'`);
      const sums = async () => {
        const found: Record<string, string> = {};
        for (const { name, columns } of tables) {
          const row = `row(${columns.map((column) => `"${column.name}"`).join(", ")})::text`;
          const { rows } = await superuser.query<{ sum: string }>(
            `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(${row}), '' ORDER BY md5(${row}))), '') AS sum FROM ${name}${broughtAlong[name] ?? ""}`,
          );
          found[name] = rows[0]!.sum;
        }
        return found;
      };
      const before = await sums();
      const later = names.filter((each) => each > firstLine);
      for (const name of later) await owner.query(sqlOf(name));
      expect(await sums()).toEqual(before);
      figure("tables of the first line unchanged by the migrations after it", `${tables.length} by ${later.length}`);
    } finally {
      await Promise.all([owner.end(), superuser.end()]);
    }
  });
});

test("what the migrations make is what the schema says", async () => {
  await withEmptyDatabase(root, async ({ ownerUrl }: { ownerUrl: string }) => {
    const { status, stdout, stderr } = prisma(
      root,
      ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma", "--script"],
      ownerUrl,
    );
    expect(status, stderr).toBe(0);
    expect(stdout.replaceAll(/^\s*--.*$/gm, "").trim()).toBe("");
  });
});
