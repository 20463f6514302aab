import { localDate } from "~/platform/local-time";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { asPrices, dayOf, type Price } from "./price.rules";

const day = (date: Date | null) => date && dayOf(date);

/** All prices of a product, those that begin last first. */
export async function listPrices({ db }: CompanyCtx, productId: string): Promise<Array<Price>> {
  const rows = await db.productPrice.findMany({
    where: { productId },
    orderBy: [{ validFrom: { sort: "desc", nulls: "last" } }, { currency: "asc" }, { id: "asc" }],
    select: { id: true, amount: true, currency: true, priceType: true, validFrom: true, validUntil: true },
  });
  return asPrices(
    rows.map(({ amount, validFrom, validUntil, ...row }) => ({
      ...row,
      amount: amount.toFixed(2),
      validFrom: day(validFrom),
      validUntil: day(validUntil),
    })),
  );
}

/** The company's own day: prices hold by its calendar. */
export async function dayOfCompany({ db, companyId, now }: CompanyCtx): Promise<string> {
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  return dayOf(localDate(now, timezone));
}
