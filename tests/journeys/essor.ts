import { resolve } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";
import { serveBuilt } from "../../scripts/serve.mjs";
import { seedPlans } from "../../prisma/seed/plans";

export const root = resolve(import.meta.dirname, "../..");

export type Essor = Awaited<ReturnType<typeof startEssor>>;

let started = 0;

/** The built server with a database of its own: embedded jobs, mail into the local mailbox, drafts by rules. `more`: of its environment. Stop it when done. */
export async function startEssor(more: Record<string, string> = {}) {
  const { url, ownerUrl } = await cloneDatabase(inject("databasePort"), `essor_journey_${process.pid}_${++started}`);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await seedPlans(owner).finally(() => owner.end());
  return serveBuilt(root, { DATABASE_URL: url, VENDORS: "local", SCRYPT_COST: "1024", ...more });
}
