import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withClient } from "./postgres/roles.mjs";
import { Refusal } from "./refusal.mjs";

/** Brings the database at `ownerUrl` to the state of prisma/migrations. Quick when there is nothing to do. */
export async function migrate(root, ownerUrl) {
  if (await isCurrent(root, ownerUrl)) return false;
  const { status, stdout, stderr } = prisma(root, ["migrate", "deploy"], ownerUrl);
  if (status !== 0) throw new Refusal(`The database could not be migrated.\n${(stderr || stdout).trim()}`);
  return true;
}

/** Prisma's own command line, quiet, as the owner of the database. */
export function prisma(root, args, ownerUrl) {
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", NO_COLOR: "1", ...(ownerUrl && { DATABASE_OWNER_URL: ownerUrl }) };
  delete env.FORCE_COLOR;
  return spawnSync(process.execPath, [join(root, "node_modules/prisma/build/index.js"), ...args], {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

/** True when each migration of the folder is in Prisma's table, finished and unchanged. Anything else is for Prisma to judge. */
async function isCurrent(root, ownerUrl) {
  const folder = join(root, "prisma", "migrations");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql"))) : [];
  return withClient(ownerUrl, async (client) => {
    const { rows: tables } = await client.query("select to_regclass('public._prisma_migrations') as name");
    if (!tables[0].name) return names.length === 0;
    const { rows } = await client.query(
      "select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    const sum = (name) =>
      createHash("sha256")
        .update(readFileSync(join(folder, name, "migration.sql")))
        .digest("hex");
    return names.every((name) => done.get(name) === sum(name)) && rows.length === names.length;
  });
}
