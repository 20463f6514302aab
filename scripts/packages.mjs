import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal.mjs";

/** First of all: without it the syntax further on fails with a riddle. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(`Essor needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`);
}

/** Installs what package-lock.json names, when it is not what lies in node_modules. True when it had to. */
export function ensurePackages(root, say) {
  const lock = readFileSync(join(root, "package-lock.json"));
  const state = createHash("sha256").update(lock).digest("hex");
  const stamp = join(root, "node_modules", ".essor-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return false;

  const installed = join(root, "node_modules", ".package-lock.json"); // npm's own note of what it installed
  const fresh = existsSync(installed) && statSync(installed).mtimeMs > statSync(join(root, "package-lock.json")).mtimeMs - 5000;
  if (!fresh) {
    say("Installing packages (once, about a minute) …");
    npm(root, [
      existsSync(installed) ? "install" : "ci",
      "--include=dev",
      "--include=optional",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]);
  }
  writeFileSync(
    stamp,
    createHash("sha256")
      .update(readFileSync(join(root, "package-lock.json")))
      .digest("hex"),
  );
  return !fresh;
}

function npm(root, args) {
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
  const { status, error } = spawnSync(program, [...first, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error || status !== 0)
    throw new Refusal(`The packages could not be installed${error ? ` (${error.message})` : ""}. Is the npm registry within reach?`);
}
