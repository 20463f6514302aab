import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { freePort, mayListen } from "./postgres/cluster.mjs";
import { Refusal } from "./refusal.mjs";

export async function requirePort(env = process.env) {
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Refusal(`PORT is a number from 1 to 65535, not "${env.PORT}".`);
  if (!(await mayListen(port, env.HOST ?? "127.0.0.1")))
    throw new Refusal(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
  return port;
}

/**
 * Starts the server as a child that ends with us, and resolves when /readyz says yes. It runs in a process group of its own:
 * Ctrl-C in a terminal would otherwise reach it twice, and twice means "at once".
 */
export async function startWeb(root, [program, ...args], env, { print = printQuietly } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", program === process.execPath ? "ipc" : "ignore"],
  });
  const web = { child, gone: new Promise((code) => child.on("exit", (status, signal) => code(status ?? signal))), last: [] };
  const tell = (line) => {
    web.last = [...web.last, line].slice(-20);
    print(line);
  };
  child.on("error", (error) => tell(String(error)));
  createInterface({ input: child.stdout }).on("line", tell);
  createInterface({ input: child.stderr }).on("line", tell);

  const base = `http://${env.HOST && env.HOST !== "0.0.0.0" ? env.HOST : "127.0.0.1"}:${env.PORT}`;
  const patience = Number(env.READY_SECONDS ?? 60);
  for (const end = Date.now() + patience * 1000; Date.now() < end; await wait(50)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Refusal(`The server left at once (${await web.gone}):\n${web.last.join("\n")}`);
    const ready = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return web;
  }
  await stopWeb(web);
  throw new Refusal(`The server did not become ready within ${patience} s:\n${web.last.join("\n")}`);
}

/** Asks it to finish what runs; `gone` tells when it has. */
export async function stopWeb({ child, gone }, { atOnce = false } = {}) {
  if (child.exitCode === null && child.signalCode === null) child.kill(atOnce ? "SIGKILL" : "SIGTERM");
  return gone;
}

/** LOG=json passes each line on; otherwise only what somebody should read is shown, in one short line. */
export function printQuietly(text) {
  if (process.env.LOG === "json") return void process.stdout.write(`${text}\n`);
  let line;
  try {
    line = JSON.parse(text);
  } catch {
    return void process.stderr.write(`${text}\n`);
  }
  if (line.level !== "warn" && line.level !== "error") return;
  const { time, level, msg, error, ...rest } = line;
  const facts = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  process.stderr.write(
    `${String(time).slice(11, 19)} ${level} ${msg} ${facts.join(" ")}${error ? `\n  ${typeof error === "string" ? error : JSON.stringify(error)}` : ""}\n`,
  );
}

/** The built server on a free port of its own, for tests and benches; `env` brings the database. Its log is kept in `web.last`. */
export async function serveBuilt(root, env = {}, command = [process.execPath, "build/server/node.js"]) {
  const port = env.PORT ?? String(await freePort());
  const origin = `http://localhost:${port}`;
  const whole = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    TZ: "UTC",
    PUBLIC_ORIGIN: origin,
    SESSION_SECRET: "a secret that only tests know, of some length",
    ENCRYPTION_KEYS: "v1:b25seSB0ZXN0cyBrbm93IHRoaXMga2V5LCAzMiBieXQ=",
    ...env,
    PORT: port,
  };
  const lines = [];
  const web = await startWeb(root, command, whole, { print: (line) => void lines.push(line) });
  return {
    origin,
    port: Number(port),
    pid: web.child.pid,
    gone: web.gone,
    log: () => lines.join("\n"),
    stop: (how) => stopWeb(web, how),
    signal: (name) => web.child.kill(name),
  };
}
