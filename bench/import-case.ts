import { importWorld, rowsOf } from "./import-world";
import { countsOf } from "./long-list";
import type { Case } from "./run-case";

/** Odoo 19 takes 908 rows a second in on a like machine: ten times that is said, and judged by nobody, as machines differ. */
const rowsASecond = 9_080;

/** A list from its stored file to its last prospect and its file of refused lines, against a bare pipeline that writes the same rows. */
export const importCase = (
  name: string,
  database: string,
  { small, full, rounds }: { small: number; full: number; rounds: number },
): Case => ({
  name,
  goals: [{ what: "rate", atLeast: 0.5 }],
  rounds,
  warmUps: 0,
  async prepare(world) {
    const rows = rowsOf(world, { small, full });
    const { empty, importList, rawImport, count, close } = await importWorld(world, database);
    const wanted = countsOf(rows);
    // Both sides are compiled once before they are compared.
    await Promise.all([importList(2_000), rawImport(1_000)]).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    const memory: Array<{ before: number; most: number }> = [];
    const times: Array<{ upload: number; check: number; import: number }> = [];
    let wrong = 0;
    return {
      async limit() {
        await empty();
        return { operations: rows, seconds: (await rawImport(rows)) / 1000 };
      },
      async subject() {
        await empty();
        const { ms, memory: held, refusedLines, ...counts } = await importList(rows);
        wrong += Math.abs((await count()) - wanted.created) + Math.abs(refusedLines - wanted.refused);
        for (const outcome of ["created", "merged", "refused"] as const) wrong += Math.abs(counts[outcome] - wanted[outcome]);
        memory.push(held);
        times.push(ms);
        return { operations: rows, seconds: ms.import / 1000, ms: [ms.import] };
      },
      counts: async () => [
        { what: "lines that came to another end than they should", value: wrong, atMost: 0 },
        {
          what: "MiB by which the process grew",
          value: Math.round(Math.max(...memory.map(({ before, most }) => most - before))),
          atMost: 150,
        },
        { what: "MiB of the process at most", value: Math.round(Math.max(...memory.map(({ most }) => most))), atMost: 350 },
      ],
      notes: async () =>
        times.map(
          (ms) =>
            `${rows} rows: upload ${seconds(ms.upload)}, dry run ${seconds(ms.check)}, import ${seconds(ms.import)}: ` +
            `${Math.round(rows / (ms.import / 1000))} rows/s, ten times Odoo is ${rowsASecond}`,
        ),
      close,
    };
  },
});

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
