import { rescoreForAWhile } from "~/domains/prospecting/score/rescore-company.server";
import { saveRules } from "~/domains/prospecting/score/save-rules.server";
import { rulesOf } from "~/domains/prospecting/score/score-rules.queries.server";
import { setClock } from "~/platform/clock";
import { closeDatabase } from "~/platform/db.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { prospectWorld } from "../prospect-world";
import type { Case } from "../run-case";

/**
 * A change of the rules that moves every score of a company: facts read, rules evaluated, scores, reasons and a line of history of each
 * written. The limit is one plain UPDATE of the same rows by their owner, of a score and its reasons alone.
 */
export default {
  name: "scores of a company recomputed",
  goals: [{ what: "rate", atLeast: 0.2 }],
  rounds: 5,
  async prepare(world) {
    const { owner, scope, close } = await prospectWorld(world, "bench_scores");
    const total = world.full ? 100_000 : 20_000;
    const job = asJob(scope.companyId, "prospecting/rescore-company");
    const moment = new Date();
    setClock(() => moment); // whose day of age ends between two runs would change by that
    let turn = 0;
    const recompute = async () => {
      let changed = 0;
      for (let after: string | null = null; ;) {
        const done: Awaited<ReturnType<typeof rescoreForAWhile>> = await rescoreForAWhile(job, { after, withTasks: false });
        changed += done.changed;
        after = done.after;
        if (after === null) return changed;
      }
    };
    const seconds: Array<number> = [];
    return {
      async limit() {
        const started = performance.now();
        await owner.query(
          `UPDATE prospects SET lead_score = (lead_score + 1) % 100, score_reasons = score_reasons || '[{"code": "city", "points": 1, "part": "fit", "at": "2026-11-21"}]'::jsonb
           WHERE company_id = $1`,
          [scope.companyId],
        );
        const took = (performance.now() - started) / 1000;
        await owner.query("VACUUM prospects");
        return { operations: total, seconds: took };
      },
      async subject() {
        await inCompany(scope, async (ctx) => {
          const { rules, version } = await rulesOf(ctx);
          await saveRules(ctx, { ...rules, points: { ...rules.points, city: 4 + (++turn % 2) * 3 } }, { baseVersion: version });
        });
        const started = performance.now();
        const changed = await recompute();
        const took = (performance.now() - started) / 1000;
        if (changed !== total) throw new Error(`${changed} of ${total} scores changed`);
        seconds.push(took);
        await owner.query("VACUUM prospects");
        return { operations: total, seconds: took };
      },
      counts: async () => [{ what: "scores changed by computing them a second time", value: await recompute(), atMost: 0 }],
      notes: async () => [`${total} prospects in ${Math.min(...seconds).toFixed(1)}–${Math.max(...seconds).toFixed(1)} s`],
      close: async () => {
        setClock();
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
