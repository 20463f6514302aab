import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "./migrations.mjs";
import { openDatabase } from "./postgres.mjs";
import { withClient } from "./postgres/roles.mjs";
import { Refusal } from "./refusal.mjs";

/** As prisma/seed/demo-company.ts names it. */
const demoCompanyId = "018e0000-0000-700c-8000-000000000001";

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

/** Migrates, fills an empty database with the demo company, and tells the demo company of an older version what it does not know yet. */
export async function prepareDatabase(root, { ownerUrl, url }, say) {
  if (!ownerUrl) return say("DATABASE_OWNER_URL is not set: nothing is migrated, and no demo company is made.");
  if (await migrate(root, ownerUrl)) say("Database migrated.");
  const { isEmpty, lacks } = await withClient(ownerUrl, (client) => demoState(client, join(root, "prisma/seed/chapters")));
  if (!isEmpty && !lacks) return;
  say(isEmpty ? "Making the demo company …" : "Completing the demo company …");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/seed.mjs"], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl },
    encoding: "utf8",
  });
  if (status === 0) return;
  const why = (stderr || stdout).trim();
  if (isEmpty) throw new Refusal(`The demo company could not be made:\n${why}`);
  say(`The demo company stays as it is; it could not be completed:\n${why}`); // a reason to look, not to stand still
}

/** Each chapter of the demo's story is a file of its folder; those that were told are noted in its settings. */
async function demoState(client, folder) {
  const names = existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.ts$/, "")) : [];
  const { rows } = await client.query(
    `select not exists (select from companies) as "isEmpty",
       exists (select from companies c where c.id = $1 and exists (
         select from unnest($2::text[]) chapter
         where not exists (select from system_settings s where s.company_id = c.id and s.category = 'demo' and s.key = chapter))) as lacks`,
    [demoCompanyId, names],
  );
  return rows[0];
}
