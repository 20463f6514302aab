import { useLoaderData } from "@remix-run/react";
import pg from "pg";
import { listStatement, matchStatement } from "./list-statements";

/**
 * The least that Remix can do for the list of prospects in this very build: the same rows and their number by prepared statements of the
 * tables' owner, and a plain table. No session, no frame, no words, no company's transaction. A route of the bench's build only.
 */
let pool: pg.Pool | undefined;

export async function loader() {
  pool ??= new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL });
  const values = [process.env.BENCH_COMPANY];
  const [page, match] = await Promise.all([
    pool.query<Record<string, string | number | null>>({ name: "page", text: listStatement, values }),
    pool.query<{ count: number }>({ name: "match", text: matchStatement, values }),
  ]);
  return { rows: page.rows.slice(0, 50), total: match.rows[0]!.count };
}

export default function TwinPage() {
  const { rows, total } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{total}</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <a href={`/prospects/${row.id}`}>{row.organizationName}</a>
              </td>
              <td>{row.firstName}</td>
              <td>{row.lastName}</td>
              <td>{row.email}</td>
              <td>{row.phone}</td>
              <td>{row.city}</td>
              <td>{row.department}</td>
              <td>{row.status}</td>
              <td>{row.leadScore}</td>
              <td>{String(row.lastActivityAt ?? "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
