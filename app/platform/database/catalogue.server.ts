import { Prisma } from "~/generated/prisma/client";
import { prisma } from "../db.server";

export interface Constraint {
  /** c: check · f: foreign key · u: unique · x: exclusion · p: primary key. */
  kind: "c" | "f" | "u" | "x" | "p";
  table: string;
  /** Those it speaks of, in its order; of an index with a condition those of the condition too. */
  columns: Array<string>;
  /** Whether it holds within one company: its key names the company. Else what it says would tell of others. */
  ofCompany: boolean;
  /** As PostgreSQL writes it. */
  definition: string;
}

export interface Column {
  name: string;
  /** Characters, of a text that has a limit. */
  length: number | null;
  /** Digits before the comma, of a number that has a limit. */
  digits: number | null;
  type: "numeric" | "integer" | "smallint" | "other";
}

/** Every constraint of ours by its name; of a partition's index, that of its parent. Whoever may connect may read the catalogue. */
export const constraintsSql = `
  SELECT k.conname AS name, k.contype::text AS kind, t.relname AS table, pg_get_constraintdef(k.oid) AS definition,
    (SELECT json_agg(a.attname ORDER BY u.at) FROM unnest(k.conkey) WITH ORDINALITY u (num, at) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) AS columns
  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
  WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('c', 'f', 'x') AND NOT t.relispartition
  UNION ALL
  SELECT x.relname, CASE WHEN i.indisprimary THEN 'p' ELSE 'u' END, t.relname, pg_get_indexdef(r.oid),
    (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0
      AND (a.attnum = ANY (i.indkey::int2[]) OR substring(pg_get_indexdef(r.oid) FROM ' USING (.*)') ~ ('\\m' || a.attname || '\\M')))
  FROM pg_class x JOIN pg_index own ON own.indexrelid = x.oid AND own.indisunique
  JOIN pg_class r ON r.oid = coalesce(pg_partition_root(x.oid), x.oid) JOIN pg_index i ON i.indexrelid = r.oid JOIN pg_class t ON t.oid = i.indrelid
  WHERE x.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'`;

type Row = Omit<Constraint, "ofCompany"> & { name: string };
export const constraintOf = ({ kind, table, columns, definition }: Row): Constraint => ({
  kind,
  table,
  columns: columns ?? [],
  ofCompany: columns?.includes("company_id") ?? false,
  definition,
});

const known = new Map<string, Promise<Constraint | null>>();

/** The constraint of that name; null where there is none. Asked once a process: constraints change by migrations alone. */
export function constraintNamed(name: string): Promise<Constraint | null> {
  if (!known.has(name)) {
    const asked = prisma()
      .$queryRaw<Array<Row>>(Prisma.sql`SELECT * FROM (${Prisma.raw(constraintsSql)}) c WHERE name = ${name}`)
      .then(([row]) => (row ? constraintOf(row) : null));
    asked.catch(() => known.delete(name));
    known.set(name, asked);
  }
  return known.get(name)!;
}

/** The limits of a table's columns. */
export const columnsOf = (table: string) =>
  prisma().$queryRaw<Array<Column>>`
    SELECT a.attname AS name, CASE WHEN a.atttypid = 'varchar'::regtype AND a.atttypmod > 0 THEN a.atttypmod - 4 END AS length,
      CASE WHEN a.atttypid = 'numeric'::regtype AND a.atttypmod > 0 THEN ((a.atttypmod - 4) >> 16) - ((a.atttypmod - 4) & 65535)
        WHEN a.atttypid = 'int4'::regtype THEN 9 WHEN a.atttypid = 'int2'::regtype THEN 4 END AS digits,
      CASE a.atttypid WHEN 'numeric'::regtype THEN 'numeric' WHEN 'int4'::regtype THEN 'integer' WHEN 'int2'::regtype THEN 'smallint' ELSE 'other' END AS type
    FROM pg_attribute a WHERE a.attrelid = to_regclass('public.' || quote_ident(${table})) AND a.attnum > 0 AND NOT a.attisdropped`;

/** The table of a model of the schema. */
export function tableOf(model: string): string | null {
  const { _runtimeDataModel: told } = prisma() as unknown as { _runtimeDataModel?: { models: Record<string, { dbName?: string | null }> } };
  return told?.models[model]?.dbName ?? null;
}
