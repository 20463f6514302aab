import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import pg from "pg";
import { type QuestionName, questions } from "./questions";

/** The least that Remix can do for one of the questions, as twin-page.tsx does for the list: a route of the bench's build only. */
let pool: pg.Pool | undefined;

export async function loader({ params }: LoaderFunctionArgs) {
  pool ??= new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL });
  const name = params.name as QuestionName;
  const values = [process.env.BENCH_COMPANY];
  const [page, match] = await Promise.all([
    pool.query<Record<string, string | number | null>>({ name: `${name} page`, text: questions[name].page, values }),
    pool.query<{ count: number }>({ name: `${name} count`, text: questions[name].count, values }),
  ]);
  return { rows: page.rows.slice(0, 50), total: match.rows[0]!.count };
}

export default function QuestionPage() {
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
