import pg from "pg";
import { closeDatabase } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { seedDemo } from "../../prisma/seed";
import { indexesAfter, type Table, tablesOf } from "../added-indexes";
import type { Case } from "../run-case";

/** The walking skeleton ends here: what later migrations add is weighed. */
const skeleton = "20261121000400_reports";

/**
 * What the indexes that came after the skeleton weigh: the rows of the demo company, copied under other companies, go into each table
 * with them and without them. No goal: the list beneath names each index with what it weighs and what it adds to the log, the dearest first.
 */
export default {
  name: "rows into the tables with and without the indexes added since the skeleton",
  goals: [],
  rounds: 3,
  async prepare(world) {
    const { url, ownerUrl, superuserUrl } = await world.database("bench_indexes");
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
    rereadEnv();
    await seedDemo({ say: () => {} });
    const db = new pg.Client({ connectionString: superuserUrl });
    await db.connect();
    await db.query("SET session_replication_role = replica"); // the rows are copies: keys and triggers have judged them already
    const tables = await tablesOf(db, indexesAfter(skeleton), world.full ? 20_000 : 2_000);

    const bytes = new Map<string, number>(); // now, while no copy that was taken back lies in them
    for (const table of tables) for (const [name, grown] of await growth(db, table)) bytes.set(name, grown);

    /** Copies into these tables without some of their indexes; all of it is taken back. */
    const copied = async (into: Array<Table>, dropped: (table: Table) => Array<string>) => {
      const ms: Array<number> = [];
      for (const table of into) {
        await db.query("BEGIN");
        try {
          for (const name of dropped(table)) await db.query(`DROP INDEX public."${name}" CASCADE`);
          const started = performance.now();
          await db.query(table.copy);
          ms.push(performance.now() - started);
        } finally {
          await db.query("ROLLBACK");
        }
      }
      return ms;
    };
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const go = async (dropped: (table: Table) => Array<string>) => {
      const ms = (await copied(tables, dropped)).reduce((sum, one) => sum + one, 0);
      return { operations: rows, seconds: ms / 1000, ms: [ms / rows] };
    };
    return {
      limit: () => go(({ indexes }) => indexes),
      subject: () => go(() => []),
      notes: async () => {
        const weighed: Array<{ name: string; bytes: number; log: number }> = [];
        for (const table of tables) {
          const { ofWords } = table;
          const plain = await logged(db, table, ofWords);
          for (const name of table.indexes) {
            const isOfWords = ofWords.includes(name);
            const more = isOfWords
              ? (await logged(db, table, without(ofWords, name))) - plain
              : plain - (await logged(db, table, [...ofWords, name]));
            weighed.push({ name, bytes: bytes.get(name)! / table.rows, log: more / table.rows });
          }
        }
        return [
          `${weighed.length} indexes on ${tables.length} tables: bytes a row in the index, bytes a row more in the write-ahead log, the dearest first`,
          ...weighed
            .sort((a, b) => b.log - a.log)
            .map(({ name, bytes, log }) => `${bytes.toFixed(0).padStart(5)} B ${log.toFixed(0).padStart(5)} B  ${name}`),
        ];
      },
      close: async () => {
        await db.end();
        await closeDatabase();
      },
    };
  },
} satisfies Case;

/** Bytes that each index of the table grows by with the copies, its partitions' together. */
async function growth(db: pg.Client, table: Table): Promise<Map<string, number>> {
  const sizes = async () =>
    (
      await db.query<{ name: string; bytes: string }>(
        `SELECT n.name, coalesce(
           (SELECT sum(pg_relation_size(t.relid)) FROM pg_partition_tree(format('public.%I', n.name)::regclass) t),
           pg_relation_size(format('public.%I', n.name)::regclass)) AS bytes
         FROM unnest($1::text[]) n (name)`,
        [table.indexes],
      )
    ).rows;
  await db.query("BEGIN");
  try {
    const before = new Map((await sizes()).map(({ name, bytes }) => [name, Number(bytes)]));
    await db.query(table.copy);
    return new Map((await sizes()).map(({ name, bytes }) => [name, Number(bytes) - before.get(name)!]));
  } finally {
    await db.query("ROLLBACK");
  }
}

const without = (names: Array<string>, name: string) => names.filter((one) => one !== name);

/** Bytes that the copies write to the write-ahead log when these indexes are dropped: what a machine that is busy does not change. */
async function logged(db: pg.Client, table: Table, dropped: Array<string>): Promise<number> {
  await db.query("BEGIN");
  try {
    for (const name of dropped) await db.query(`DROP INDEX public."${name}" CASCADE`);
    const { rows } = await db.query<{ "QUERY PLAN": [{ Plan: { "WAL Bytes": number } }] }>(
      `EXPLAIN (ANALYZE, WAL, TIMING off, FORMAT json) ${table.copy}`,
    );
    return rows[0]!["QUERY PLAN"][0].Plan["WAL Bytes"];
  } finally {
    await db.query("ROLLBACK");
  }
}
