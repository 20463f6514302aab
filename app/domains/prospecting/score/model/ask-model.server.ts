import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { scoreModelAsked } from "../score.events.server";
import { countOutcomes, leastOfClass } from "./outcomes.queries.server";

/** Has a model learnt from the outcomes of today, by a job. @throws AppError 'prospecting.model.too_few' */
export async function askModel(ctx: CompanyCtx): Promise<void> {
  const { positives, negatives } = await countOutcomes(ctx);
  if (positives < leastOfClass || negatives < leastOfClass) throw new AppError("prospecting.model.too_few");
  ctx.emit(scoreModelAsked.create({ companyId: ctx.companyId }), uuidv7(ctx.now));
}
