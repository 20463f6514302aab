import type { EnrichmentType } from "~/generated/prisma/enums";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { enrichmentSettingsOf } from "./enrichment-budget.server";
import { type EnrichmentField, enrichmentFields, type FoundValue, freshDays, recordFields, sideFields } from "./enrichment-fields.rules";
import { hasObjected } from "./objected.server";
import { askedSoFar, type Subject } from "./take-question.server";
import { isMachineMade, type ValueOrigin, type ValueOrigins } from "./value-origin.rules";
import { bestValue, type ProviderKey } from "./waterfall.rules";
import { isTaken, valueOf, writeValues } from "./write-value.server";

type Best = FoundValue & { provider: ProviderKey; requestId: string; isSure: boolean };

/**
 * Takes what a run learnt of a prospect into his record: what is sure fills what is empty or what a source said before; over what a person
 * typed or a list brought it waits for a person, as does what is not sure enough. May be called twice; each answer lands once.
 */
export async function applyAnswers(ctx: CompanyCtx, subject: Subject): Promise<{ filled: number; proposed: number }> {
  const { db, companyId, now } = ctx;
  const { prospectId, runId } = subject;
  await db.$queryRaw`SELECT 1 FROM prospects WHERE company_id = ${companyId}::uuid AND id = ${prospectId}::uuid FOR UPDATE`;
  const prospect = await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null } });
  const run = await db.enrichmentRun.findUnique({ where: { id: runId }, select: { fields: true } });
  if (!prospect || !run) return { filled: 0, proposed: 0 };
  const { waterfall } = await enrichmentSettingsOf(ctx);
  const asked = await askedSoFar(ctx, subject);
  const idOf = (provider: ProviderKey) => asked.find((one) => one.provider === provider)!.requestId;
  const wanted = run.fields.length > 0 ? enrichmentFields.filter((field) => run.fields.includes(field)) : enrichmentFields;
  const found = wanted.flatMap((field) => {
    const best = bestValue(waterfall, field, asked);
    return best ? [{ ...best, field, requestId: idOf(best.provider) }] : [];
  });

  const filled: Array<{ field: EnrichmentField; value: string; origin: ValueOrigin }> = [];
  let proposed = 0;
  for (const best of found) {
    const { field, value } = best;
    if (await isBarred(ctx, field, value)) continue;
    const before = await valueOf(ctx, prospect, field);
    const verdict =
      before === value ? "known" : await judge(ctx, prospect.valueOrigins as unknown as ValueOrigins, prospectId, best, before);
    if (verdict === "leave") continue;
    if (!(await noteValue(ctx, prospectId, best, before, verdict === "propose" ? "pending" : "completed"))) continue;
    if (verdict === "fill") filled.push({ field, value, origin: originOf(best, now) });
    if (verdict === "propose") proposed++;
  }
  for (const { requestId, values, provider } of asked)
    for (const value of values.filter(({ field }) => sideFields.includes(field as never)))
      await noteValue(ctx, prospectId, { ...value, provider, requestId, isSure: true }, null, "completed");
  if (filled.length > 0) {
    const fields = await writeValues(ctx, prospect, filled);
    ctx.emit(prospectChanged.create({ companyId, prospectId, fields }), prospectId);
    ctx.audit({
      action: "prospect.enriched",
      about: { type: "prospect", id: prospectId },
      after: Object.fromEntries(filled.map(({ field, value }) => [recordFields[field][0], value])),
    });
  }
  return { filled: filled.length, proposed };
}

const originOf = ({ provider, url, confidence }: Best, now: Date): ValueOrigin => ({
  kind: "source",
  by: provider,
  at: now.toISOString(),
  url,
  confidence,
});

async function judge(
  ctx: CompanyCtx,
  origins: ValueOrigins,
  prospectId: string,
  { field, value, isSure }: Pick<Best, "value" | "isSure"> & { field: EnrichmentField },
  before: string | null,
): Promise<"fill" | "propose" | "leave"> {
  const isOurs = before === null || recordFields[field].every((name) => isMachineMade(origins[name]));
  if (isOurs && isSure && !(await isTaken(ctx, prospectId, field, value))) return "fill";
  // A value that was surer is not questioned by a guess.
  if (isOurs && before !== null && !isSure) return "leave";
  const known = await ctx.db.enrichment.count({
    where: { prospectId, field, enrichedValue: value, status: { in: ["pending", "refused"] } },
  });
  return known > 0 ? "leave" : "propose";
}

/** An address of somebody who said no to us, or was erased, does not come back by another way. */
const isBarred = (ctx: CompanyCtx, field: EnrichmentField, value: string) =>
  field === "email" || field === "phone"
    ? hasObjected(ctx, { emails: field === "email" ? [value] : [], phones: field === "phone" ? [value] : [] })
    : Promise.resolve(false);

const typeOf = ({ provider, field }: Best): EnrichmentType =>
  field === "linkedin" ? "linkedin" : provider === "website" ? "website" : "company_info";

/** One value of one answer, with what stood there before. False when it was noted already. What it says anew supersedes what still waited. */
async function noteValue(
  { db, companyId, now }: CompanyCtx,
  prospectId: string,
  best: Best,
  originalValue: string | null,
  status: "pending" | "completed",
): Promise<boolean> {
  const { provider, field, value, confidence, requestId, url } = best;
  const days = freshDays[field as EnrichmentField] ?? 365;
  const known = await db.enrichment.count({ where: { requestId } });
  const request = await db.enrichmentRequest.findUniqueOrThrow({ where: { id: requestId }, select: { cost: true, isCached: true } });
  const { count } = await db.enrichment.createMany({
    data: [
      {
        id: uuidv7(now),
        companyId,
        prospectId,
        type: typeOf(best),
        provider,
        field,
        originalValue,
        enrichedValue: value,
        confidenceScore: confidence.toFixed(2),
        // What the question cost stands with the first value that came of it.
        cost: known === 0 ? request.cost : 0,
        status,
        expiresAt: new Date(now.getTime() + days * 86_400_000),
        requestId,
        sourceUrl: url,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count > 0)
    await db.enrichment.updateMany({
      where: { prospectId, field, status: "pending", requestId: { not: requestId } },
      data: { status: "expired" },
    });
  return count > 0;
}
