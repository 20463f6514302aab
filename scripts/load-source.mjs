import { createServer } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";

/** Loads TypeScript of the product as the build would, aliases and word files included, for programs that are not served. */
export async function openSource(root) {
  const vite = await createServer({
    root,
    configFile: false,
    plugins: [tsconfigPaths()],
    server: { middlewareMode: true, ws: false, watch: null },
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => vite.ssrLoadModule(path), close: () => vite.close() };
}
