import pg from "pg";
import { closeDatabase } from "~/platform/db.server";
import { useTransport } from "~inngest/client";
import { demo, seedDemoCompany } from "./seed/demo-company";
import { fillProspects, seedActivity } from "./seed/demo-prospects";
import { tellDemoStory } from "./seed/demo-story";
import { fillLoadSet } from "./seed/load-set";
import { seedPlans } from "./seed/plans";
import { seedReference } from "./seed/reference";

/** How many prospects a new demo company begins with. */
const firstProspects = 120;

async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/**
 * The rows that every installation has, the demo company with at least so many prospects, and the chapters of its story that it does not
 * know yet. The first as the owner, the story as the app role. What is there already stays as it is, and what was deleted stays away.
 */
export async function seedDemo({ prospects, now = new Date(), say }: { prospects?: number; now?: Date; say: (line: string) => void }) {
  const made = await asOwner(async (owner) => {
    await owner.query("BEGIN");
    await seedPlans(owner);
    await seedReference(owner);
    const isNew = await seedDemoCompany(owner, now);
    const total = prospects ?? (isNew ? firstProspects : 0);
    const made = await fillProspects(owner, { companyId: demo.companyId, total, now });
    if (isNew) await seedActivity(owner, { companyId: demo.companyId, userIds: [demo.owner.id, demo.manager.id, demo.agent.id], now });
    await owner.query("COMMIT");
    if (made > 1_000) await owner.query("VACUUM ANALYZE prospects");
    return made;
  });
  // The story leaves nothing to do: its facts are taken and no job begins.
  const before = useTransport(async (request) => {
    const facts = [await request.json()].flat() as Array<{ id?: string }>;
    return Response.json({ ids: facts.map(({ id }, at) => id ?? String(at)), status: 200 });
  });
  try {
    await tellDemoStory(now);
  } finally {
    useTransport(before);
    await closeDatabase();
  }
  say(`Demo company ready: ${made} prospects added. Log in as ${demo.owner.email}, password ${demo.password}.`);
}

/** The load set: many companies with many prospects, for benches. As the owner. */
export const seedLoad = ({ companies, prospects, say }: { companies: number; prospects: number; say: (line: string) => void }) =>
  asOwner(async (owner) => {
    await seedPlans(owner);
    await seedReference(owner);
    await fillLoadSet(owner, { companies, prospects, say });
  });
