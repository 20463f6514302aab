// One file for an edge runtime: build/edge/server.js holds the built server and every package it uses, Prisma's query compiler included.
// It needs no node_modules, only build/client beside it, and is run from the project's root.
import { resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");

await build({
  absWorkingDir: root,
  entryPoints: ["build/server/deno.js"],
  outfile: "build/edge/server.js",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  conditions: ["deno", "worker", "module"],
  external: ["pg-native", "cloudflare:sockets"],
  define: { "process.env.NODE_ENV": '"production"' },
  // Packages written for CommonJS ask for these by name.
  banner: {
    js: `import { createRequire as __createRequire } from "node:module"; import __process from "node:process"; import { Buffer as __Buffer } from "node:buffer"; const require = __createRequire(import.meta.url); globalThis.process ??= __process; globalThis.Buffer ??= __Buffer;`,
  },
  logLevel: "error",
});
