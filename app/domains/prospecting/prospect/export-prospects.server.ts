import { Prisma } from "~/generated/prisma/client";
import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectSelection } from "./prospect-selection.schema";
import { selectionWhere, whomOf } from "./prospect-where.server";

/** Columns of the file, in order: what each is called in the words of prospecting (`field.*`), and its expression on alias p. */
const columns = {
  organizationName: Prisma.sql`p.organization_name`,
  firstName: Prisma.sql`p.first_name`,
  lastName: Prisma.sql`p.last_name`,
  jobTitle: Prisma.sql`p.job_title`,
  email: Prisma.sql`p.email`,
  phone: Prisma.sql`p.phone`,
  mobile: Prisma.sql`p.mobile`,
  street: Prisma.sql`p.street`,
  postalCode: Prisma.sql`p.postal_code`,
  city: Prisma.sql`p.city`,
  department: Prisma.sql`p.department`,
  countryCode: Prisma.sql`p.country_code`,
  siret: Prisma.sql`p.siret`,
  websiteUrl: Prisma.sql`p.website_url`,
  status: Prisma.sql`p.status`,
  leadScore: Prisma.sql`p.lead_score`,
  tags: Prisma.sql`array_to_string(p.tags, ', ')`,
  sourceDetail: Prisma.sql`p.source_detail`,
  createdAt: Prisma.sql`to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
};
export const exportColumns = Object.keys(columns) as Array<keyof typeof columns>;

/** The cells of a row: ours, then the company's own fields in its order. */
function texts(custom: ReadonlyArray<CustomFieldFacts>): Prisma.Sql {
  const own = custom.map(({ key, type }) =>
    type === "choices"
      ? Prisma.sql`(SELECT string_agg(one, ', ') FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(p.custom_fields -> ${key}::text) = 'array' THEN p.custom_fields -> ${key}::text ELSE '[]' END) one)`
      : Prisma.sql`p.custom_fields ->> ${key}::text`,
  );
  return Prisma.join([...Object.values(columns).map((column) => Prisma.sql`(${column})::text`), ...own], ", ");
}

/** Notes that a file of these leaves, before its first row. @returns the company's own fields, whose cells stand after ours */
export async function beginExport(ctx: CompanyCtx, selection: ProspectSelection): Promise<Array<CustomFieldFacts>> {
  const { db, audit } = ctx;
  const [row] = await db.$queryRaw<
    Array<{ count: number }>
  >`SELECT count(*)::int AS count FROM prospects p WHERE ${await selectionWhere(ctx, selection)}`;
  const { about, whom } = whomOf(selection);
  const { count } = row!;
  // Nobody found: what was asked for may be an id of no concern to this company.
  const held =
    count > 0 ? { about, after: { count, format: "csv", ...whom } } : { about: { type: "prospect" }, after: { count, format: "csv" } };
  audit({ action: "prospects.exported", ...held, basis: "legitimate_interest" });
  return listCustomFields(ctx, { entity: "prospect" });
}

/**
 * The next rows of an export in the order of their ids, each as cells in the order of `exportColumns`, then of `custom`. Read page by page, each in a
 * transaction of its own: a file of any length is never held whole, and no transaction waits for a slow reader.
 */
export async function exportPage(
  ctx: CompanyCtx,
  {
    selection,
    after,
    custom = [],
    take = 2000,
  }: { selection: ProspectSelection; after: string | null; custom?: ReadonlyArray<CustomFieldFacts>; take?: number },
) {
  const rows = await ctx.db.$queryRaw<Array<{ id: string; cells: Array<string | null> }>>`
    SELECT p.id, ARRAY[${texts(custom)}] AS cells FROM prospects p
    WHERE ${await selectionWhere(ctx, selection)} AND p.id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    ORDER BY p.id LIMIT ${take}::int`;
  return { rows: rows.map(({ cells }) => cells), last: rows.length === take ? rows.at(-1)!.id : null };
}
