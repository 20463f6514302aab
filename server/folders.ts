import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/server-runtime";

type Mode = Parameters<typeof createRequestHandler>[1];

/**
 * Remix for the first folder of an address, with the routes that can stand there and no others: its router compiles and ranks every
 * route it knows three times a request, and a page of one folder needs none of another. A folder's handler is made when it is first
 * asked for; what no route begins with has one that answers 404 as the whole build would.
 */
export function handlersByFolder(build: ServerBuild, mode: Mode): (pathname: string) => RequestHandler {
  const folders = new Set(pagesOf(build).map(({ folder }) => folder));
  const made = new Map<string, RequestHandler>();
  return (pathname) => {
    const asked = folderOf(pathname);
    const folder = folders.has(asked) ? asked : unknownFolder;
    let handler = made.get(folder);
    if (!handler) made.set(folder, (handler = createRequestHandler(narrowed(build, folder), mode)));
    return handler;
  };
}

/** No route's: only what may stand anywhere remains. */
const unknownFolder = "?";
/** Begins with a parameter or a star: it may stand in any folder. */
const anyFolder = "*";

/** The build with the routes of one folder and the layouts around them. */
export function narrowed(build: ServerBuild, folder: string): ServerBuild {
  const kept = new Set<string>(["root"]);
  for (const page of pagesOf(build)) if (page.folder === folder || page.folder === anyFolder) for (const id of page.ids) kept.add(id);
  const only = <Route>(routes: Record<string, Route>) => Object.fromEntries(Object.entries(routes).filter(([id]) => kept.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}

/** Each route's first folder, and the ids from it up to the root. */
function pagesOf({ routes }: ServerBuild) {
  return Object.keys(routes).map((id) => {
    const ids: Array<string> = [];
    let path = "";
    for (let at: string | undefined = id; at; at = routes[at]?.parentId) {
      ids.push(at);
      path = `${routes[at]?.path ?? ""}/${path}`;
    }
    const folder = path.split("/").find((part) => part !== "") ?? "";
    return { ids, folder: /^[:*]/.test(folder) ? anyFolder : folder.toLowerCase() };
  });
}

/** The first folder of an address. The router minds neither case nor escapes, and a page's data has its address with ".data" at the end. */
export function folderOf(pathname: string): string {
  const first = pathname.split("/")[1] ?? "";
  const folder = pathname === `/${first}` ? first.replace(/\.data$/, "") : first;
  try {
    return folder === "_root" ? "" : decodeURIComponent(folder).toLowerCase();
  } catch {
    return unknownFolder;
  }
}
