import { flatRoutes } from "@remix-run/fs-routes";
import { layout, type RouteConfig } from "@remix-run/route-config";

/** One folder per domain under app/routes; files inside follow the flat-file convention. */
const inShell = ["identity", "privacy", "catalogue", "prospecting", "crm", "outreach", "insights", "operations"] as const;
/** Public pages and doors for machines. */
const bare = ["public", "system"] as const;
const from = (folder: string) => flatRoutes({ rootDirectory: `routes/${folder}` });

export default [
  layout("routes/shell.tsx", (await Promise.all(inShell.map(from))).flat()),
  ...(await Promise.all(bare.map(from))).flat(),
] satisfies RouteConfig;
