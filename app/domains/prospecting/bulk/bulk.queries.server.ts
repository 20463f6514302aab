import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { BulkRunState } from "~/generated/prisma/enums";
import { type BulkRunFacts, mayUndo, type Skipped } from "./bulk-run.rules";
import { BulkDeed } from "./bulk.schema";

const pageSize = 50;

const select = {
  id: true,
  act: true,
  deed: true,
  selection: true,
  state: true,
  totalCount: true,
  doneCount: true,
  skipped: true,
  undoOfId: true,
  undoOf: { select: { startedAt: true } },
  errorCode: true,
  startedById: true,
  startedAt: true,
  endedAt: true,
  undoUntil: true,
} as const;

/** Acts on many, the youngest first, a page at a time. `before` is the id of the last one seen. */
export async function listBulkRuns(ctx: CompanyCtx, { before }: { before?: string }) {
  const { db, now } = ctx;
  const rows = await db.bulkRun.findMany({
    where: before ? { id: { lt: before } } : {},
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select,
  });
  const shown = rows.slice(0, pageSize);
  const names = await starterNames(ctx, shown);
  return { runs: shown.map((row) => told(row, names, now)), next: rows.length > pageSize ? shown.at(-1)!.id : null };
}

/** One run as its page shows it. @throws AppError 'platform.record.unknown' */
export async function getBulkRun(ctx: CompanyCtx, bulkRunId: string) {
  const row = found(await ctx.db.bulkRun.findFirst({ where: { id: bulkRunId }, select }));
  const latest = await ctx.db.bulkRun.findFirst({
    where: { undoOfId: bulkRunId },
    orderBy: { id: "desc" },
    select: { id: true, state: true },
  });
  return { ...told(row, await starterNames(ctx, [row]), ctx.now), undoneBy: latest };
}

interface Row {
  id: string;
  act: Parameters<typeof mayUndo>[0]["act"];
  deed: unknown;
  selection: unknown;
  state: BulkRunState;
  totalCount: number;
  doneCount: number;
  skipped: unknown;
  undoOfId: string | null;
  undoOf: { startedAt: Date } | null;
  errorCode: string | null;
  startedById: string | null;
  startedAt: Date;
  endedAt: Date | null;
  undoUntil: Date | null;
}

function told(
  { deed: kept, selection, skipped, startedById, undoOf, ...run }: Row,
  names: ReadonlyMap<string, string>,
  now: Date,
): BulkRunFacts {
  const deed = BulkDeed.parse(kept);
  return {
    ...run,
    deed,
    assignee: (deed.act === "assign" && deed.userId && names.get(deed.userId)) || null,
    filter: (selection as { filter?: string }).filter ?? null,
    skipped: skipped as Skipped,
    by: (startedById && names.get(startedById)) || null,
    undoOfAt: undoOf?.startedAt ?? null,
    mayUndo: mayUndo(run, now),
  };
}

/** Who began them, and whom they gave prospects to, by name. */
async function starterNames({ db, companyId }: CompanyCtx, rows: Array<Pick<Row, "startedById" | "deed">>): Promise<Map<string, string>> {
  const ids = [
    ...new Set(rows.flatMap(({ startedById, deed }) => [startedById ?? [], (deed as { userId?: string | null }).userId ?? []].flat())),
  ];
  if (ids.length === 0) return new Map();
  const members = await db.membership.findMany({
    where: { companyId, userId: { in: ids } },
    select: { userId: true, user: { select: { firstName: true, lastName: true, email: true } } },
  });
  return new Map(
    members.map(({ userId, user }) => [userId, [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email] as const),
  );
}
