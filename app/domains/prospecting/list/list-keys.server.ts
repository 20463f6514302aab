import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { Prisma } from "~/generated/prisma/client";
import { fieldExpression } from "../condition/compile-condition.server";
import { customKeyOf } from "../condition/condition-fields.rules";
import type { KeyShape, ListSort } from "../prospect/prospect-sort.rules";
import { type CellKind, cellKindOf, optionsOf } from "./list-columns.rules";

export type CustomFields = ReadonlyArray<CustomFieldFacts>;

/** An order as SQL on alias `p`. */
export interface SortKey {
  sql: Prisma.Sql;
  /** In which a key out of an address is read. */
  type: Prisma.Sql;
  /** Some hold nothing there: they stand last in both directions. */
  nullable: boolean;
  descending: boolean;
  shape: KeyShape;
  /** The rows lie in this order already. */
  indexed: boolean;
  /** Other rows that it is made of, tied to `p`. */
  join: Prisma.Sql;
}

/** The name that a prospect is sorted by; the expression is that of its index. */
const nameSql = Prisma.sql`((CASE WHEN p.organization_name IS NOT NULL THEN p.organization_name WHEN p.last_name IS NOT NULL THEN p.last_name
      WHEN p.first_name IS NOT NULL THEN p.first_name WHEN p.email IS NOT NULL THEN p.email WHEN p.phone IS NOT NULL THEN p.phone
      WHEN p.mobile IS NOT NULL THEN p.mobile ELSE '' END) COLLATE "und-x-icu")`;
/** As its index has it: whoever has none stands last. */
const citySql = Prisma.sql`((CASE WHEN p.city IS NOT NULL THEN p.city ELSE U&'\\FFFF' END) COLLATE "und-x-icu")`;
const text = Prisma.sql`text`;
const numeric = Prisma.sql`numeric`;

/** Names of what a prospect points at: the rows, the id they are found by, and the name on alias `o`. */
const records: Partial<Record<string, { table: Prisma.Sql; id: Prisma.Sql; name: Prisma.Sql }>> = {
  assignedTo: {
    table: Prisma.sql`users`,
    id: Prisma.sql`p.assigned_to_id`,
    name: Prisma.sql`coalesce(nullif(concat_ws(' ', o.first_name, o.last_name), ''), o.email)`,
  },
  product: { table: Prisma.sql`products`, id: Prisma.sql`p.product_id`, name: Prisma.sql`o.name` },
  industry: { table: Prisma.sql`industries`, id: Prisma.sql`p.industry_id`, name: Prisma.sql`o.name` },
  companySize: { table: Prisma.sql`company_sizes`, id: Prisma.sql`p.company_size_id`, name: Prisma.sql`o.range` },
  importRun: { table: Prisma.sql`import_runs`, id: Prisma.sql`p.import_run_id`, name: Prisma.sql`o.file_name` },
};
/** The name of the record that an id stands for, on alias `p` unless told. */
export function recordName(field: string, id = records[field]!.id): Prisma.Sql {
  const { table, name } = records[field]!;
  return Prisma.sql`(SELECT ${name} FROM ${table} o WHERE o.id = ${id})`;
}

const perProspect = (found: Prisma.Sql, rows: Prisma.Sql) =>
  Prisma.sql` LEFT JOIN (SELECT x.prospect_id, ${found} AS found FROM ${rows} GROUP BY 1) o ON o.prospect_id = p.id`;
const open = Prisma.sql`tasks x WHERE x.status IN ('pending', 'in_progress')`;
/** What is counted of other rows, for all prospects at once: one by one it would be asked a hundred thousand times. */
const counted: Partial<Record<string, Prisma.Sql>> = {
  "message.sentCount": perProspect(Prisma.sql`count(*)`, Prisma.sql`messages x WHERE x.sent_at IS NOT NULL`),
  "message.repliedAt": perProspect(Prisma.sql`max(x.replied_at)`, Prisma.sql`messages x`),
  "message.clickedAt": perProspect(Prisma.sql`max(x.clicked_at)`, Prisma.sql`messages x`),
  "task.openCount": perProspect(Prisma.sql`count(*)`, open),
  "task.nextDue": perProspect(Prisma.sql`min(x.due_date)::text`, open),
  "enrichment.lastAt": perProspect(Prisma.sql`max(x.updated_at)`, Prisma.sql`enrichments x WHERE x.status = 'completed'`),
};

/** A text as people sort them: capitals and accents aside. Its beginning is enough, the id parts the rest. */
const sorted = (sql: Prisma.Sql): Prisma.Sql => Prisma.sql`(nullif(left(${sql}, 100), '') COLLATE "und-x-icu")`;

/** The order by a field; by what is none of the company's (any more), the usual one. */
export function sortKey(sort: ListSort, custom: CustomFields): SortKey {
  const { by, descending } = sort;
  const key = (sql: Prisma.Sql, type: Prisma.Sql, shape: KeyShape, nullable = true): SortKey => ({
    sql,
    type,
    shape,
    nullable,
    descending,
    indexed: !nullable,
    join: Prisma.empty,
  });
  if (by === "name") return key(nameSql, text, "text", false);
  if (by === "city" && !descending) return key(citySql, text, "text", false);
  if (by === "leadScore") return key(Prisma.sql`p.lead_score`, Prisma.sql`int`, "integer", false);
  if (by === "createdAt") return key(Prisma.sql`p.created_at`, Prisma.sql`timestamptz`, "moment", false);
  if (by === "person") return key(sorted(Prisma.sql`concat_ws(' ', p.last_name, p.first_name)`), text, "text");
  const kind = cellKindOf(by, custom);
  const expression = fieldExpression(by);
  if (!kind || !expression) return sortKey({ by: "leadScore", descending: true }, custom);
  const own = customKeyOf(by);
  const { sql } = expression;
  if (counted[by]) {
    const found = Prisma.sql`o.found`;
    const made =
      kind === "number"
        ? key(Prisma.sql`coalesce(${found}, 0)::numeric`, numeric, "number")
        : kind === "moment"
          ? key(found, Prisma.sql`timestamptz`, "moment")
          : key(sorted(found), text, "text");
    return { ...made, join: counted[by] };
  }
  if (kind === "record") {
    const { table, id, name } = records[by]!;
    return { ...key(sorted(name), text, "text"), join: Prisma.sql` LEFT JOIN ${table} o ON o.id = ${id}` };
  }
  switch (kind) {
    case "number":
      return own === null
        ? key(Prisma.sql`(${sql})::numeric`, numeric, "number")
        : key(Prisma.sql`(CASE WHEN jsonb_typeof(p.custom_fields -> ${own}::text) = 'number' THEN ${sql}::numeric END)`, numeric, "number");
    case "moment":
      return key(sql, Prisma.sql`timestamptz`, "moment");
    case "boolean":
      return own === null ? key(Prisma.sql`(${sql})::int`, Prisma.sql`int`, "integer") : key(sorted(sql), text, "text");
    case "choice": {
      const { cast } = expression;
      return own === null && cast && cast !== "text"
        ? key(sql, Prisma.raw(cast), { options: optionsOf(by, custom)! })
        : key(sorted(sql), text, "text");
    }
    case "choices":
      return key(sorted(own === null ? Prisma.sql`array_to_string(${sql}, ', ')` : sql), text, "text");
    default:
      return key(sorted(sql), text, "text");
  }
}

/** What a cell shows, as JSON can say it: a moment in ISO, several words as an array, a record as its id and name. */
export function cellSql(column: string, custom: CustomFields): Prisma.Sql {
  const own = customKeyOf(column);
  if (own !== null) return Prisma.sql`p.custom_fields -> ${own}::text`;
  if (column === "reason") return Prisma.sql`p.score_reasons -> 0 ->> 'code'`;
  if (column === "city") return Prisma.sql`jsonb_build_array(p.city, p.department)`;
  const expression = fieldExpression(column);
  if (!expression) return Prisma.sql`NULL::text`;
  const { sql } = expression;
  const kind: CellKind | null = cellKindOf(column, custom);
  if (kind === "record") return Prisma.sql`CASE WHEN ${sql} IS NOT NULL THEN jsonb_build_array(${sql}, ${recordName(column)}) END`;
  return column === "notes" ? Prisma.sql`left(${sql}, 200)` : sql;
}

/** A value that a group is made of, on alias `p`: its text, and the condition that holds for those in it. */
export interface GroupKey {
  /** From which the values are counted: prospects, and for what has several values each of them. */
  from: Prisma.Sql;
  value: Prisma.Sql;
  /** The name of a value that is an id, on alias `g` of the values. */
  name: Prisma.Sql;
  holds: (value: string | null) => Prisma.Sql;
}

export function groupKey(field: string): GroupKey {
  const from = Prisma.sql`prospects p`;
  if (field === "tags")
    return {
      from: Prisma.sql`prospects p LEFT JOIN LATERAL unnest(p.tags) tag ON true`,
      value: Prisma.sql`tag`,
      name: Prisma.sql`NULL::text`,
      holds: (value) => (value === null ? Prisma.sql`cardinality(p.tags) = 0` : Prisma.sql`p.tags @> ARRAY[${value}]::text[]`),
    };
  const { sql, kind, cast } = fieldExpression(field)!;
  const isText = kind === "text";
  const value = isText ? Prisma.sql`nullif(${sql}, '')` : Prisma.sql`(${sql})::text`;
  const type = kind === "record" ? "uuid" : kind === "choice" ? cast! : "text";
  return {
    from,
    value,
    name: kind === "record" ? recordName(field, Prisma.sql`g.value::uuid`) : Prisma.sql`NULL::text`,
    holds: (wanted) =>
      wanted === null
        ? isText
          ? Prisma.sql`(${sql} IS NULL OR ${sql} = '')`
          : Prisma.sql`${sql} IS NULL`
        : Prisma.sql`${sql} = ${wanted}::${Prisma.raw(type)}`,
  };
}
