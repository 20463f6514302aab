import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { customKeyOf } from "../condition/condition-fields.rules";
import { departmentOf, normalisePostcode } from "../prospect/normalise-address.rules";
import { mostTags } from "../prospect/prospect.schema";
import type { ColumnChange } from "./apply-columns.server";
import type { BulkDeed, SettableField } from "./bulk.schema";

type ColumnDeed = Exclude<BulkDeed, { act: "join_segment" | "leave_segment" }>;

/** What an act does to the columns of prospects. `at`: when its run began; `ids`: of whom it is asked, for what depends on them. */
export async function columnChange(
  ctx: CompanyCtx,
  deed: ColumnDeed,
  { at, ids }: { at: Date; ids: ReadonlyArray<string> },
): Promise<ColumnChange> {
  switch (deed.act) {
    case "assign":
      return {
        set: Prisma.sql`assigned_to_id = ${deed.userId}::uuid`,
        differs: Prisma.sql`p.assigned_to_id IS DISTINCT FROM ${deed.userId}::uuid`,
        before: Prisma.sql`jsonb_build_object('was', p.assigned_to_id)`,
        // Nobody gives a prospect to whom he does not reach, taking back included.
        stands: Prisma.sql`p.assigned_to_id IS NOT DISTINCT FROM ${deed.userId}::uuid${
          ctx.reach?.prospect ? Prisma.sql` AND (r.before ->> 'was')::uuid = ANY (${[...ctx.reach.prospect]}::uuid[])` : Prisma.empty
        }`,
        // Whoever left the company meanwhile gets nobody back.
        back: Prisma.sql`assigned_to_id = (SELECT m.user_id FROM memberships m WHERE m.company_id = p.company_id AND m.user_id = (r.before ->> 'was')::uuid)`,
      };
    case "status":
      return {
        set: Prisma.sql`status = ${deed.status}::prospect_status`,
        differs: Prisma.sql`p.status <> ${deed.status}::prospect_status`,
        before: Prisma.sql`jsonb_build_object('was', p.status)`,
        stands: Prisma.sql`p.status = ${deed.status}::prospect_status`,
        back: Prisma.sql`status = (r.before ->> 'was')::prospect_status`,
      };
    case "tag":
      return {
        set: Prisma.sql`tags = array_append(p.tags, ${deed.tag}::text)`,
        differs: Prisma.sql`NOT (${deed.tag}::text = ANY (p.tags))`,
        refuses: { reason: "too_many_tags", when: Prisma.sql`cardinality(p.tags) >= ${mostTags}::int` },
        before: Prisma.sql`'{}'::jsonb`,
        stands: Prisma.sql`${deed.tag}::text = ANY (p.tags)`,
        back: Prisma.sql`tags = array_remove(p.tags, ${deed.tag}::text)`,
      };
    case "untag":
      return {
        set: Prisma.sql`tags = array_remove(p.tags, ${deed.tag}::text)`,
        differs: Prisma.sql`${deed.tag}::text = ANY (p.tags)`,
        before: Prisma.sql`'{}'::jsonb`,
        stands: Prisma.sql`NOT (${deed.tag}::text = ANY (p.tags)) AND cardinality(p.tags) < ${mostTags}::int`,
        back: Prisma.sql`tags = array_append(p.tags, ${deed.tag}::text)`,
      };
    case "delete":
      return {
        set: Prisma.sql`deleted_at = ${at}::timestamptz`,
        differs: Prisma.sql`true`,
        before: Prisma.sql`'{}'::jsonb`,
        stands: Prisma.sql`p.deleted_at = ${at}::timestamptz AND p.merged_into_id IS NULL`,
        back: Prisma.sql`deleted_at = NULL`,
      };
    case "set_field": {
      const key = customKeyOf(deed.field);
      if (key !== null) return customChange(key, deed.value);
      const value = deed.value as string | null;
      if (deed.field === "postalCode" || deed.field === "countryCode") return placeChange(ctx, { field: deed.field, value, ids });
      return textChange(deed.field as SettableField, value);
    }
  }
}

/** A value that comes back brings back where it came from. */
const originBack = (field: string) => Prisma.sql`value_origins = CASE WHEN jsonb_typeof(r.before -> 'origin') = 'object'
  THEN p.value_origins || jsonb_build_object(${field}::text, r.before -> 'origin') ELSE p.value_origins - ${field}::text END`;
const columnOf = (field: string) => Prisma.raw(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
/** What says who a prospect is: one of them must stay. */
const identifying = ["email", "phone", "mobile", "siret", "firstName", "lastName", "organizationName"];

function textChange(field: SettableField, value: string | null): ColumnChange {
  const column = columnOf(field);
  const others = identifying.filter((one) => one !== field).map((one) => Prisma.sql`nullif(p.${columnOf(one)}, '')`);
  return {
    set: Prisma.sql`${column} = ${value}::text`,
    differs: Prisma.sql`p.${column} IS DISTINCT FROM ${value}::text`,
    ...(value === null &&
      identifying.includes(field) && {
        refuses: { reason: "unidentified" as const, when: Prisma.sql`coalesce(${Prisma.join(others)}) IS NULL` },
      }),
    before: Prisma.sql`jsonb_build_object('was', p.${column}, 'origin', p.value_origins -> ${field}::text)`,
    stands: Prisma.sql`p.${column} IS NOT DISTINCT FROM ${value}::text`,
    back: Prisma.sql`${column} = r.before ->> 'was', ${originBack(field)}`,
  };
}

function customChange(key: string, value: unknown): ColumnChange {
  const given = Prisma.sql`${JSON.stringify(value)}::jsonb`;
  const held = Prisma.sql`coalesce(p.custom_fields -> ${key}::text, 'null')`;
  return {
    set:
      value === null
        ? Prisma.sql`custom_fields = p.custom_fields - ${key}::text`
        : Prisma.sql`custom_fields = p.custom_fields || jsonb_build_object(${key}::text, ${given})`,
    differs: Prisma.sql`${held} <> ${given}`,
    before: Prisma.sql`jsonb_build_object('was', p.custom_fields -> ${key}::text, 'origin', p.value_origins -> ${`customFields.${key}`}::text)`,
    stands: Prisma.sql`${held} = ${given}`,
    back: Prisma.sql`custom_fields = CASE WHEN r.before -> 'was' = 'null' THEN p.custom_fields - ${key}::text
      ELSE p.custom_fields || jsonb_build_object(${key}::text, r.before -> 'was') END, ${originBack(`customFields.${key}`)}`,
  };
}

/** The department follows postcode and country, and how a postcode is written follows the country: each distinct one is asked of the one rule. */
async function placeChange(
  { db, companyId }: CompanyCtx,
  { field, value, ids }: { field: "postalCode" | "countryCode"; value: string | null; ids: ReadonlyArray<string> },
): Promise<ColumnChange> {
  const places = await db.$queryRaw<Array<{ country: string; postcode: string }>>`
    SELECT DISTINCT coalesce(p.country_code, 'FR') AS country, coalesce(p.postal_code, '') AS postcode FROM prospects p
    WHERE p.company_id = ${companyId}::uuid AND p.id = ANY (${ids}::uuid[])`;
  const postcodes: Record<string, string | null> = {};
  const departments: Record<string, string | null> = {};
  for (const { country, postcode } of places) {
    if (field === "postalCode") {
      postcodes[country] = value === null ? null : (normalisePostcode(value, country) ?? value);
      departments[country] = departmentOf(postcodes[country], country);
    } else departments[postcode] = departmentOf(postcode, value ?? "FR");
  }
  const country = Prisma.sql`coalesce(p.country_code, 'FR')`;
  const given = field === "postalCode" ? Prisma.sql`(${JSON.stringify(postcodes)}::jsonb ->> ${country})` : Prisma.sql`${value}::text`;
  const department = Prisma.sql`(${JSON.stringify(departments)}::jsonb ->> ${field === "postalCode" ? country : Prisma.sql`coalesce(p.postal_code, '')`})`;
  const column = columnOf(field);
  return {
    set: Prisma.sql`${column} = ${given}, department = ${department}`,
    differs: Prisma.sql`p.${column} IS DISTINCT FROM ${given}`,
    before: Prisma.sql`jsonb_build_object('was', p.${column}, 'department', p.department, 'given', ${given}, 'origin', p.value_origins -> ${field}::text)`,
    stands: Prisma.sql`p.${column} IS NOT DISTINCT FROM r.before ->> 'given'`,
    back: Prisma.sql`${column} = r.before ->> 'was', department = r.before ->> 'department', ${originBack(field)}`,
  };
}
