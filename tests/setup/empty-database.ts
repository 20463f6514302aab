import { inject } from "vitest";
import { closeDatabase } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";

const names = ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL"] as const;
const before = names.map((name) => process.env[name]);

async function use(values: Array<string | undefined>) {
  names.forEach((name, at) => (process.env[name] = values[at]));
  rereadEnv();
  await closeDatabase();
}

/** An empty database that the product reads from now on, until `leaveDatabase`: the demo company is no neighbour of other tests. */
export async function useEmptyDatabase(name: string) {
  const { url, ownerUrl, superuserUrl } = await cloneDatabase(inject("databasePort"), `essor_empty_${process.pid}_${name}`);
  await use([url, ownerUrl, superuserUrl]);
}

/** Back to the worker's database. Each file says so itself, `afterAll(leaveDatabase)`: a module is read once for all files of a worker. */
export const leaveDatabase = () => use(before);
