import type { Prisma } from "~/generated/prisma/client";
import { personHashes } from "~/domains/privacy/person/person-hash.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { departmentOf } from "../prospect/normalise-address.rules";
import { prospectChanged } from "../prospect/prospect.events.server";
import { prospectsMerged } from "./duplicate.events.server";
import { likelyWinner, mergedValues, type MergeChoices } from "./merge-fields.rules";
import { keepOrigins } from "./keep-origins.server";
import { type PairState, readPair } from "./read-pair.server";
import { stopDoubleRecipients } from "./stop-double-recipients.server";

/** Days in which a merge can be undone. */
export const undoDays = 30;

export interface MergeInput {
  oneId: string;
  otherId: string;
  /** Which record stays; without it the one that says more. */
  winner?: "one" | "other";
  choices?: MergeChoices;
}

/**
 * Makes two prospects one, in this transaction: the winner takes the chosen values, everything that hangs on the loser moves to it, and the
 * loser's row stays out of sight with what it takes to undo it. What either of them refused holds for both.
 * @throws AppError 'platform.record.unknown' when one of them is not (or no longer) there, 'prospecting.duplicate.itself'
 */
export async function mergeProspects(ctx: CompanyCtx, input: MergeInput): Promise<{ mergeId: string; winnerId: string; loserId: string }> {
  const { db, companyId, actor, now } = ctx;
  if (input.oneId === input.otherId) throw new AppError("prospecting.duplicate.itself", { status: 422 });
  await db.$queryRaw`SELECT id FROM prospects WHERE company_id = ${companyId}::uuid AND id IN (${input.oneId}::uuid, ${input.otherId}::uuid) ORDER BY id FOR UPDATE`;
  const { one, other } = await readPair(ctx, input);
  const side = input.winner ?? likelyWinner(one, other);
  const [winner, loser] = side === "one" ? [one, other] : [other, one];

  const values = mergedValues(one, other, side, input.choices);
  if ("postalCode" in values || "countryCode" in values)
    values.department = departmentOf(
      (values.postalCode ?? winner.postalCode) as string | null,
      ((values.countryCode ?? winner.countryCode) as string | null) ?? "FR",
    );
  const before = Object.fromEntries(Object.keys(values).map((field) => [field, winner[field as keyof PairState] ?? null]));
  // What only one prospect may bear is laid down by the loser before the winner takes it up.
  const laidDown = Object.fromEntries(
    (["email", "siret"] as const).flatMap((field) => (values[field] && values[field] === loser[field] ? [[field, loser[field]]] : [])),
  );

  const mergeId = uuidv7(now);
  await keepOrigins(db);
  await keepStrictest(ctx, { winner, loser, mergeId });
  const [{ moved } = { moved: {} }] = await db.$queryRaw<Array<{ moved: Record<string, unknown> }>>`
    SELECT app.move_prospect_rows(${loser.id}::uuid, ${winner.id}::uuid) AS moved`;
  const stopped = await stopDoubleRecipients(ctx, loser.id);
  await db.prospect.update({
    where: { id: loser.id },
    data: { ...Object.fromEntries(Object.keys(laidDown).map((field) => [field, null])), deletedAt: now, mergedIntoId: winner.id },
  });
  if (Object.keys(values).length > 0)
    await db.prospect.update({ where: { id: winner.id }, data: values as Prisma.ProspectUncheckedUpdateInput });
  await db.prospectMerge.create({
    data: {
      id: mergeId,
      companyId,
      winnerId: winner.id,
      loserId: loser.id,
      winnerBefore: asJson(before),
      winnerAfter: asJson(values),
      loserBefore: asJson(laidDown),
      moved: asJson({ rows: moved, stopped }),
      mergedById: actor.kind === "user" ? actor.id : null,
      mergedAt: now,
      undoUntil: new Date(now.getTime() + undoDays * 86_400_000),
    },
  });
  const [oneId, otherId] = [one.id, other.id].sort() as [string, string];
  await db.duplicatePair.updateMany({
    where: { companyId, oneId, otherId },
    data: { state: "merged", decidedAt: now, decidedById: actor.kind === "user" ? actor.id : null },
  });
  ctx.emit(prospectsMerged.create({ companyId, mergeId, winnerId: winner.id, loserId: loser.id }), winner.id);
  ctx.emit(prospectChanged.create({ companyId, prospectId: winner.id, fields: Object.keys(values) }), winner.id);
  ctx.audit({ action: "prospect.merged", about: { type: "prospect", id: winner.id }, before, after: { ...values, mergedFrom: loser.id } });
  return { mergeId, winnerId: winner.id, loserId: loser.id };
}

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/**
 * A no that one of the two ever said to a channel is written down for the winner, under his record: it holds whichever address he keeps. A
 * dead mailbox is no word of his, and is left to its address.
 */
async function keepStrictest(
  { db, companyId, now }: CompanyCtx,
  { winner, loser, mergeId }: { winner: PairState; loser: PairState; mergeId: string },
) {
  const addresses = [winner, loser].flatMap(({ email, phone, mobile }) => [email, phone, mobile]).filter((one): one is string => !!one);
  const hashes = [winner, loser].flatMap(({ email, phone, mobile }) =>
    personHashes(companyId, { emails: [email], phones: [phone, mobile] }),
  );
  await db.$executeRaw`
    INSERT INTO consents (id, company_id, prospect_id, channel, is_granted, source, evidence, given_at)
    SELECT app.uuid_v7(), ${companyId}::uuid, ${winner.id}::uuid, refused.channel::consent_channel, false, 'merge', jsonb_build_object('merge', ${mergeId}::text), ${now}::timestamptz
    FROM (
      SELECT said.channel FROM (
        SELECT DISTINCT ON (c.person_hash, c.channel) c.channel::text AS channel, c.is_granted FROM consents c
        WHERE c.company_id = ${companyId}::uuid AND c.person_hash = ANY (${hashes}::text[]) ORDER BY c.person_hash, c.channel, c.given_at DESC, c.id DESC) said
      WHERE NOT said.is_granted
      UNION
      SELECT said.channel FROM (
        SELECT DISTINCT ON (c.prospect_id, c.channel) c.channel::text AS channel, c.is_granted FROM consents c
        WHERE c.company_id = ${companyId}::uuid AND c.prospect_id IN (${winner.id}::uuid, ${loser.id}::uuid) AND c.person_hash IS NULL
        ORDER BY c.prospect_id, c.channel, c.given_at DESC, c.id DESC) said
      WHERE NOT said.is_granted
      UNION
      SELECT s.channel FROM suppressions s WHERE s.company_id = ${companyId}::uuid AND s.reason <> 'hard_bounce'
        AND (s.address = ANY (${addresses}::text[]) OR s.address_hash = ANY (${hashes}::text[]))) refused
    WHERE refused.channel IN ('email', 'sms', 'whatsapp', 'phone', 'tracking')`;
}
