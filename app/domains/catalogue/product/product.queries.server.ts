import type { CompanyCtx } from "~/platform/tenancy.server";

/** What the company sells, active first, with its price of the day (YYYY-MM-DD), its first benefit and how many there are. */
export const listProducts = ({ db }: CompanyCtx, day: string) =>
  db.$queryRaw<
    Array<{
      id: string;
      name: string;
      targetMarket: string | null;
      isActive: boolean;
      benefitCount: number;
      firstBenefit: string | null;
      campaignCount: number;
      price: { amount: string; upTo: string | null; currency: string } | null;
    }>
  >`
    SELECT p.id, p.name, p.target_market AS "targetMarket", p.is_active AS "isActive",
      (SELECT count(*)::int FROM product_benefits b WHERE b.product_id = p.id) AS "benefitCount",
      (SELECT b.text FROM product_benefits b WHERE b.product_id = p.id AND b.priority = 1) AS "firstBenefit",
      (SELECT count(*)::int FROM campaigns c WHERE c.product_id = p.id) AS "campaignCount",
      (SELECT jsonb_build_object('amount', y.amount::text, 'currency', y.currency, 'upTo', (
          SELECT z.amount::text FROM product_prices z
          WHERE z.product_id = y.product_id AND y.price_type = 'range_min' AND z.price_type = 'range_max' AND z.currency = y.currency
            AND z.valid_from IS NOT DISTINCT FROM y.valid_from AND z.valid_until IS NOT DISTINCT FROM y.valid_until))
        FROM product_prices y
        WHERE y.product_id = p.id AND y.price_type <> 'range_max' AND daterange(y.valid_from, y.valid_until, '[]') @> ${day}::date
        ORDER BY y.currency <> p.currency, y.currency LIMIT 1) AS price
    FROM products p ORDER BY p.is_active DESC, p.name`;

/** A product with its benefits in order; null when it is not one of the company's. */
export const getProduct = ({ db, companyId }: CompanyCtx, id: string) =>
  db.product.findUnique({
    where: { companyId_id: { companyId, id } },
    select: {
      id: true,
      name: true,
      description: true,
      targetMarket: true,
      websiteUrl: true,
      isActive: true,
      currency: true,
      benefits: { orderBy: { priority: "asc" }, select: { text: true, priority: true } },
    },
  });

export const countProducts = ({ db }: CompanyCtx) => db.product.count();
