// npm run bench [name…]: each case of bench/cases/, limit and subject in turn, ratios against their goals. One JSON line a case goes to
// bench/out/<commit>.json; exit code 1 when a ratio is missed. BENCH=full uses the sizes of the issues.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkNode, ensurePackages } from "./packages.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");

await runCommand(async () => {
  checkNode();
  ensurePackages(root, console.log);
  const { openSource } = await import("./load-source.mjs");
  const { ensureBenchBuild, ensureClient } = await import("./build.mjs");
  const { openScratch } = await import("./postgres/scratch.mjs");
  const { serveBuilt } = await import("./serve.mjs");

  const wanted = process.argv.slice(2);
  const files = readdirSync(join(root, "bench/cases")).filter(
    (name) => name.endsWith(".ts") && (!wanted.length || wanted.some((part) => name.includes(part))),
  );
  if (!files.length) throw new Refusal(`No case of bench/cases/ is called ${wanted.join(" or ")}.`);
  ensureClient(root, console.log);
  Object.assign(process.env, {
    NODE_ENV: "production",
    TZ: "UTC",
    VENDORS: "local",
    SESSION_SECRET: "a secret that only benches know, long enough",
    ENCRYPTION_KEYS: "v1:b25seSB0ZXN0cyBrbm93IHRoaXMga2V5LCAzMiBieXQ=",
  });

  const scratch = await openScratch(root);
  const source = await openSource(root);
  const serve = (env) => {
    ensureBenchBuild(root, console.log);
    return serveBuilt(root, env, [process.execPath, "build/bench/server/node.js"]);
  };
  const world = { full: process.env.BENCH === "full", database: scratch.database, serve };
  try {
    const { runCase } = await source.load("/bench/run-case.ts");
    const results = [];
    for (const file of files) {
      const { default: subject } = await source.load(`/bench/cases/${file}`);
      const result = await runCase(subject, world).catch((error) => ({
        name: subject.name,
        ok: false,
        error: error.stack ?? String(error),
      }));
      report(result);
      results.push(result);
      if (!result.ok) process.exitCode = 1;
    }
    console.log(`\n${tableOf(results)}`);
  } finally {
    await source.close();
    await scratch.close();
  }
});

function report(result) {
  const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).stdout?.trim() || "unknown";
  mkdirSync(join(root, "bench/out"), { recursive: true });
  appendFileSync(join(root, "bench/out", `${commit}.json`), `${JSON.stringify({ time: new Date().toISOString(), commit, ...result })}\n`);

  if (result.error) return console.log(`\nFAIL ${result.name}\n  ${result.error}`);
  const side = ({ perSecond, p50, p95 }) => `${short(perSecond)}/s, p50 ${short(p50)} ms, p95 ${short(p95)} ms`;
  console.log(
    `\n${result.ok ? "PASS" : "FAIL"} ${result.name}${result.noisy ? " (NOISY: p95 is not judged)" : ""}, load ${short(result.load)}`,
  );
  console.log(`  limit    ${side(result.limit)}\n  subject  ${side(result.subject)}`);
  for (const { what, atLeast, atMost, ratio, interval, ok } of result.goals)
    console.log(
      `  ${ok ? "ok  " : "FAIL"} ${what} ratio ${short(ratio)} [${interval.map(short).join("–")}], goal ${atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`}`,
    );
  for (const note of result.notes) console.log(`  ${note}`);
  for (const { what, value, atMost, ok } of result.counts) console.log(`  ${ok ? "ok  " : "FAIL"} ${what}: ${value}, at most ${atMost}`);
}

/** All cases on one screen: a line a goal, the ratio beside what it had to be. */
function tableOf(results) {
  const lines = results.flatMap(({ name, ok, error, goals = [], counts = [], limit, subject }) => {
    const rest = [
      ...goals.map(({ what, ratio, atLeast, atMost, ok }) => [
        what,
        what === "rate" ? `${short(limit.perSecond)}/s` : `${short(limit[what])} ms`,
        what === "rate" ? `${short(subject.perSecond)}/s` : `${short(subject[what])} ms`,
        `× ${short(ratio)}`,
        atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
        ok ? "ok" : "FAIL",
      ]),
      ...counts.map(({ what, value, atMost, ok }) => [what, "", String(value), "", `≤ ${atMost}`, ok ? "ok" : "FAIL"]),
    ];
    if (rest.length === 0) rest.push([error ? "broke off" : "", "", "", "", "", ok ? "ok" : "FAIL"]);
    return rest.map((cells, at) => [at === 0 ? name : "", ...cells]);
  });
  const rows = [["case", "what", "limit", "subject", "ratio", "goal", ""], ...lines];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function short(value) {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
