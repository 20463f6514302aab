import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { productChanged } from "./product.events.server";

/** Takes a product out of what new campaigns are offered, or back into it. Twice is once. @throws AppError 'platform.record.unknown' */
export async function archiveProduct(ctx: CompanyCtx, { productId, act }: { productId: string; act: "archive" | "restore" }) {
  const { db, companyId } = ctx;
  const isActive = act === "restore";
  const product = found(
    await db.product.findUnique({ where: { companyId_id: { companyId, id: productId } }, select: { name: true, isActive: true } }),
  );
  if (product.isActive === isActive) return;
  await db.product.update({ where: { companyId_id: { companyId, id: productId } }, data: { isActive } });
  ctx.emit(productChanged.create({ companyId, productId }), productId);
  ctx.audit({
    action: isActive ? "product.restored" : "product.archived",
    about: { type: "product", id: productId },
    after: { name: product.name },
  });
}
