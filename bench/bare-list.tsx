import { serve } from "@hono/node-server";
import { createRequestHandler, type EntryContext, type ServerBuild } from "@remix-run/server-runtime";
import { Outlet, RemixServer, Scripts, useLoaderData } from "@remix-run/react";
import pg from "pg";
import { renderToReadableStream } from "react-dom/server.browser";
import { listStatement, matchStatement } from "./list-statements";

/**
 * The least that Remix can do for the list of prospects: one route, its rows and their number by prepared statements of the tables'
 * owner, a plain table. No session, no frame, no words, no company's transaction. Started as a process of its own, as the product is;
 * says its port to the parent.
 */
const company = process.env.COMPANY_ID!;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL });

async function loader() {
  const [page, match] = await Promise.all([
    pool.query<Record<string, unknown>>({ name: "page", text: listStatement, values: [company] }),
    pool.query<{ count: number }>({ name: "match", text: matchStatement, values: [company] }),
  ]);
  return { rows: page.rows.slice(0, 50) as Array<Record<string, string | number | null>>, total: match.rows[0]!.count };
}

function Page() {
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

const Root = () => (
  <html lang="fr">
    <body>
      <Outlet />
      <Scripts />
    </body>
  </html>
);

async function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const body = await renderToReadableStream(<RemixServer context={context} url={request.url} />);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(body, { headers, status });
}

const asset = { hasAction: false, hasLoader: true, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false, imports: [] };
const build = {
  entry: { module: { default: handleRequest } },
  routes: {
    root: { id: "root", path: "", module: { default: Root } },
    list: { id: "list", path: "prospects", parentId: "root", module: { default: Page, loader } },
  },
  assets: {
    version: "1",
    url: "/manifest.js",
    entry: { module: "/entry.js", imports: [] },
    routes: {
      root: { ...asset, id: "root", path: "", hasLoader: false, module: "/root.js" },
      list: { ...asset, id: "list", path: "prospects", parentId: "root", module: "/list.js" },
    },
  },
  assetsBuildDirectory: "build/client",
  publicPath: "/",
  basename: "/",
  isSpaMode: false,
  mode: "production",
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
    unstable_optimizeDeps: false,
  },
} as unknown as ServerBuild;

const remix = createRequestHandler(build, "production");
serve({ fetch: (request) => remix(request), hostname: "127.0.0.1", port: 0 }, ({ port }) => process.send?.(port));
process.once("disconnect", () => process.exit(0));
