import { spawnSync } from "node:child_process";
import { migrate } from "./migrations.mjs";
import { openDatabase } from "./postgres.mjs";
import { withClient } from "./postgres/roles.mjs";
import { Refusal } from "./refusal.mjs";

/** The database to use: the one DATABASE_URL names, or the embedded one. `ownerUrl` is missing when only DATABASE_URL is given. */
export async function chooseDatabase(root, env = process.env) {
  if (!env.DATABASE_URL) {
    if (env.DATABASE_OWNER_URL)
      throw new Refusal(
        "DATABASE_OWNER_URL is set and DATABASE_URL is not: the product needs both, or neither for the embedded PostgreSQL.",
      );
    const embedded = await openDatabase(root);
    return { ...embedded, where: `PostgreSQL on port ${embedded.port}, data in ${embedded.dataDir}` };
  }
  await reach("DATABASE_URL", env.DATABASE_URL);
  if (env.DATABASE_OWNER_URL) await reach("DATABASE_OWNER_URL", env.DATABASE_OWNER_URL);
  return {
    url: env.DATABASE_URL,
    ownerUrl: env.DATABASE_OWNER_URL,
    where: `PostgreSQL on ${new URL(env.DATABASE_URL).host}`,
    close: async () => {},
  };
}

async function reach(name, url) {
  let host = url;
  try {
    host = new URL(url).host;
    await withClient(url, (client) => client.query("select 1"));
  } catch (error) {
    throw new Refusal(
      `${name}: no database answers at ${host} (${error.code ?? ""}${error.code && error.message ? ": " : ""}${error.message ?? ""}).`,
    );
  }
}

/** Migrates, and fills an empty database with the demo company. */
export async function prepareDatabase(root, { ownerUrl, url }, say) {
  if (!ownerUrl) return say("DATABASE_OWNER_URL is not set: nothing is migrated, and no demo company is made.");
  if (await migrate(root, ownerUrl)) say("Database migrated.");
  const isEmpty = await withClient(
    ownerUrl,
    async (client) => !(await client.query("select exists (select from companies) as found")).rows[0].found,
  );
  if (!isEmpty) return;
  say("Making the demo company …");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "prisma/seed.ts"], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl },
    encoding: "utf8",
  });
  if (status !== 0) throw new Refusal(`The demo company could not be made:\n${(stderr || stdout).trim()}`);
}
