import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../refusal.mjs";

/**
 * @typedef {object} Cluster
 * @property {string} bin      folder of initdb and postgres
 * @property {{ uid?: number, gid?: number }} as  the user PostgreSQL runs as; empty for ourselves
 * @property {string} dataDir  absolute: the server's working directory lies in it
 * @property {string} logFile
 */

export const superuser = "postgres";

/** True when the folder holds a database; false when there is nothing yet. */
export function hasData({ dataDir }) {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return false;
  const file = join(dataDir, "PG_VERSION");
  const version = existsSync(file) ? readFileSync(file, "utf8").trim() : "none";
  if (version !== "17")
    throw new Refusal(`${dataDir} is not a PostgreSQL 17 data folder (version: ${version}). Move it away to begin anew.`);
  return true;
}

/** Makes the data folder. Whoever reaches the port needs `password` for the superuser. */
export function initialise(/** @type {Cluster} */ cluster, password, { sync = true } = {}) {
  const { bin, as, dataDir } = cluster;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  own(dataDir, as);
  const secrets = mkdtempSync(join(tmpdir(), "essor-initdb-"));
  const passwordFile = join(secrets, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(secrets, as);
  own(passwordFile, as);
  const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  const options = [
    "-D",
    dataDir,
    "-U",
    superuser,
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    `--locale=${locale}`,
    "--no-instructions",
  ];
  try {
    const { status, stderr } = spawnSync(join(bin, "initdb"), sync ? options : [...options, "--no-sync", "--wal-segsize=1"], {
      ...as,
      cwd: dataDir,
      env: serverEnv(locale),
      encoding: "utf8",
    });
    if (status !== 0) throw new Refusal(`PostgreSQL could not make ${dataDir}: ${lastComplaint(stderr ?? "")}`);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

/**
 * Starts the server in a process group of its own, so that neither Ctrl-C in the terminal nor the end of this process
 * stops it behind our back; resolves to its pid once it answers.
 * @throws {Refusal} with `portTaken` set when something else has the port
 */
export async function startServer(/** @type {Cluster} */ cluster, port, { durable }) {
  const { bin, as, dataDir, logFile } = cluster;
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(join(bin, "postgres"), ["-D", dataDir, "-p", String(port), ...flags], {
    ...as,
    cwd: dataDir,
    env: serverEnv(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let exited = false;
  child.on("exit", () => (exited = true));
  child.on("error", () => (exited = true));
  for (const end = Date.now() + 60_000; !exited && Date.now() < end; await wait(15)) {
    if (findServer(cluster)?.ready) {
      child.unref();
      return child.pid;
    }
  }
  child.kill("SIGQUIT");
  const story = readFileSync(logFile, "utf8");
  const refusal = new Refusal(
    `The database in ${dataDir} does not start: ${lastComplaint(story)} (whole story: ${logFile}). Move the folder away to begin anew.`,
  );
  throw Object.assign(refusal, { portTaken: story.includes("Address already in use") });
}

/** The server that runs on this data folder, if one does. A pid file whose process is gone, or is another program by now, is removed. */
export function findServer({ dataDir }) {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(file, "utf8").split("\n");
  if (!pid || commandOf(Number(pid))?.includes(dataDir))
    return pid ? { pid: Number(pid), port: Number(port), ready: status?.trim() === "ready" } : undefined;
  rmSync(file, { force: true });
  return undefined;
}

/** Stops the server: open transactions are rolled back, what was committed is on disk. `atOnce` skips even that, for servers nobody needs again. */
export async function stopServer(cluster, { atOnce = false } = {}) {
  const server = findServer(cluster);
  if (!server) return;
  signal(server.pid, atOnce ? "SIGQUIT" : "SIGINT");
  for (const end = Date.now() + 20_000; isAlive(server.pid) && Date.now() < end; await wait(15));
  if (isAlive(server.pid)) signal(server.pid, "SIGQUIT");
}

/** Sets the superuser's password on a stopped server, whoever knew the old one. */
export function resetPassword(/** @type {Cluster} */ { bin, as, dataDir }, password) {
  const { status, stderr } = spawnSync(join(bin, "postgres"), ["--single", "-D", dataDir, "postgres"], {
    ...as,
    cwd: dataDir,
    env: serverEnv(),
    input: `ALTER ROLE ${superuser} PASSWORD '${password}';\n`,
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Refusal(`The database in ${dataDir} does not start: ${lastComplaint(stderr)}. Move the folder away to begin anew.`);
}

/** `preferred` when it is free, else a port that is. */
export async function freePort(preferred) {
  if (preferred && (await mayListen(preferred))) return preferred;
  const server = net.createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

export function mayListen(port, host = "127.0.0.1") {
  return new Promise((answer) => {
    const server = net.createServer();
    server.once("error", () => answer(false));
    server.listen(port, host, () => server.close(() => answer(true)));
  });
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** What a living process was started as, undefined for a dead one: a pid in a file may be another program by now. */
export function commandOf(pid) {
  if (!isAlive(pid)) return undefined;
  if (existsSync("/proc/self/cmdline")) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return undefined;
    }
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

const serverEnv = (locale = "C.UTF-8") => ({ PATH: process.env.PATH, LC_ALL: locale });

function own(path, { uid, gid }) {
  if (uid !== undefined) chownSync(path, uid, gid);
}

/** The last line of PostgreSQL's own that says what is wrong. */
function lastComplaint(text) {
  const lines = text.trim().split("\n");
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? "";
  return fatal.replace(/^[\d-]+ [\d:.]+ \w+ \[\d+\] /, "").trim();
}
