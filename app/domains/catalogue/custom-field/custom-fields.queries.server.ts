import type { CustomFieldEntity } from "~/generated/prisma/enums";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { CustomFieldFacts } from "./custom-value.rules";

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
