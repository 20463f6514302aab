import { giveBackRequests, takeServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import type { EnrichmentField, FoundValue } from "./enrichment-fields.rules";
import { emptyDays, enrichmentFields, freshDays, isEnrichmentField } from "./enrichment-fields.rules";
import { env } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { amount } from "~/platform/money";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { enrichmentSettingsOf, reserveCost } from "./enrichment-budget.server";
import { hasObjected } from "./objected.server";
import { type KnownOfProspect, type Question, questionOf, subjects } from "./provider/question.rules";
import { type Asked, nextQuestion, providerFacts, type ProviderKey, type Waterfall } from "./waterfall.rules";

export interface Subject {
  runId: string;
  prospectId: string;
}

export type NextStep =
  | { kind: "ask"; requestId: string; provider: ProviderKey; question: Question; key: string }
  /** Settled without asking: by an answer that was paid before, or refused by a limit. */
  | { kind: "settled" }
  | { kind: "end"; isWaiting: boolean };

/** Whom to ask next about a prospect in this run, with the question noted and its price reserved before anybody is asked. */
export async function takeQuestion(ctx: CompanyCtx, { runId, prospectId }: Subject, isFirst: boolean): Promise<NextStep> {
  const { db } = ctx;
  const prospect = await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null } });
  const run = await db.enrichmentRun.findUnique({ where: { id: runId }, select: { fields: true } });
  if (!prospect || !run) return { kind: "end", isWaiting: false };
  if (await hasObjected(ctx, { emails: [prospect.email], phones: [prospect.phone, prospect.mobile], prospectId }))
    return { kind: "end", isWaiting: false };
  const { waterfall } = await enrichmentSettingsOf(ctx);
  const asked = await askedSoFar(ctx, { runId, prospectId });
  const question = questionOf(prospect as KnownOfProspect, asked);
  // Its process ended between the question and the answer: asked again under the same reservation.
  const lost = isFirst ? asked.find(({ state }) => state === "asking") : undefined;
  if (lost) return askAgain(ctx, lost, question);
  const fields = run.fields.length > 0 ? run.fields.filter(isEnrichmentField) : enrichmentFields;
  const next = nextQuestion(waterfall, fields, asked, (provider) => mayAsk(provider) && subjects[provider](question) !== null);
  if (!next) return { kind: "end", isWaiting: asked.some(({ state }) => state === "waiting") };
  return noteQuestion(ctx, { runId, prospectId }, { ...next, question, waterfall });
}

/** Where stand-ins were chosen nobody outside is asked. */
const mayAsk = (_provider: ProviderKey) => env().VENDORS !== "local";

export async function askedSoFar({ db }: CompanyCtx, { runId, prospectId }: Subject): Promise<Array<Asked & { requestId: string }>> {
  const rows = await db.enrichmentRequest.findMany({
    where: { runId, prospectId },
    select: { id: true, provider: true, state: true, answer: true },
    orderBy: { askedAt: "asc" },
  });
  return rows.map(({ id, provider, state, answer }) => ({
    requestId: id,
    provider: provider as ProviderKey,
    state,
    values: answer as unknown as Array<FoundValue>,
  }));
}

async function askAgain(ctx: CompanyCtx, { requestId, provider }: Asked & { requestId: string }, question: Question): Promise<NextStep> {
  const { service } = providerFacts[provider];
  if (!service) return { kind: "ask", requestId, provider, question, key: "" };
  const key = await takeServiceKey(ctx, { service, requests: 1 });
  if (key.state !== "taken") {
    await ctx.db.enrichmentRequest.update({ where: { id: requestId }, data: { state: "failed", errorCode: "not_connected" } });
    return { kind: "settled" };
  }
  return { kind: "ask", requestId, provider, question, key: key.value };
}

async function noteQuestion(
  ctx: CompanyCtx,
  { runId, prospectId }: Subject,
  {
    provider,
    fields,
    question,
    waterfall,
  }: { provider: ProviderKey; fields: Array<EnrichmentField>; question: Question; waterfall: Waterfall },
): Promise<NextStep> {
  const { db, companyId, now } = ctx;
  const id = uuidv7(now);
  const subject = subjects[provider](question)!;
  const row = { id, companyId, runId, prospectId, provider, subject, askedAt: now };
  const note = async (data: object) => {
    await db.enrichmentRequest.createMany({ data: [{ ...row, ...data }], skipDuplicates: true });
    return { kind: "settled" as const };
  };
  const cached = await reuse(ctx, provider, subject, fields);
  if (cached) return note({ state: "answered", isCached: true, answer: cached as never, answeredAt: now });

  const { service, priceMicros } = providerFacts[provider];
  const key = service ? await takeServiceKey(ctx, { service, requests: 1 }) : null;
  if (key?.state === "none") return note({ state: "refused", errorCode: "not_connected", answeredAt: now });
  if (key?.state === "capped") return note({ state: "refused", errorCode: "capped", answeredAt: now });
  const told = key ? await db.serviceKey.findUnique({ where: { id: key.keyId }, select: { costPerRequest: true } }) : null;
  const own = waterfall.prices[provider];
  const dollars = amount(own === undefined && told?.costPerRequest ? String(told.costPerRequest) : (own ?? priceMicros) / 1e6).toFixed(6);
  const month = amount(dollars).isZero() ? null : await reserveCost(ctx, dollars);
  if (!month && !amount(dollars).isZero()) {
    if (key) await giveBackRequests(ctx, key);
    return note({ state: "refused", errorCode: "budget", answeredAt: now });
  }
  await note({ cost: dollars, usageMonth: month ? new Date(month) : null, serviceKeyId: key?.keyId ?? null });
  return { kind: "ask", requestId: id, provider, question, key: key?.value ?? "" };
}

/**
 * What this source said about the very same before, as long as it is fresh for each field that is wanted; nothing found is believed a month.
 * Null: it has to be asked.
 */
async function reuse({ db, now }: CompanyCtx, provider: ProviderKey, subject: string, fields: ReadonlyArray<EnrichmentField>) {
  const last = await db.enrichmentRequest.findFirst({
    where: { provider, subject, state: "answered", isCached: false },
    orderBy: { answeredAt: "desc" },
    select: { answer: true, answeredAt: true },
  });
  if (!last?.answeredAt) return null;
  const values = last.answer as unknown as Array<FoundValue>;
  const days = (now.getTime() - last.answeredAt.getTime()) / 86_400_000;
  const isFresh = (field: EnrichmentField) => days < (values.some((value) => value.field === field) ? freshDays[field] : emptyDays);
  return fields.every(isFresh) ? values : null;
}
