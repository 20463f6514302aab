import pg from "pg";
import { rereadEnv } from "~/platform/env.server";
import type { CompanyScope } from "~/platform/tenancy.server";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { fillLoadSet, loadCompany, loadPerson } from "../prisma/seed/load-set";
import { seedPlans } from "../prisma/seed/plans";
import type { World } from "./run-case";

/** Ranks of the companies that the cases ask as: the largest, one in the upper middle, a small one. */
const ranks = [1, 10, 60];

/**
 * The load set in a database of its own, which the cases about it share: 100 companies with 100,000 prospects, at full size 1,000,000,
 * the largest with a fifth of them. The owner's connection, one of the app role, and the companies asked.
 */
export async function loadWorld(world: World) {
  const { url, ownerUrl, superuserUrl } = await world.database("bench_load");
  Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
  rereadEnv();
  useTransport(takeFacts);
  const connected = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return client;
  };
  const [owner, app] = await Promise.all([connected(ownerUrl), connected(url)]);
  const set = { companies: 100, prospects: world.full ? 1_000_000 : 100_000 };
  const { rows } = await owner.query<{ there: number }>("SELECT count(*)::int AS there FROM prospects");
  if (rows[0]!.there < set.prospects) {
    await seedPlans(owner);
    await fillLoadSet(owner, { ...set, say: (line) => console.log(`  ${line}`) });
  }
  const scopes = ranks.map((rank): CompanyScope => ({ companyId: loadCompany(rank), actor: { kind: "user", id: loadPerson(rank) } }));
  return { owner, app, superuserUrl, scopes, close: () => Promise.all([owner.end(), app.end()]) };
}

/** How long each of some goes took, in their order. */
export async function timed(goes: Array<() => Promise<unknown>>) {
  const ms: Array<number> = [];
  for (const go of goes) {
    const started = performance.now();
    await go();
    ms.push(performance.now() - started);
  }
  return { operations: ms.length, ms };
}

/** As one company, in this session of the app role: what inCompany sets for a transaction. */
export const actAs = (client: pg.Client, companyId: string) =>
  client.query("SELECT set_config('app.current_company_id', $1, false)", [companyId]);
