import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { Prisma } from "~/generated/prisma/client";
import { fieldExpression } from "../condition/compile-condition.server";
import { conditionFields, customKeyOf, isOwnField, type ConditionField } from "../condition/condition-fields.rules";
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
}

/** The name that a prospect is sorted by; the expression is that of its index. */
const nameSql = Prisma.sql`((CASE WHEN p.organization_name IS NOT NULL THEN p.organization_name WHEN p.last_name IS NOT NULL THEN p.last_name
      WHEN p.first_name IS NOT NULL THEN p.first_name WHEN p.email IS NOT NULL THEN p.email WHEN p.phone IS NOT NULL THEN p.phone
      WHEN p.mobile IS NOT NULL THEN p.mobile ELSE '' END) COLLATE "und-x-icu")`;
/** As its index has it: whoever has none stands last. */
const citySql = Prisma.sql`((CASE WHEN p.city IS NOT NULL THEN p.city ELSE U&'\\FFFF' END) COLLATE "und-x-icu")`;
const text = Prisma.sql`text`;
const numeric = Prisma.sql`numeric`;

/** Names of what a prospect points at. */
const recordNames: Partial<Record<string, Prisma.Sql>> = {
  assignedTo: Prisma.sql`(SELECT coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) FROM users u WHERE u.id = p.assigned_to_id)`,
  product: Prisma.sql`(SELECT x.name FROM products x WHERE x.company_id = p.company_id AND x.id = p.product_id)`,
  industry: Prisma.sql`(SELECT i.name FROM industries i WHERE i.id = p.industry_id)`,
  companySize: Prisma.sql`(SELECT z.range FROM company_sizes z WHERE z.id = p.company_size_id)`,
  importRun: Prisma.sql`(SELECT r.file_name FROM import_runs r WHERE r.company_id = p.company_id AND r.id = p.import_run_id)`,
};
export const recordName = (field: string): Prisma.Sql => recordNames[field]!;

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
    case "record":
      return key(sorted(recordName(by)), text, "text");
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
    name: kind === "record" ? (groupNames[field] ?? Prisma.sql`NULL::text`) : Prisma.sql`NULL::text`,
    holds: (wanted) =>
      wanted === null
        ? isText
          ? Prisma.sql`(${sql} IS NULL OR ${sql} = '')`
          : Prisma.sql`${sql} IS NULL`
        : Prisma.sql`${sql} = ${wanted}::${Prisma.raw(type)}`,
  };
}

const groupNames: Partial<Record<string, Prisma.Sql>> = {
  assignedTo: Prisma.sql`(SELECT coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) FROM users u WHERE u.id = g.value::uuid)`,
  product: Prisma.sql`(SELECT x.name FROM products x WHERE x.id = g.value::uuid)`,
  industry: Prisma.sql`(SELECT i.name FROM industries i WHERE i.id = g.value::uuid)`,
  companySize: Prisma.sql`(SELECT z.range FROM company_sizes z WHERE z.id = g.value::uuid)`,
  importRun: Prisma.sql`(SELECT r.file_name FROM import_runs r WHERE r.id = g.value::uuid)`,
};

/** Whether the values of a field have an order of their own. */
export const hasOwnOrder = (field: string): boolean =>
  isOwnField(field) && (conditionFields[field] as ConditionField).options !== undefined;
