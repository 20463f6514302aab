import { recordset } from "~/platform/bulk.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { productChanged, productCreated } from "./product.events.server";
import type { ProductInput } from "./product.schema";

/**
 * Writes a product and its benefits in their order, new or in the place of what was there.
 * @throws AppError 'catalogue.product.name_taken' at the field name, 'platform.record.unknown'
 */
export async function saveProduct(ctx: CompanyCtx, input: ProductInput, productId?: string): Promise<{ productId: string }> {
  const { db, companyId, now } = ctx;
  const id = productId ?? uuidv7(now);
  const namesake = await db.product.findUnique({ where: { companyId_name: { companyId, name: input.name } }, select: { id: true } });
  if (namesake && namesake.id !== id) throw new AppError("catalogue.product.name_taken", { field: "name" });

  const { name, description = null, targetMarket = null, websiteUrl = null, benefits } = input;
  const data = { name, description, targetMarket, websiteUrl };
  const select = { name: true, description: true, targetMarket: true, websiteUrl: true };
  const before = productId ? found(await db.product.findUnique({ where: { companyId_id: { companyId, id } }, select })) : null;
  if (productId) {
    await db.product.update({ where: { id }, data });
    await db.productBenefit.deleteMany({ where: { productId: id } });
  } else await db.product.create({ data: { ...data, id, companyId } });

  const rows = benefits.map((text, at) => ({ id: uuidv7(now), text, priority: at + 1 }));
  await db.$executeRaw`
    INSERT INTO product_benefits (id, company_id, product_id, text, priority)
    SELECT r.id, ${companyId}::uuid, ${id}::uuid, r.text, r.priority FROM ${recordset(rows, "id uuid, text text, priority int")}`;
  ctx.emit((productId ? productChanged : productCreated).create({ companyId, productId: id }), id);
  const action = productId ? "product.changed" : "product.created";
  ctx.audit({ action, about: { type: "product", id }, before, after: productId ? data : { ...data, benefits: benefits.length } });
  return { productId: id };
}
