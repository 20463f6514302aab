import { Prisma } from "~/generated/prisma/client";
import type { CustomFieldEntity } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { CustomFieldFacts } from "./custom-value.rules";

/** An expression: the fields in use of a kind of record, in their order, as `CustomFieldFacts`. Part of a statement that runs anyway. */
export const customFieldsJson = ({ companyId }: CompanyCtx, entity: CustomFieldEntity) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', f.id, 'key', f.key, 'label', f.label, 'type', f.field_type, 'options', f.options, 'isArchived', false)
    ORDER BY f.display_order, f.created_at), '[]')
  FROM custom_fields f
  WHERE f.company_id = ${companyId}::uuid AND f.entity = ${entity}::custom_field_entity AND f.category_id IS NULL AND f.archived_at IS NULL)`;

/** The fields of a company's own of a kind of record, in its order; `archived` ones too where their values are still shown. */
export async function listCustomFields(
  { db, companyId }: CompanyCtx,
  { entity, archived = false }: { entity: CustomFieldEntity; archived?: boolean },
): Promise<Array<CustomFieldFacts>> {
  const rows = await db.customField.findMany({
    where: { companyId, entity, categoryId: null, ...(archived ? {} : { archivedAt: null }) },
    orderBy: [{ displayOrder: "asc" }, { createdAt: "asc" }],
    select: { id: true, key: true, label: true, fieldType: true, options: true, archivedAt: true },
  });
  return rows.map(({ fieldType, options, archivedAt, ...row }) => ({
    ...row,
    type: fieldType,
    options: options as Array<string>,
    isArchived: archivedAt !== null,
  }));
}
