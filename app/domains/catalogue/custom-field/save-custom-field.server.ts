import type { CustomFieldEntity } from "~/generated/prisma/enums";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type ChangeCustomField, mostCustomFields, type NewCustomField } from "./custom-field.schema";

type Place = { entity: CustomFieldEntity };

/**
 * A field of the company's own, after those there are. Its key is made of its label once and for all.
 * @throws AppError 'catalogue.field.label_known' at the field label, 'catalogue.field.too_many'
 */
export async function createCustomField(
  ctx: CompanyCtx,
  { entity, label, type, options }: NewCustomField & Place,
): Promise<{ customFieldId: string }> {
  const { db, companyId, now } = ctx;
  const there = await db.customField.findMany({
    where: { companyId, entity, categoryId: null },
    select: { key: true, label: true, displayOrder: true },
  });
  if (there.some((field) => field.label.toLowerCase() === label.toLowerCase()))
    throw new AppError("catalogue.field.label_known", { field: "label" });
  if (there.length >= mostCustomFields) throw new AppError("catalogue.field.too_many");
  const id = uuidv7(now);
  const field = {
    entity,
    key: freeKey(label, new Set(there.map(({ key }) => key))),
    label,
    fieldType: type,
    options: isChoice(type) ? options : [],
  };
  await db.customField.create({
    data: { id, companyId, ...field, displayOrder: Math.max(0, ...there.map(({ displayOrder }) => displayOrder)) + 1 },
  });
  ctx.audit({ action: "custom_field.created", about: { type: "custom_field", id }, after: field });
  return { customFieldId: id };
}

/** Its label and what it offers; its type and key stay, since values rest on them. @throws AppError 'platform.record.unknown', 'catalogue.field.label_known', 'catalogue.field.options_missing' */
export async function changeCustomField(ctx: CompanyCtx, { customFieldId, label, options }: ChangeCustomField & { customFieldId: string }) {
  const { db, companyId } = ctx;
  const before = found(await db.customField.findFirst({ where: { companyId, id: customFieldId, categoryId: null } }));
  const known = await db.customField.findFirst({
    where: {
      companyId,
      entity: before.entity,
      categoryId: null,
      label: { equals: label, mode: "insensitive" },
      id: { not: customFieldId },
    },
    select: { id: true },
  });
  if (known) throw new AppError("catalogue.field.label_known", { field: "label" });
  if (isChoice(before.fieldType) && options.length === 0)
    throw new AppError("catalogue.field.options_missing", { status: 422, field: "options" });
  const after = { label, options: isChoice(before.fieldType) ? options : [] };
  await db.customField.update({ where: { companyId_id: { companyId, id: customFieldId } }, data: after });
  ctx.audit({
    action: "custom_field.changed",
    about: { type: "custom_field", id: customFieldId },
    before: { label: before.label, options: before.options },
    after,
  });
}

/** One place up or down among its like, out of forms and lists (its values stay), or back into them. */
export async function arrangeCustomField(
  ctx: CompanyCtx,
  { customFieldId, act }: { customFieldId: string; act: "up" | "down" | "archive" | "restore" },
) {
  const { db, companyId, now } = ctx;
  const field = found(await db.customField.findFirst({ where: { companyId, id: customFieldId, categoryId: null } }));
  if (act === "archive" || act === "restore") {
    const archivedAt = act === "archive" ? (field.archivedAt ?? now) : null;
    await db.customField.update({ where: { companyId_id: { companyId, id: customFieldId } }, data: { archivedAt } });
    ctx.audit({
      action: act === "archive" ? "custom_field.archived" : "custom_field.restored",
      about: { type: "custom_field", id: customFieldId },
      after: { label: field.label },
    });
    return;
  }
  // Numbered anew in one statement: places of before may be the same.
  await db.$executeRaw`
    WITH placed AS (
      SELECT id, row_number() OVER (ORDER BY display_order, created_at) * 2 + CASE WHEN id = ${customFieldId}::uuid THEN ${act === "up" ? -3 : 3}::int ELSE 0 END AS place
      FROM custom_fields WHERE entity = ${field.entity}::custom_field_entity AND category_id IS NULL AND archived_at IS NULL)
    UPDATE custom_fields f SET display_order = n.place FROM (SELECT id, row_number() OVER (ORDER BY place)::int AS place FROM placed) n WHERE f.id = n.id`;
}

const isChoice = (type: string) => type === "choice" || type === "choices";

/** Letters and digits of the label, and a number where that is taken. */
function freeKey(label: string, taken: ReadonlySet<string>): string {
  const bare =
    label
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 40) || "champ";
  for (let count = 1; ; count++) {
    const key = count === 1 ? bare : `${bare}_${count}`;
    if (!taken.has(key)) return key;
  }
}
