import { runBulkForAWhile } from "~/domains/prospecting/bulk/run-bulk.server";
import { startBulk } from "~/domains/prospecting/bulk/start-bulk.server";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { closeDatabase } from "~/platform/db.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { prospectWorld } from "../prospect-world";
import type { Case } from "../run-case";

const size = 10_000;

/**
 * A segment of ten thousand made anew out of all who match, as the job does it: who is meant is written down, each part checked, joined and
 * kept for an undo. The limit is one plain UPDATE of the same prospects by their owner.
 */
export default {
  name: "segment of 10,000 made of all who match",
  goals: [{ what: "rate", atLeast: 0.5 }],
  rounds: 5,
  async prepare(world) {
    const { owner, scope, close } = await prospectWorld(world, "bench_segment");
    const { companyId } = scope;
    await owner.query(
      "UPDATE prospects SET tags = '{salon}' WHERE id IN (SELECT id FROM prospects WHERE company_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT $2)",
      [companyId, size],
    );
    await owner.query("VACUUM ANALYZE prospects");
    const job = asJob(companyId, "prospecting/run-bulk");
    let turn = 0;
    let missing = 0;
    return {
      async limit() {
        const started = performance.now();
        await owner.query(
          "UPDATE prospects SET bant_score = (coalesce(bant_score, 0) + 1) % 100 WHERE company_id = $1 AND tags && '{salon}'",
          [companyId],
        );
        const seconds = (performance.now() - started) / 1000;
        await owner.query("VACUUM prospects");
        return { operations: size, seconds };
      },
      async subject() {
        const name = `Salon ${++turn}`;
        const { segmentId } = await inCompany(scope, (ctx) => createSegment(ctx, { name, type: "fixed" }));
        const started = performance.now();
        const run = await inCompany(scope, (ctx) =>
          startBulk(ctx, {
            deed: { act: "join_segment", segmentId, name },
            selection: { filter: { tag: ["salon"] } },
            timeline: statusTimeline,
          }),
        );
        while (!(await runBulkForAWhile(job, { bulkRunId: run!.bulkRunId, timeline: statusTimeline })).isDone);
        const seconds = (performance.now() - started) / 1000;
        missing += size - (await inCompany(scope, ({ db }) => db.segmentMember.count({ where: { segmentId } })));
        return { operations: size, seconds };
      },
      counts: async () => [{ what: "members that are missing", value: missing, atMost: 0 }],
      async close() {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
