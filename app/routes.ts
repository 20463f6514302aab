import { flatRoutes } from "@remix-run/fs-routes";
import { layout, route, type RouteConfig } from "@remix-run/route-config";

/** One folder per domain under app/routes; files inside follow the flat-file convention. */
const inShell = ["identity", "privacy", "catalogue", "prospecting", "crm", "outreach", "insights", "operations"] as const;
/** Public pages and doors for machines. */
const bare = ["public", "system"] as const;
const from = (folder: string) => flatRoutes({ rootDirectory: `routes/${folder}` });
/** What the bench compares our pages with stands in a build of its own. */
const twin = process.env.BENCH_BUILD
  ? [route("bench/twin", "../bench/twin-page.tsx"), route("bench/questions/:name", "../bench/question-page.tsx")]
  : [];

export default [
  layout("routes/shell.tsx", (await Promise.all(inShell.map(from))).flat()),
  ...(await Promise.all(bare.map(from))).flat(),
  ...twin,
] satisfies RouteConfig;
