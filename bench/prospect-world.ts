import pg from "pg";
import { rereadEnv } from "~/platform/env.server";
import type { CompanyScope } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { fillProspects } from "../prisma/seed/demo-prospects";
import type { World } from "./run-case";

/** Companies full of invented agencies, written in turn so that no company's rows lie together; the owner's connection beside. */
export async function prospectWorld(
  world: World,
  name: string,
): Promise<{ owner: pg.Client; scope: CompanyScope; close: () => Promise<unknown> }> {
  const { url, ownerUrl, superuserUrl } = await world.database(name);
  Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
  rereadEnv();
  useTransport(takeFacts);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const company = await aCompany();
  const total = world.full ? 100_000 : 20_000;
  await fillProspects(owner, { companyId: company.companyId, total, now: new Date("2026-11-21T09:00:00Z") });
  // Neighbours: the same people under other ids, so that the indexes hold more than one company.
  for (let neighbour = 0; neighbour < (world.full ? 4 : 2); neighbour++) {
    const { companyId } = await aCompany();
    await owner.query(
      `INSERT INTO prospects (id, company_id, status, first_name, last_name, organization_name, email, phone, city, department, lead_score, score_reasons, created_at)
       SELECT app.uuid_v7(), $2, status, first_name, last_name, organization_name, email, phone, city, department, lead_score, score_reasons, created_at
       FROM prospects WHERE company_id = $1`,
      [company.companyId, companyId],
    );
  }
  await owner.query("VACUUM ANALYZE prospects");
  return { owner, scope: company.owner, close: () => owner.end() };
}
