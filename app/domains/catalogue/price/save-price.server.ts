import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { productChanged } from "../product/product.events.server";
import { overlaps, type Price } from "./price.rules";
import type { PriceInput } from "./price.schema";
import { listPrices } from "./prices.queries.server";

/**
 * Gives a product a price for its days, or puts one in another's place.
 * @throws AppError 'catalogue.price.overlaps' (409) when another price in this currency holds on one of its days, 'platform.record.unknown'
 */
export async function savePrice(ctx: CompanyCtx, productId: string, { instead, ...input }: PriceInput): Promise<void> {
  const { db, companyId, now } = ctx;
  found(await db.product.findUnique({ where: { companyId_id: { companyId, id: productId } }, select: { id: true } }));
  const prices = await listPrices(ctx, productId);
  const before = instead === undefined ? null : found(prices.find(({ id }) => id === instead));
  const { amount, upTo, currency, validFrom = null, validUntil = null } = input;
  const span = { validFrom, validUntil };
  if (prices.some((other) => other.id !== instead && other.currency === currency && overlaps(other, span)))
    throw new AppError("catalogue.price.overlaps", { field: "validFrom" });
  if (before) await deletePrice(ctx, productId, before);
  const common = { companyId, productId, currency, validFrom: dateOf(validFrom), validUntil: dateOf(validUntil) };
  await db.productPrice.createMany({
    data: [
      { id: uuidv7(now), ...common, amount, priceType: upTo === undefined ? "fixed" : "range_min" },
      ...(upTo === undefined ? [] : [{ id: uuidv7(now), ...common, amount: upTo, priceType: "range_max" as const }]),
    ],
  });
  tell(ctx, productId, before && factsOf(before), factsOf({ amount, upTo: upTo ?? null, currency, ...span }));
}

/** Takes a price from a product. @returns it, so that it can be put back @throws AppError 'platform.record.unknown' */
export async function removePrice(ctx: CompanyCtx, productId: string, priceId: string): Promise<Price> {
  const price = found((await listPrices(ctx, productId)).find(({ id }) => id === priceId));
  await deletePrice(ctx, productId, price);
  tell(ctx, productId, factsOf(price), null);
  return price;
}

/** Both ends of a range. */
const deletePrice = ({ db }: CompanyCtx, productId: string, { id, upTo, currency, validFrom, validUntil }: Price) =>
  db.productPrice.deleteMany({
    where: {
      productId,
      OR: [
        { id },
        ...(upTo === null
          ? []
          : [{ priceType: "range_max" as const, currency, validFrom: dateOf(validFrom), validUntil: dateOf(validUntil) }]),
      ],
    },
  });

const dateOf = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));
const factsOf = ({ amount, upTo, currency, validFrom, validUntil }: Omit<Price, "id">) => ({
  amount,
  upTo,
  currency,
  validFrom,
  validUntil,
});

function tell(ctx: CompanyCtx, productId: string, before: object | null, after: object | null) {
  ctx.emit(productChanged.create({ companyId: ctx.companyId, productId }), productId);
  ctx.audit({ action: "product.priced", about: { type: "product", id: productId }, before, after });
}
