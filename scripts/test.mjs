// npm test: everything that proves Essor. Arguments go to vitest: npm test -- tests/prospecting. The last line is "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { checkNode, ensurePackages } from "./packages.mjs";
import { runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");
const notes = [];

await runCommand(async () => {
  checkNode();
  ensurePackages(root, console.log);
  const { findChromium } = await import("./chromium.mjs");
  const chromium = findChromium();
  const filters = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), "essor-test-"));

  const counts = [await vitest("vitest.config.ts", filters, folder)];
  if (!chromium) notes.push("The browser's journeys were left out: no Chromium was found. Install one, or name it in CHROMIUM.");
  counts.push(await vitest("vitest.journeys.config.ts", filters, folder, chromium ? { CHROMIUM: chromium } : {}));
  rmSync(folder, { recursive: true, force: true });

  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = new Map();
  for (const name of counts.flatMap((count) => count.skipped)) skipped.set(name, (skipped.get(name) ?? 0) + 1);
  if (skipped.size)
    notes.push(
      "Left out by the tests themselves:",
      ...[...skipped].map(([name, times]) => `  ${name}${times > 1 ? ` (${times} tests)` : ""}`),
    );
  const broken = counts.flatMap((count) => count.broken);
  if (broken.length) notes.push("Failed:", ...broken);
  console.log(`\n${notes.length ? `${notes.join("\n")}\n` : ""}${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
});

/** One run of vitest, shown as it goes; what it counted comes from its JSON report. A file that could not even be read counts as one failure. */
async function vitest(config, filters, folder, env = {}) {
  const report = join(folder, `${config}.json`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    config,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, VITEST_MAX_WORKERS: process.env.VITEST_MAX_WORKERS ?? String(availableParallelism()), ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  const status = await new Promise((done) => child.on("exit", (code) => done(code ?? 1)));
  let results;
  try {
    results = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    notes.push(`${config}: vitest ended with ${status} and no report.`);
    return { passed: 0, failed: 1, skipped: [], broken: [] };
  }
  const tests = results.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const failed =
    tests.filter((test) => test.status === "failed").length +
    results.testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
      .length;
  const skipped = tests
    .filter((test) => ["pending", "skipped", "todo"].includes(test.status))
    .map((test) => test.ancestorTitles[0] ?? test.title);
  const broken = results.testResults.flatMap((file) => [
    ...(file.status === "failed" && file.message ? [brief(relative(root, file.name), file.message)] : []),
    ...file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => brief(`${relative(root, file.name)} > ${test.fullName}`, test.failureMessages.join("\n"))),
  ]);
  if (status !== 0 && failed === 0) notes.push(`${config}: vitest ended with ${status} although each test passed (see above).`);
  return { passed, failed: failed || (status === 0 ? 0 : 1), skipped, broken };
}

/** What failed and the first lines of why, told again at the end: a log is often cut to its last part. */
function brief(name, message) {
  const lines = stripVTControlCharacters(message).split("\n").slice(0, 12);
  return [`  ${name}`, ...lines.map((line) => `      ${line.slice(0, 300)}`)].join("\n");
}
