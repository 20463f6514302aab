import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { sameFrom } from "./compare-records.rules";
import type { MatchPoint } from "./compare-records.rules";
import { chooseFields, likelyWinner } from "./merge-fields.rules";
import { readPair } from "./read-pair.server";

const nameOf = (who: string) =>
  Prisma.raw(
    `coalesce(nullif(concat_ws(' ', ${who}.first_name, ${who}.last_name), ''), ${who}.organization_name, ${who}.email, ${who}.phone, ${who}.mobile, '')`,
  );
const pairsInSight = Prisma.sql`duplicate_pairs d
  JOIN prospects a ON a.company_id = d.company_id AND a.id = d.one_id AND a.deleted_at IS NULL
  JOIN prospects b ON b.company_id = d.company_id AND b.id = d.other_id AND b.deleted_at IS NULL`;

export interface PairItem {
  id: string;
  certainty: number;
  name: string;
  otherName: string;
  isOrganization: boolean;
}

const railBefore = 4;
const railLength = 40;

/** The queue of open pairs at one of them: the wished one if it still waits, else the one after its place, else the most certain. Null when nothing waits. */
export async function readDuplicateQueue(
  ctx: CompanyCtx,
  { importRunId = null, wanted = null }: { importRunId?: string | null; wanted?: string | null },
) {
  const { db, companyId } = ctx;
  const within = Prisma.sql`d.company_id = ${companyId}::uuid AND d.state = 'open' AND (${importRunId}::uuid IS NULL OR d.import_run_id = ${importRunId}::uuid)`;
  const item = Prisma.sql`d.id, d.certainty, ${nameOf("a")} AS name, ${nameOf("b")} AS "otherName", a.last_name IS NULL AS "isOrganization"`;
  const [place] = await db.$queryRaw<Array<{ id: string; certainty: number }>>`
    SELECT d.id, d.certainty FROM ${pairsInSight} WHERE ${within}
    ORDER BY coalesce((d.certainty, d.id) > (SELECT w.certainty, w.id FROM duplicate_pairs w WHERE w.company_id = ${companyId}::uuid AND w.id = ${wanted}::uuid), false),
      d.certainty DESC, d.id DESC LIMIT 1`;
  if (!place) return null;
  const here = Prisma.sql`(${place.certainty}::int, ${place.id}::uuid)`;
  const [count] = await db.$queryRaw<Array<{ total: number; before: number; certain: number }>>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE (d.certainty, d.id) > ${here}))::int AS before, (count(*) FILTER (WHERE d.certainty >= ${sameFrom}::int))::int AS certain
    FROM ${pairsInSight} WHERE ${within}`;
  const before = await db.$queryRaw<Array<PairItem>>`
    SELECT ${item} FROM ${pairsInSight} WHERE ${within} AND (d.certainty, d.id) > ${here} ORDER BY d.certainty, d.id LIMIT ${railBefore}::int`;
  const from = await db.$queryRaw<Array<PairItem>>`
    SELECT ${item} FROM ${pairsInSight} WHERE ${within} AND (d.certainty, d.id) <= ${here} ORDER BY d.certainty DESC, d.id DESC LIMIT ${railLength}::int`;
  const pair = await db.duplicatePair.findFirst({
    where: { id: place.id },
    select: { id: true, oneId: true, otherId: true, certainty: true, reasons: true },
  });
  return {
    pair: { id: pair!.id, certainty: pair!.certainty, reasons: pair!.reasons as unknown as Array<MatchPoint> },
    preview: await previewMerge(ctx, pair!),
    at: count!.before + 1,
    total: count!.total,
    certain: count!.certain,
    rail: [...before.reverse(), ...from],
    previousId: before.at(-1)?.id ?? null,
    nextId: from[1]?.id ?? null,
  };
}

/** Both sides as a person compares them, what stands after the merge unless he says otherwise, and how much moves. @throws AppError 'platform.record.unknown' */
export async function previewMerge(ctx: CompanyCtx, ids: { oneId: string; otherId: string }) {
  const { db } = ctx;
  const { one, other } = await readPair(ctx, ids);
  const winner = likelyWinner(one, other);
  const owners = await db.user.findMany({
    where: { id: { in: [one.assignedToId, other.assignedToId].filter((id): id is string => !!id) } },
    select: { id: true, firstName: true, lastName: true },
  });
  const ownerOf = (id: unknown) =>
    owners.filter((owner) => owner.id === id).map(({ firstName, lastName }) => `${firstName} ${lastName}`)[0] ?? null;
  const rows = async (who: string) => {
    const counts = await db.$queryRaw<
      Array<{ name: string; count: number }>
    >`SELECT table_name::text AS name, count FROM app.count_prospect_rows(${who}::uuid)`;
    return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
  };
  const shown = ({ id, firstName, lastName, organizationName, email, phone, mobile, createdAt }: typeof one) => ({
    id,
    firstName,
    lastName,
    organizationName,
    email,
    phone,
    mobile,
    createdAt,
  });
  return {
    one: { ...shown(one), hangs: summed(await rows(one.id)) },
    other: { ...shown(other), hangs: summed(await rows(other.id)) },
    winner,
    fields: chooseFields(one, other, winner).map(({ field, ...choice }) => ({
      ...choice,
      field,
      one: field === "assignedToId" ? ownerOf(choice.one) : (choice.one as string | null),
      other: field === "assignedToId" ? ownerOf(choice.other) : (choice.other as string | null),
    })),
  };
}
export type MergePreview = Awaited<ReturnType<typeof previewMerge>>;

/** What is told by name; the rest is one figure. */
export const hangingKinds = ["messages", "interactions", "tasks", "deals", "meetings", "rest"] as const;
const untold = new Set([
  "consents",
  "import_lines",
  "score_changes",
  "score_crossings",
  "funnel_entries",
  "campaign_recipients",
  "segment_members",
]);

function summed(counts: Record<string, number>) {
  const sums: Partial<Record<(typeof hangingKinds)[number], number>> = {};
  for (const [name, count] of Object.entries(counts)) {
    if (untold.has(name)) continue;
    const kind = hangingKinds.find((one) => one === name) ?? "rest";
    sums[kind] = (sums[kind] ?? 0) + count;
  }
  return sums;
}

/** The last search and the last merge of all, with how far they are. */
export const lastDuplicateRuns = ({ db, companyId }: CompanyCtx) =>
  db.$queryRaw<
    Array<{
      id: string;
      kind: "find" | "merge";
      state: "running" | "completed" | "failed";
      doneCount: number;
      totalCount: number | null;
      foundCount: number;
      startedAt: Date;
      completedAt: Date | null;
    }>
  >`
    SELECT DISTINCT ON (r.kind) r.id, r.kind::text AS kind, r.state::text AS state, r.done_count AS "doneCount", r.total_count AS "totalCount", r.found_count AS "foundCount", r.started_at AS "startedAt", r.completed_at AS "completedAt"
    FROM duplicate_runs r WHERE r.company_id = ${companyId}::uuid ORDER BY r.kind, r.started_at DESC`;

/** Who may be the same as a prospect, the likeliest first. By two indexes. */
export const similarProspects = ({ db, companyId }: CompanyCtx, prospectId: string, take = 5) =>
  db.$queryRaw<
    Array<{
      pairId: string;
      id: string;
      certainty: number;
      name: string;
      organizationName: string | null;
      city: string | null;
      isOrganization: boolean;
    }>
  >`
    SELECT s.pair_id AS "pairId", p.id, s.certainty, ${nameOf("p")} AS name, p.organization_name AS "organizationName", p.city, p.last_name IS NULL AS "isOrganization"
    FROM (
      SELECT d.id AS pair_id, d.other_id AS id, d.certainty FROM duplicate_pairs d WHERE d.company_id = ${companyId}::uuid AND d.one_id = ${prospectId}::uuid AND d.state = 'open'
      UNION ALL
      SELECT d.id, d.one_id, d.certainty FROM duplicate_pairs d WHERE d.company_id = ${companyId}::uuid AND d.other_id = ${prospectId}::uuid AND d.state = 'open') s
    JOIN prospects p ON p.company_id = ${companyId}::uuid AND p.id = s.id AND p.deleted_at IS NULL
    ORDER BY s.certainty DESC, p.id LIMIT ${take}::int`;

/** A merge that can still be undone; moments as ISO text. */
export interface UndoableMerge {
  id: string;
  name: string;
  mergedAt: string;
  undoUntil: string;
}

/** An expression: the last merges into the prospect of alias `p`, as `UndoableMerge`s, the last first. Part of a statement that runs anyway. */
export const undoableMergesJson = ({ now }: CompanyCtx) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'mergedAt', u.merged_at, 'undoUntil', u.undo_until) ORDER BY u.merged_at DESC), '[]')
  FROM (
    SELECT m.id, ${nameOf("lost")} AS name, m.merged_at, m.undo_until
    FROM prospect_merges m JOIN prospects lost ON lost.company_id = m.company_id AND lost.id = m.loser_id
    WHERE m.company_id = p.company_id AND m.winner_id = p.id AND m.undone_at IS NULL AND m.undo_until > ${now}::timestamptz
    ORDER BY m.merged_at DESC LIMIT 10) u)`;
