// npm run check: types, lint, layout of the text, then everything npm test runs (invariants among it). `--static` leaves the tests out.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { checkNode, ensurePackages } from "./packages.mjs";
import { runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");
const checks = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  lint: ["node_modules/eslint/bin/eslint.js", "."],
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."],
};

await runCommand(async () => {
  checkNode();
  ensurePackages(root, console.log);
  const { ensureClient } = await import("./build.mjs");
  ensureClient(root, console.log);

  const results = [];
  const { types, ...others } = checks;
  const inTurn = async (some) => {
    for (const [name, args] of Object.entries(some)) results.push(await run(name, args));
  };
  await Promise.all([inTurn({ types }), inTurn(others)]); // the first takes as long as the others together
  if (!process.argv.includes("--static")) results.push(await run("tests", ["scripts/test.mjs"], { shown: true }));

  const failed = results.filter((result) => !result.ok);
  console.log(results.map(({ name, ok, seconds }) => `${ok ? "ok  " : "FAIL"} ${name} (${seconds} s)`).join("\n"));
  process.exitCode = failed.length ? 1 : 0;
});

/** What a check has to say is shown when it fails; tests are shown as they go. */
async function run(name, args, { shown = false } = {}) {
  const start = Date.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: shown ? "inherit" : ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
  const ok = (await new Promise((done) => child.on("close", done))) === 0;
  if (!ok && said) console.log(`${name}:\n${said.trim()}\n`);
  return { name, ok, seconds: Math.round((Date.now() - start) / 100) / 10 };
}
