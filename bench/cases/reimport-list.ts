import { importWorld, rowsOf } from "../import-world";
import { countsOf } from "../long-list";
import type { Case } from "../run-case";

/** A list that came in, a second time, against its first: everybody is known, nobody is made, and it takes no longer. A million lines at full size. */
export default {
  name: "import of a list that is in",
  goals: [{ what: "p50", atMost: 1 }],
  rounds: 2,
  warmUps: 0,
  async prepare(world) {
    const rows = rowsOf(world, { small: 10_000, full: 1_000_000 });
    const { empty, importList, count, close } = await importWorld(world, "bench_reimport");
    await importList(2_000).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    let made = 0;
    const first = async () => {
      await empty();
      return (await importList(rows)).ms.import;
    };
    const second = async () => {
      if ((await count()) !== countsOf(rows).created) await first(); // where this side goes first
      const { ms, created } = await importList(rows);
      made += created;
      return ms.import;
    };
    return {
      limit: async () => ({ operations: rows, ms: [await first()] }),
      subject: async () => ({ operations: rows, ms: [await second()] }),
      counts: async () => [{ what: "prospects made by lists that were in", value: made, atMost: 0 }],
      close,
    };
  },
} satisfies Case;
