import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";

export interface Table {
  name: string;
  /** Those that are weighed. */
  indexes: Array<string>;
  /** Its word indexes, old and new: they write in spurts, and would be counted for another. */
  ofWords: Array<string>;
  /** How many rows `copy` writes. */
  rows: number;
  copy: string;
}

/** Names of the indexes that migrations after this one create. */
export function indexesAfter(migration: string): Set<string> {
  const folder = `${process.cwd()}/prisma/migrations`;
  const later = readdirSync(folder).filter((name) => name > migration && name !== "migration_lock.toml");
  const texts = later.map((name) => readFileSync(`${folder}/${name}/migration.sql`, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/CREATE (?:UNIQUE )?INDEX "?(\w+)"?\s+ON/g)].map(([, name]) => name!)));
}

/**
 * The tables of a company that have any of these indexes and rows to copy, each with a statement that writes about `wanted` copies of its rows:
 * under companies and ids of their own, with fresh values where no two companies may share one.
 */
export async function tablesOf(db: pg.ClientBase, wantedIndexes: Set<string>, wanted: number): Promise<Array<Table>> {
  const { rows: indexed } = await db.query<{ table: string; index: string }>(
    `SELECT t.relname AS "table", c.relname AS index FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND NOT t.relispartition AND c.relname = ANY ($1)
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'company_id') ORDER BY 1, 2`,
    [[...wantedIndexes]],
  );
  const { rows: columns } = await db.query<{ table: string; name: string; isId: boolean; isShared: boolean }>(
    `SELECT t.relname AS "table", a.attname AS name, a.attname = 'id' AS "isId",
       a.attname <> 'id' AND format_type(a.atttypid, NULL) IN ('text', 'character varying') AND EXISTS (
         SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisunique AND a.attnum = ANY (i.indkey)
           AND NOT EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = t.oid AND o.attname = 'company_id' AND o.attnum = ANY (i.indkey))) AS "isShared"
     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE t.relname = ANY ($1) AND t.relnamespace = 'public'::regnamespace ORDER BY a.attnum`,
    [[...new Set(indexed.map(({ table }) => table))]],
  );
  const { rows: ofWords } = await db.query<{ table: string; index: string }>(
    `SELECT t.relname AS "table", c.relname AS index FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     JOIN pg_am m ON m.oid = c.relam WHERE m.amname = 'gin' AND t.relnamespace = 'public'::regnamespace`,
  );
  const tables: Array<Table> = [];
  for (const name of new Set(indexed.map(({ table }) => table))) {
    const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM public."${name}"`);
    const there = rows[0]!.count;
    if (there === 0) continue;
    const copies = Math.ceil(wanted / there);
    const own = columns.filter(({ table }) => table === name);
    const values = own.map(({ name: column, isId, isShared }) =>
      column === "company_id"
        ? "md5('company ' || k)::uuid"
        : isId
          ? `md5(k || ':' || t.id)::uuid`
          : isShared
            ? `CASE WHEN t."${column}" IS NOT NULL THEN left(md5(k || ':' || t."${column}"), 30) END`
            : `t."${column}"`,
    );
    tables.push({
      name,
      indexes: indexed.filter(({ table }) => table === name).map(({ index }) => index),
      ofWords: ofWords.filter(({ table }) => table === name).map(({ index }) => index),
      rows: there * copies,
      copy: `INSERT INTO public."${name}" (${own.map(({ name: column }) => `"${column}"`).join(", ")}) SELECT ${values.join(", ")} FROM public."${name}" t, generate_series(1, ${copies}) k`,
    });
  }
  return tables;
}
