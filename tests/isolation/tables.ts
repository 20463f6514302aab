import type pg from "pg";

/** A table of the catalogue that rows of companies stand in; partitions are left to their parent. */
export interface CompanyTable {
  /** With its schema: `public.prospects`. */
  name: string;
  columns: Array<Column>;
  foreignKeys: Array<ForeignKey>;
  /** What the texts of each check allow, as far as they are listed: column → allowed. */
  allowed: Record<string, Array<string>>;
  /** The texts of its checks: a number they name is made 1, which every range and sum of ours takes. */
  checks: Array<string>;
}

interface Column {
  name: string;
  type: string;
  /** Of an enum. */
  labels: Array<string> | null;
  length: number | null;
  required: boolean;
}

interface ForeignKey {
  name: string;
  target: string;
  columns: Array<string>;
  targetColumns: Array<string>;
}

const described = `
  SELECT n.nspname || '.' || c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL), 'length', CASE WHEN a.atttypid = 'varchar'::regtype AND a.atttypmod > 0 THEN a.atttypmod - 4 END,
        'required', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', 'labels', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid)) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    coalesce((SELECT json_agg(json_build_object('name', k.conname, 'target', tn.nspname || '.' || t.relname,
        'columns', (SELECT json_agg(a.attname ORDER BY u.at) FROM unnest(k.conkey) WITH ORDINALITY u (num, at) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num),
        'targetColumns', (SELECT json_agg(a.attname ORDER BY u.at) FROM unnest(k.confkey) WITH ORDINALITY u (num, at) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num)))
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0), '[]') AS "foreignKeys",
    coalesce((SELECT json_agg(pg_get_constraintdef(k.oid)) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'), '[]') AS checks
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'jobs') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
  ORDER BY 1`;

/** Every table of public and jobs as the catalogue describes it. */
export async function describeTables(owner: pg.Client): Promise<Array<CompanyTable>> {
  const { rows } = await owner.query<CompanyTable>(described);
  return rows.map((table) => ({ ...table, allowed: Object.fromEntries(table.checks.flatMap(listedTexts)) }));
}

/** `CHECK (status = ANY (ARRAY['ok'::text, …]))` lists what the column takes. */
function listedTexts(check: string): Array<[string, Array<string>]> {
  const [, column, list] = /\(\(?\(?"?(\w+)"?\)?(?:::\w+)? = ANY \(\(?ARRAY\[([^\]]+)\]/.exec(check) ?? [];
  return column && list ? [[column, [...list.matchAll(/'([^']*)'/g)].map(([, text]) => text!)]] : [];
}

export const isCompanys = (table: CompanyTable) => table.columns.some(({ name }) => name === "company_id");
export const keyOf = (table: CompanyTable) => (table.name === "public.companies" ? "id" : "company_id");

export type Row = Record<string, unknown>;

/** The rows of one company, one in each table: what its foreign keys point at comes first. */
export class MarkedCompany {
  readonly rows = new Map<string, Row>();
  constructor(
    readonly companyId: string,
    /** Lower-case: it stands in each text that has room for it. */
    readonly mark: string,
    private readonly tables: Array<CompanyTable>,
  ) {}

  /** Fills a table, and before it those that it points at. */
  async fill(owner: pg.Client, table: CompanyTable): Promise<void> {
    if (this.rows.has(table.name)) return;
    for (const { target } of table.foreignKeys)
      if (target !== table.name)
        await this.fill(
          owner,
          this.tables.find(({ name }) => name === target)!,
        );
    const row = this.row(table);
    const { text, values } = insertion(table, row);
    const { rows } = await owner.query<Row>(`${text} RETURNING *`, values).catch((error: Error) => {
      throw new Error(
        `No row could be made for ${table.name}: ${error.message}. Teach valueFor() of tests/isolation/tables.ts what this table wants, so that its isolation is proven too.`,
      );
    });
    this.rows.set(table.name, rows[0]!);
  }

  /** A new row of this company that the table would take: fresh ids and texts, keys of this company's own rows. */
  row(table: CompanyTable): Row {
    const row: Row = {};
    for (const column of table.columns) if (column.required || isTold(column)) row[column.name] = this.valueFor(table, column);
    for (const { target, columns, targetColumns } of table.foreignKeys)
      columns.forEach((column, at) => {
        if (column !== "company_id" && target !== table.name) row[column] = this.rows.get(target)?.[targetColumns[at]!] ?? null;
      });
    if ("company_id" in row || isCompanys(table)) row.company_id = this.companyId;
    if (table.name === "public.companies") row.id = this.companyId;
    return row;
  }

  private valueFor(table: CompanyTable, { name, type, labels, length }: Column): unknown {
    if (labels) return labels[0];
    const listed = table.allowed[name];
    if (listed) return listed[0];
    const text = `${this.mark}-${crypto.randomUUID().replaceAll("-", "")}`;
    if (type === "uuid") return crypto.randomUUID();
    if (isAddress(table, name)) return `https://example.test/${text}`;
    if (type === "text" || type === "character varying") return text.slice(-(length ?? text.length));
    if (/^(integer|bigint|smallint|numeric)/.test(type)) return isChecked(table, name) ? 1 : fresh();
    if (type.startsWith("time without")) return "09:00";
    if (type.startsWith("timestamp")) return new Date();
    if (type === "date") return "2026-01-01";
    if (type === "jsonb" || type === "json") return JSON.stringify({ mark: text });
    if (type === "bytea") return Buffer.from(text);
    if (type === "boolean") return false;
    if (type.endsWith("[]")) return type === "text[]" ? [text] : [];
    throw new Error(`${table.name}.${name} is of type ${type}, of which tests/isolation/tables.ts makes no value yet.`);
  }
}

/** Texts that may be empty are filled where they take anything: a leak shows by what it carries. */
const isTold = ({ name, type, labels, length }: Column) =>
  name === "company_id" || (!labels && (type === "text" || (type === "character varying" && (length ?? 99) >= 30)));

/** A text that must be the address of a page. */
const isAddress = ({ checks }: CompanyTable, column: string) => checks.some((check) => check.includes(`${column})::text ~ '^https?`));

const isChecked = ({ checks }: CompanyTable, column: string) => checks.some((check) => new RegExp(`\\b${column}\\b`).test(check));

let count = 0;
const fresh = () => ++count % 10_000;

/** An INSERT of a row. */
export function insertion(table: CompanyTable, row: Row): { text: string; values: Array<unknown> } {
  const names = Object.keys(row);
  return {
    text: `INSERT INTO ${table.name} (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
    values: Object.values(row).map((value) =>
      Array.isArray(value) || Buffer.isBuffer(value) || !isObject(value) ? value : JSON.stringify(value),
    ),
  };
}
const isObject = (value: unknown) => typeof value === "object" && value !== null && !(value instanceof Date);

/** One sum over all rows of a company in every table that holds any: a change of anything changes it. @returns table → rows and digest */
export async function sumsOf(
  owner: pg.Client,
  tables: Array<CompanyTable>,
  companyId: string,
  except: Array<string> = [],
): Promise<Record<string, string>> {
  const counted = tables.filter((table) => (isCompanys(table) || table.name === "public.companies") && !except.includes(table.name));
  const { rows } = await owner.query<{ name: string; sum: string }>(
    counted
      .map(
        (table) =>
          `SELECT '${table.name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM ${table.name} t WHERE t.${keyOf(table)} = '${companyId}'`,
      )
      .join(" UNION ALL "),
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
