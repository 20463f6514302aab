import type { CompanyCtx } from "~/platform/tenancy.server";
import type { BackTest } from "./back-test.rules";
import type { LogisticModel } from "./logistic-model.rules";

/** The model a person switched on; null: the rules alone. */
export async function activeModel({ db, companyId }: CompanyCtx): Promise<LogisticModel | null> {
  const row = await db.scoreModel.findFirst({
    where: { companyId, activatedAt: { not: null }, retiredAt: null },
    select: { coefficients: true },
  });
  return row ? (row.coefficients as unknown as LogisticModel) : null;
}

/** What a model weighs most: against an average prospect, in log odds. */
export interface Weighed {
  column: string;
  value: string;
  weight: number;
}

/** The models of the company, the youngest first, each with its back-test and what it weighs most. */
export async function listModels({ db, companyId }: CompanyCtx, take = 6) {
  const rows = await db.scoreModel.findMany({ where: { companyId }, orderBy: { version: "desc" }, take });
  return rows.map(({ id, version, backTest, coefficients, createdAt, activatedAt, retiredAt }) => ({
    id,
    version,
    createdAt,
    isActive: activatedAt !== null && retiredAt === null,
    backTest: backTest as unknown as BackTest,
    weights: strongest(coefficients as unknown as LogisticModel),
  }));
}

const strongest = ({ features, weights }: LogisticModel): Array<Weighed> =>
  features
    .map(({ column, value }, place) => ({ column, value, weight: Math.round(weights[place]! * 100) / 100 }))
    .filter(({ weight }) => Math.abs(weight) >= 0.05)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 12);
