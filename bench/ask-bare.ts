import pg from "pg";
import type { BareRow } from "./bare-table";

let pool: pg.Pool | undefined;

/** A page of the list and its number, asked side by side by prepared statements of the tables' owner. No company's transaction. */
export async function askBare(name: string, statements: { page: string; count: string }) {
  pool ??= new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL });
  const values = [process.env.BENCH_COMPANY];
  const [page, match] = await Promise.all([
    pool.query<BareRow>({ name: `${name} page`, text: statements.page, values }),
    pool.query<{ count: number }>({ name: `${name} count`, text: statements.count, values }),
  ]);
  return { rows: page.rows.slice(0, 50), total: match.rows[0]!.count };
}
