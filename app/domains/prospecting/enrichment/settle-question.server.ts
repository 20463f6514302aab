import { giveBackRequests } from "~/domains/identity/outside-key/take-outside-key.server";
import { amount } from "~/platform/money";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { settleCost } from "./enrichment-budget.server";
import type { ProviderAnswer } from "./provider/question.rules";

/** What a late answer finds once it was given up: it is taken all the same, and paid. */
export const tooLate = "too_late";

/**
 * Writes down what came of a question, and what it cost: once, whoever tells it how often. An answer is paid for, also an empty one or one
 * that is of no use; where nobody answered the price is given back.
 * @returns whether this very call settled it
 */
export async function settleQuestion(ctx: CompanyCtx, requestId: string, answer: ProviderAnswer): Promise<boolean> {
  const { db, now } = ctx;
  const request = await db.enrichmentRequest.findUnique({ where: { id: requestId } });
  if (!request) return false;
  const wasGivenUp = request.state === "failed" && request.errorCode === tooLate;
  if (request.state !== "asking" && request.state !== "waiting" && !wasGivenUp) return false;
  const data =
    answer.outcome === "answered"
      ? { state: "answered" as const, answer: answer.values as never, answeredAt: now, errorCode: null }
      : answer.outcome === "later"
        ? { state: "waiting" as const }
        : { state: "failed" as const, errorCode: answer.code, answeredAt: now };
  const { count } = await db.enrichmentRequest.updateMany({ where: { id: requestId, state: request.state }, data });
  if (count === 0 || answer.outcome === "later") return count > 0;
  const isPaid = answer.outcome === "answered" || answer.code === "unusable";
  const dollars = request.cost.toFixed(6);
  if (!isPaid && request.serviceKeyId) await giveBackRequests(ctx, { keyId: request.serviceKeyId, requests: 1 });
  if (request.usageMonth)
    await settleCost(ctx, { month: request.usageMonth.toISOString().slice(0, 10), dollars, isPaid, wasReserved: !wasGivenUp });
  if (isPaid) await noteCost(ctx, request.provider, requestId, dollars);
  else if (!wasGivenUp) await db.enrichmentRequest.update({ where: { id: requestId }, data: { cost: 0 } });
  return true;
}

/** Questions whose answer did not come are given up: the next source is asked, and what was reserved is given back. @returns whom they were about */
export async function giveUpWaiting(ctx: CompanyCtx, runId: string): Promise<Array<string>> {
  const { db, now } = ctx;
  const waiting = await db.enrichmentRequest.findMany({ where: { runId, state: "waiting" } });
  for (const { id, cost, usageMonth } of waiting) {
    const { count } = await db.enrichmentRequest.updateMany({
      where: { id, state: "waiting" },
      data: { state: "failed", errorCode: tooLate, answeredAt: now },
    });
    if (count > 0 && usageMonth)
      await settleCost(ctx, { month: usageMonth.toISOString().slice(0, 10), dollars: cost.toFixed(6), isPaid: false });
  }
  return waiting.map(({ prospectId }) => prospectId);
}

async function noteCost({ db, companyId, now }: CompanyCtx, service: string, subjectId: string, dollars: string) {
  if (amount(dollars).isZero()) return;
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  await db.costTracking.create({
    data: {
      companyId,
      service,
      resourceType: "enrichment_question",
      quantity: 1,
      unitCost: dollars,
      totalCost: dollars,
      subjectId,
      periodStart: day,
      periodEnd: day,
    },
  });
}
