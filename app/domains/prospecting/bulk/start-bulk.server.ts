import { Prisma } from "~/generated/prisma/client";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { filterToUrl } from "../prospect/prospect-filter.schema";
import type { ProspectSelection } from "../prospect/prospect-selection.schema";
import { selectionWhere } from "../prospect/prospect-where.server";
import { atOnce, partSize } from "./bulk-run.rules";
import { bulkRunStarted } from "./bulk.events.server";
import type { BulkDeed } from "./bulk.schema";
import { type RunProgress, runNextPart } from "./run-bulk.server";
import type { StatusTimeline } from "./run-part.server";

/**
 * Begins an act on many. Who is meant is written down now, set by set, so that whoever comes later does not join. Few are changed here and
 * now; many by the job, a part at a time.
 * @returns the run, or null when nobody is meant
 */
export async function startBulk(
  ctx: CompanyCtx,
  { deed, selection, timeline }: { deed: BulkDeed; selection: ProspectSelection; timeline: StatusTimeline },
): Promise<(RunProgress & { bulkRunId: string }) | null> {
  const { db, companyId, actor, now } = ctx;
  const bulkRunId = uuidv7(now);
  await db.bulkRun.create({
    data: {
      id: bulkRunId,
      companyId,
      act: deed.act,
      deed,
      selection: "ids" in selection ? { ids: selection.ids.slice(0, 100) } : { filter: filterToUrl(selection.filter) },
      totalCount: 0,
      startedById: actor.kind === "user" ? actor.id : null,
      startedAt: now,
    },
  });
  const [chosen] = await db.$queryRaw<Array<{ count: number }>>`
    WITH chosen AS (
      INSERT INTO bulk_run_parts (company_id, bulk_run_id, part, prospect_ids)
      SELECT ${companyId}::uuid, ${bulkRunId}::uuid, (c.place - 1) / ${partSize}::int, array_agg(c.id ORDER BY c.id)
      FROM (SELECT p.id, row_number() OVER (ORDER BY p.id) AS place FROM prospects p
        WHERE p.company_id = ${companyId}::uuid AND ${await selectionWhere(ctx, selection)}) c
      GROUP BY 3 RETURNING cardinality(prospect_ids) AS count)
    SELECT coalesce(sum(count), 0)::int AS count FROM chosen`;
  const { count } = chosen!;
  if (count === 0) {
    await db.$executeRaw`DELETE FROM bulk_runs WHERE company_id = ${companyId}::uuid AND id = ${bulkRunId}::uuid`;
    return null;
  }
  await db.$executeRaw(
    Prisma.sql`UPDATE bulk_runs SET total_count = ${count}::int WHERE company_id = ${companyId}::uuid AND id = ${bulkRunId}::uuid`,
  );
  if (count <= atOnce) return { bulkRunId, ...(await runNextPart(ctx, { bulkRunId, timeline })) };
  ctx.emit(bulkRunStarted.create({ companyId, bulkRunId }), bulkRunId);
  return { bulkRunId, isDone: false, total: count, done: 0, skipped: {} };
}
