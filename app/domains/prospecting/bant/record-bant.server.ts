import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { localDate } from "~/platform/local-time";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { type BantBreakdown, bantScoreOf } from "./bant.rules";
import type { BantInput } from "./bant.schema";

/**
 * Notes what was learnt of one part of a prospect's BANT; what was known before stays in the history. `messageId`: read out of that reply by
 * a job, told twice noted once.
 * @throws AppError 'prospecting.bant.date_invalid' at observedOn: a day to come · 404
 */
export async function recordBant(
  ctx: CompanyCtx,
  prospectId: string,
  { part, points, evidence, observedOn }: BantInput,
  { messageId = null }: { messageId?: string | null } = {},
): Promise<{ score: number | null; known: number }> {
  const { db, companyId, actor, now } = ctx;
  const { timezone } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { timezone: true } });
  const today = localDate(now, timezone);
  const day = observedOn ? new Date(observedOn) : today;
  if (day > today) throw new AppError("prospecting.bant.date_invalid", { field: "observedOn", status: 422 });
  const [row] = await db.$queryRaw<Array<{ breakdown: BantBreakdown | null; score: number | null }>>`
    SELECT bant_breakdown AS breakdown, bant_score AS score FROM prospects WHERE id = ${prospectId}::uuid AND deleted_at IS NULL FOR UPDATE`;
  const before = found(row);
  if (messageId && (await db.bantEntry.findFirst({ where: { prospectId, messageId, part }, select: { id: true } })))
    return bantScoreOf(before.breakdown);

  const isUnknown = points === "unknown";
  await db.bantEntry.create({
    data: {
      id: uuidv7(now),
      companyId,
      prospectId,
      part,
      points: isUnknown ? null : points,
      evidence: evidence ?? null,
      observedOn: day,
      source: messageId ? "reply" : "person",
      messageId,
      recordedById: actor.kind === "user" ? actor.id : null,
      createdAt: now,
    },
  });
  const { [part]: _, ...others } = before.breakdown ?? {};
  const breakdown: BantBreakdown = isUnknown
    ? others
    : { ...others, [part]: { points, evidence: evidence ?? null, at: day.toISOString().slice(0, 10) } };
  const { score, known } = bantScoreOf(breakdown);
  await db.prospect.update({ where: { id: prospectId }, data: { bantBreakdown: breakdown as object, bantScore: score } });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: ["bantScore"] }), prospectId);
  ctx.audit({
    action: "bant.recorded",
    about: { type: "prospect", id: prospectId },
    before: { bantScore: before.score },
    after: { bantScore: score, kind: part },
  });
  return { score, known };
}
