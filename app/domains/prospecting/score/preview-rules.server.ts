import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectName } from "../prospect/prospect-name.rules";
import { effectCounter, type RulesPreview } from "./preview.rules";
import { readFacts } from "./read-facts.server";
import { scorerOf } from "./score-prospect.rules";
import { rulesOf } from "./score-rules.queries.server";
import type { ScoreRules } from "./score-rules.schema";
import { stretchSize } from "./score-prospects.server";

/** Beyond this a sample is read: the last places of an id are random. */
const most = 20_000;

/** What these rules would do to the scores of today, by the very functions the job scores with. Writes nothing. */
export async function previewRules(ctx: CompanyCtx, draft: ScoreRules, atMost = most): Promise<RulesPreview> {
  const { db, companyId, now } = ctx;
  const { rules } = await rulesOf(ctx);
  const [before, after] = [scorerOf(rules), scorerOf(draft)];
  const counter = effectCounter(draft.thresholds);
  const total = await db.prospect.count({ where: { deletedAt: null } });
  const every = Math.ceil(total / atMost);
  let read = 0;
  for (let last: string | null = null; ;) {
    const which = Prisma.sql`p.company_id = ${companyId}::uuid AND p.deleted_at IS NULL
      ${last ? Prisma.sql`AND p.id > ${last}::uuid` : Prisma.empty}
      ${every > 1 ? Prisma.sql`AND ('x' || right(p.id::text, 6))::bit(24)::int % ${every}::int = 0` : Prisma.empty}`;
    const rows = await readFacts(db, which, Prisma.sql`ORDER BY p.id LIMIT ${stretchSize}::int`);
    for (const row of rows)
      counter.add({
        id: row.id,
        name: prospectName(row),
        before: before(row, now, row.scoreReasons),
        after: after(row, now, row.scoreReasons),
      });
    read += rows.length;
    if (rows.length < stretchSize) break;
    last = rows.at(-1)!.id;
  }
  return { ...counter.result(), read, total };
}
