import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { prisma } from "./migrations.mjs";
import { Refusal } from "./refusal.mjs";

const generated = "app/generated";
const settings = ["package-lock.json", "vite.config.ts", "remix.config.js", "tsconfig.json"];

/** The Prisma client, when the schema has changed since it was made. */
export function ensureClient(root, say = (_line) => {}) {
  return ensure(
    root,
    join(root, generated, ".inputs"),
    ["prisma/schema.prisma", "prisma/models", "prisma.config.ts", "package-lock.json"],
    () => {
      say("Generating the database client …");
      const { status, stdout, stderr } = prisma(root, ["generate"]);
      if (status !== 0) throw new Refusal(`prisma generate failed:\n${(stderr || stdout).trim()}`);
    },
  );
}

/** The production build, when something it is made of has changed. */
export function ensureBuild(root, say = (_line) => {}) {
  ensureClient(root, say);
  return ensure(root, join(root, "build", ".inputs"), ["app", "inngest", "server", "public", ...settings], () => {
    say("Building …");
    const { status, stdout, stderr } = run(root, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"]);
    if (status !== 0) throw new Refusal(`The build failed:\n${stderr || stdout}`);
  });
}

/** The production build and one route more, a bare page to compare ours with: build/bench, for `npm run bench`. */
export function ensureBenchBuild(root, say = (_line) => {}) {
  ensureClient(root, say);
  return ensure(
    root,
    join(root, "build", "bench", ".inputs"),
    [
      "app",
      "inngest",
      "server",
      "public",
      ...["twin-page.tsx", "list-statements.ts", "question-page.tsx", "questions.ts", "bare-table.tsx", "ask-bare.ts"].map(
        (name) => `bench/${name}`,
      ),
      ...settings,
    ],
    () => {
      say("Building for the bench …");
      const { status, stdout, stderr } = run(root, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], { BENCH_BUILD: "1" });
      if (status !== 0) throw new Refusal(`The build failed:\n${stderr || stdout}`);
    },
  );
}

/** One file that needs no node_modules: build/edge/server.js, for Deno. Built beside the ordinary build, which stays. */
export function ensureEdgeBuild(root, say = (_line) => {}) {
  ensureBuild(root, say);
  return ensure(
    root,
    join(root, "build", "edge", ".inputs"),
    ["app", "inngest", "server", "public", "scripts/bundle-edge.mjs", ...settings],
    () => {
      say("Bundling for the edge …");
      const { status, stdout, stderr } = run(root, ["scripts/bundle-edge.mjs"]);
      if (status !== 0) throw new Refusal(`The bundle failed:\n${stderr || stdout}`);
    },
  );
}

function ensure(root, stamp, inputs, make) {
  const state = hashOf(root, inputs);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return false;
  rmSync(stamp, { force: true }); // a build that fails leaves no stamp
  make();
  writeFileSync(stamp, state);
  return true;
}

function hashOf(root, inputs) {
  const hash = createHash("sha256");
  const files = inputs.flatMap((input) => filesOf(join(root, input))).sort();
  for (const file of files) hash.update(relative(root, file)).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("."))
    .flatMap((entry) => filesOf(join(path, entry.name)));
}

const run = (root, args, env = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
