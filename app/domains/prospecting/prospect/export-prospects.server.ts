import { Prisma } from "~/generated/prisma/client";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { customPrefix } from "../condition/condition-fields.rules";
import { exportText } from "../list/export-cells.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere, whomOf } from "./prospect-where.server";

/** Every field of a file, in order, before those of the company's own. */
export const exportColumns = [
  "organizationName",
  "firstName",
  "lastName",
  "jobTitle",
  "email",
  "phone",
  "mobile",
  "street",
  "postalCode",
  "city",
  "department",
  "countryCode",
  "siret",
  "websiteUrl",
  "status",
  "leadScore",
  "tags",
  "sourceDetail",
  "createdAt",
] as const;

/** All that a file of everything holds. */
export const allColumns = (custom: ReadonlyArray<CustomFieldFacts>): Array<string> => [
  ...exportColumns,
  ...custom.map(({ key }) => customPrefix + key),
];

/** Notes that a file of these leaves, before its first row. @returns the company's own fields, whose cells stand after ours */
export async function beginExport(
  ctx: CompanyCtx,
  selection: ProspectSelection,
  format: "csv" | "xlsx" = "csv",
): Promise<Array<CustomFieldFacts>> {
  const { db, audit } = ctx;
  const [row] = await db.$queryRaw<
    Array<{ count: number }>
  >`SELECT count(*)::int AS count FROM prospects p WHERE ${await selectionWhere(ctx, selection)}`;
  const { about, whom } = whomOf(selection);
  const { count } = row!;
  // Nobody found: what was asked for may be an id of no concern to this company.
  const held = count > 0 ? { about, after: { count, format, ...whom } } : { about: { type: "prospect" }, after: { count, format } };
  audit({ action: "prospects.exported", ...held, basis: "legitimate_interest" });
  return listCustomFields(ctx, { entity: "prospect" });
}

/**
 * The next rows of an export in the order of their ids, each as cells in the order of `columns`, all of them unless told. Read page by page, each in a
 * transaction of its own: a file of any length is never held whole, and no transaction waits for a slow reader.
 */
export async function exportPage(
  ctx: CompanyCtx,
  {
    selection,
    after,
    custom = [],
    columns = allColumns(custom),
    take = 2000,
  }: {
    selection: ProspectSelection;
    after: string | null;
    custom?: ReadonlyArray<CustomFieldFacts>;
    columns?: ReadonlyArray<string>;
    take?: number;
  },
) {
  const cells = Prisma.join(columns.map((column) => exportText(column, custom)));
  const rows = await ctx.db.$queryRaw<Array<{ id: string; cells: Array<string | null> }>>`
    SELECT p.id, ARRAY[${cells}]::text[] AS cells FROM prospects p
    WHERE ${await selectionWhere(ctx, selection)} AND p.id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    ORDER BY p.id LIMIT ${take}::int`;
  return { rows: rows.map(({ cells }) => cells), last: rows.length === take ? rows.at(-1)!.id : null };
}
