import { listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import type { Cursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { closeDatabase } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { prospectWorld } from "../prospect-world";
import type { Case } from "../run-case";

/** The fortieth page against the first, both as the product reads them: going on costs nothing. */
export default {
  name: "list of prospects: page 40 against page 1",
  goals: [{ what: "p50", atMost: 1.3 }],
  async prepare(world) {
    const { scope, close } = await prospectWorld(world, "bench_pages");
    const page = (cursor: Cursor | null) => inCompany(scope, (ctx) => listProspects(ctx, { filter: {}, sort: "name", cursor }));
    let cursor: Cursor | null = null;
    for (let turn = 1; turn < 40; turn++) cursor = (await page(cursor)).next;
    const fortieth = cursor;
    const times = async (at: Cursor | null) => {
      const ms: Array<number> = [];
      for (let turn = 0; turn < 20; turn++) {
        const started = performance.now();
        await page(at);
        ms.push(performance.now() - started);
      }
      return { operations: ms.length, ms };
    };
    return {
      limit: () => times(null),
      subject: () => times(fortieth),
      close: async () => {
        await close();
        await closeDatabase();
      },
    };
  },
} satisfies Case;
