import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../migrations.mjs";
import { dataHome, findBinaries, mayEnter, serverUser } from "./binaries.mjs";
import { findServer, freePort, initialise, isAlive, startServer, stopServer } from "./cluster.mjs";
import { asSuperuser, ensureDatabase, ensureRoles, roles, urlOf } from "./roles.mjs";

const password = "scratch"; // for servers that live a few minutes on the loopback and hold nothing
export const templateName = "essor_template";

/**
 * A private, fast, forgetful PostgreSQL for tests, proofs and benches: fsync off, random port, gone at `close()`.
 * It holds `essor_template`, migrated, from which `database(name)` clones. Its data folder is a copy of one that is kept
 * for each state of prisma/migrations, so that only the first start after a new migration pays for migrating.
 */
export async function openScratch(root) {
  const as = serverUser();
  const bin = findBinaries(root, as);
  const home = dataHome(root, as);
  const place = as.uid === undefined || mayEnter(tmpdir(), as) ? tmpdir() : home;
  await sweep({ bin, as }, place);

  const template = join(home, `scratch-${stateOf(root)}`);
  if (!existsSync(template)) await makeTemplate(root, { bin, as }, template);
  const folder = mkdtempSync(join(place, `essor-scratch-${process.pid}-`));
  chmodSync(folder, 0o755);
  const cluster = clusterIn(folder, { bin, as });
  copyOwned(template, cluster.dataDir);
  const port = await startOnFreePort(cluster);
  return {
    port,
    urls: (database) => urlsOf(port, database),
    database: (name) => cloneDatabase(port, name),
    close: async () => {
      await stopServer(cluster, { atOnce: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A copy of the migrated template on the scratch server at `port`, made when it is not there yet. */
export async function cloneDatabase(port, name) {
  await asSuperuser({ password, port }, (client) => ensureDatabase(client, name, { template: templateName }));
  return urlsOf(port, name);
}

/** Runs `work` with the urls of an empty database whose owner may make others, as `prisma migrate diff` needs for its shadow. */
export async function withEmptyDatabase(root, work) {
  const as = serverUser();
  const own = { bin: findBinaries(root, as), as };
  const folder = mkdtempSync(
    join(mayEnter(tmpdir(), as) || as.uid === undefined ? tmpdir() : dataHome(root, as), `essor-scratch-${process.pid}-`),
  );
  chmodSync(folder, 0o755);
  const cluster = clusterIn(folder, own);
  try {
    initialise(cluster, password, { sync: false });
    const port = await startOnFreePort(cluster);
    await asSuperuser({ password, port }, async (client) => {
      await ensureRoles(client, { owner: password, app: password });
      await client.query(`alter role ${roles.owner} createdb`);
      await ensureDatabase(client, "essor");
    });
    return await work(urlsOf(port, "essor"));
  } finally {
    await stopServer(cluster, { atOnce: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

const urlsOf = (port, database) => ({
  url: urlOf(roles.app, password, port, database),
  ownerUrl: urlOf(roles.owner, password, port, database),
  superuserUrl: urlOf("postgres", password, port, database),
});

async function makeTemplate(root, own, template) {
  const draft = `${template}.${process.pid}`;
  mkdirSync(draft, { mode: 0o755 });
  const cluster = clusterIn(draft, own);
  try {
    initialise(cluster, password, { sync: false });
    const port = await startOnFreePort(cluster);
    await asSuperuser({ password, port }, async (client) => {
      await ensureRoles(client, { owner: password, app: password });
      await ensureDatabase(client, templateName);
    });
    await migrate(root, urlsOf(port, templateName).ownerUrl);
    await stopServer(cluster);
    if (!existsSync(template)) renameSync(cluster.dataDir, template);
  } finally {
    await stopServer(cluster, { atOnce: true });
    rmSync(draft, { recursive: true, force: true });
  }
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(join(template, "..")))
    if (/^scratch-\w+$/.test(name) && !template.endsWith(name)) {
      const old = join(template, "..", name);
      if (statSync(old).mtimeMs < hourAgo) rmSync(old, { recursive: true, force: true });
    }
}

const clusterIn = (folder, own) => ({ ...own, dataDir: join(folder, "data"), logFile: join(folder, "postgres.log") });

async function startOnFreePort(cluster) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      await startServer(cluster, port, { durable: false });
      return port;
    } catch (error) {
      if (!error.portTaken || attempt === 5) throw error;
    }
  }
}

/** Servers and folders of test runs that were killed. */
async function sweep(own, place) {
  for (const name of readdirSync(place)) {
    const [, pid] = /^essor-scratch-(\d+)-/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const cluster = clusterIn(join(place, name), own);
    if (findServer(cluster)) await stopServer(cluster, { atOnce: true });
    rmSync(join(place, name), { recursive: true, force: true });
  }
}

function copyOwned(from, to) {
  const { uid, gid } = statSync(from);
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  const own = (path) => lchownSync(path, uid, gid);
  if (process.getuid?.() === 0) [to, ...readdirSync(to, { recursive: true }).map((name) => join(to, name))].forEach(own);
  chmodSync(to, 0o700);
}

/** What the template depends on: the migrations and how its roles are made. */
function stateOf(root) {
  const hash = createHash("sha256");
  const migrations = join(root, "prisma", "migrations");
  const files = existsSync(migrations)
    ? readdirSync(migrations, { recursive: true })
        .filter((name) => name.endsWith(".sql"))
        .sort()
    : [];
  for (const name of files) hash.update(name).update(readFileSync(join(migrations, name)));
  for (const part of ["roles.mjs", "scratch.mjs", "cluster.mjs"]) hash.update(readFileSync(new URL(part, import.meta.url)));
  return hash.digest("hex").slice(0, 12);
}
