// npm run proof [name…]: the tests of tests/proof/ at the sizes the product is measured by (kills, races, long runs), and journeys that are
// named. npm test runs the same at sizes that fit in minutes.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { checkNode, ensurePackages } from "./packages.mjs";
import { runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  checkNode();
  ensurePackages(root, console.log);
  const names = process.argv.slice(2);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "vitest.journeys.config.ts",
    "--project",
    "proof",
    ...(names.length ? ["--project", "journeys", ...names] : []),
  ];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, PROOF: "full" }, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  process.exitCode = await new Promise((done) => child.on("exit", (code) => done(code ?? 1)));
});
