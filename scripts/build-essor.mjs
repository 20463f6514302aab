// npm run build: the production build in build/. BUNDLE=1 adds build/edge/server.js, one file that needs no node_modules.
import { resolve } from "node:path";
import { ensureBuild, ensureEdgeBuild } from "./build.mjs";
import { runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  const made = (process.env.BUNDLE ? ensureEdgeBuild : ensureBuild)(root, console.log);
  if (!made) console.log("Nothing has changed since the last build.");
});
