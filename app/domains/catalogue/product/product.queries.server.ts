import type { CompanyCtx } from "~/platform/tenancy.server";

/** What the company sells, active first, with its first benefit and how many there are. */
export const listProducts = ({ db }: CompanyCtx) =>
  db.$queryRaw<
    Array<{
      id: string;
      name: string;
      targetMarket: string | null;
      isActive: boolean;
      benefitCount: number;
      firstBenefit: string | null;
      campaignCount: number;
    }>
  >`
    SELECT p.id, p.name, p.target_market AS "targetMarket", p.is_active AS "isActive",
      (SELECT count(*)::int FROM product_benefits b WHERE b.product_id = p.id) AS "benefitCount",
      (SELECT b.text FROM product_benefits b WHERE b.product_id = p.id AND b.priority = 1) AS "firstBenefit",
      (SELECT count(*)::int FROM campaigns c WHERE c.product_id = p.id) AS "campaignCount"
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
      benefits: { orderBy: { priority: "asc" }, select: { text: true, priority: true } },
    },
  });

export const countProducts = ({ db }: CompanyCtx) => db.product.count();
