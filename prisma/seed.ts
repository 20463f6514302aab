// npm run seed [-- --prospects 100000]: plans, reference rows, the demo company and its prospects. Runs as the owner; what is there already stays.
import pg from "pg";
import { demo, seedDemoCompany } from "./seed/demo-company";
import { fillProspects, seedActivity } from "./seed/demo-prospects";
import { seedPlans } from "./seed/plans";
import { seedReference } from "./seed/reference";

const wanted = process.argv.indexOf("--prospects");
const total = wanted === -1 ? 120 : Number(process.argv[wanted + 1]);
if (!Number.isInteger(total) || total < 0)
  throw new Error("--prospects takes the number of prospects the demo company should have in all.");
if (!process.env.DATABASE_OWNER_URL)
  throw new Error("Set DATABASE_OWNER_URL, the address of the role essor_owner (npm start does it by itself).");

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
await owner.connect();
try {
  const now = new Date();
  await owner.query("BEGIN");
  await seedPlans(owner);
  await seedReference(owner);
  await seedDemoCompany(owner, now);
  const made = await fillProspects(owner, { companyId: demo.companyId, total, now });
  await seedActivity(owner, { companyId: demo.companyId, userIds: [demo.owner.id, demo.manager.id, demo.agent.id], now });
  await owner.query("COMMIT");
  if (made > 1_000) await owner.query("VACUUM ANALYZE prospects");
  console.log(`Demo company ready: ${made} prospects added. Log in as ${demo.owner.email}, password ${demo.password}.`);
} finally {
  await owner.end();
}
