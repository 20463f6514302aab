import { uuidv7 } from "~/platform/ids";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { backTest } from "./back-test.rules";
import { trainOn } from "./logistic-model.rules";
import { leastOfClass, readOutcomes } from "./outcomes.queries.server";

export type Fitted = { state: "fitted"; modelId: string } | { state: "too_few" | "unchanged" };

/**
 * Learns a model from the company's outcomes and keeps it with its back-test, beside the one that holds: it scores nobody until a person
 * switches it on. The arithmetic runs outside of any transaction. Outcomes that are the same as last time give no other model.
 * @param enough outcomes of each kind it takes
 */
export async function fitModel(company: CompanyScope, { enough = leastOfClass } = {}): Promise<Fitted> {
  const outcomes = await inCompany(company, readOutcomes);
  const positives = outcomes.filter(({ isYes }) => isYes).length;
  if (positives < enough || outcomes.length - positives < enough) return { state: "too_few" };
  const isKnown = await inCompany(company, async ({ db, companyId }) => {
    const last = await db.scoreModel.findFirst({ where: { companyId }, orderBy: { version: "desc" } });
    return last?.rowsCount === outcomes.length && last.positiveCount === positives;
  });
  if (isKnown) return { state: "unchanged" };

  const test = backTest(outcomes);
  const model = trainOn(outcomes.map(({ row }) => row), outcomes.map(({ isYes }) => isYes)); // prettier-ignore
  return inCompany(company, async (ctx) => {
    const { db, companyId, now } = ctx;
    const last = await db.scoreModel.findFirst({ where: { companyId }, orderBy: { version: "desc" }, select: { version: true } });
    const id = uuidv7(now);
    const version = (last?.version ?? 0) + 1;
    await db.scoreModel.create({
      data: {
        id,
        companyId,
        version,
        coefficients: model as object,
        backTest: test as object,
        rowsCount: test.rows,
        positiveCount: test.positives,
        auc: test.auc.toFixed(4),
        rulesAuc: test.rulesAuc.toFixed(4),
        createdAt: now,
      },
    });
    ctx.audit({
      action: "score_model.trained",
      about: { type: "score_model", id },
      after: { version, rows: test.rows, positives: test.positives, auc: test.auc.toFixed(4), rulesAuc: test.rulesAuc.toFixed(4) },
    });
    return { state: "fitted" as const, modelId: id };
  });
}
