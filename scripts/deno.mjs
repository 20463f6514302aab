import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Refusal } from "./refusal.mjs";

/** Deno's own program from the npm package, also where install scripts were not run. */
export function findDeno(root) {
  const installed = join(root, "node_modules", "deno", process.platform === "win32" ? "deno.exe" : "deno");
  if (existsSync(installed)) return installed;
  try {
    return createRequire(join(root, "package.json"))("deno/install_api.cjs").runInstall();
  } catch (error) {
    throw new Refusal(`Deno is not installed (${error.message}). Run npm ci --include=dev.`);
  }
}

/** The built server on Deno: it reads the build and its packages, the network and the environment, and nothing else. */
export const denoServer = (root) => [
  findDeno(root),
  "run",
  "--no-prompt",
  "--quiet",
  "--allow-net",
  "--allow-env",
  "--allow-sys",
  "--allow-read=build,node_modules,package.json,deno.json",
  "build/server/deno.js",
];

/** The one-file build on Deno, which needs no packages beside it. */
export const denoEdge = (root) => [
  findDeno(root),
  "run",
  "--no-prompt",
  "--quiet",
  "--no-config",
  "--allow-net",
  "--allow-env",
  "--allow-sys=hostname",
  "--allow-read=build",
  "build/edge/server.js",
];
