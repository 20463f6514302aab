import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { serveBuilt } from "../../scripts/serve.mjs";
import { reconcileSends } from "~/domains/outreach/sending/reconcile-sends.server";
import { sendingDue } from "~/domains/outreach/sending/sending.events.server";
import { inCompany } from "~/platform/tenancy.server";
import { asOwner } from "~tests/factories/company";
import { aSendingCompany, manyApproved, setDailyLimit } from "~tests/factories/sending";
import { takeFacts } from "~tests/setup/jobs";
import { inngest, jobKeys, useTransport } from "~inngest/client";
import { createEngine } from "~inngest/engine/executor";
import { figure, sized } from "./sized";

const root = resolve(import.meta.dirname, "../..");
const messages = sized(150, 1000);
const kills = sized(2, 10);
let server: Awaited<ReturnType<typeof serveBuilt>> | undefined;

afterAll(async () => {
  await server?.stop({ atOnce: true });
  useTransport(takeFacts);
});

test(`killed ${kills} times while it sends ${messages} messages: each leaves once, none is lost`, async () => {
  const shop = await aSendingCompany();
  await setDailyLimit(shop, 1_000_000);
  const campaignId = await manyApproved(shop, messages);
  // This process only takes the events in; the server's engine runs them.
  useTransport(createEngine({ connectionString: process.env.DATABASE_URL!, ...jobKeys }).fetch);
  const goOn = () => inngest.send(sendingDue.create({ companyId: shop.companyId, campaignId }));
  const count = async () =>
    asOwner(async (owner) => {
      const { rows } = await owner.query<{ mails: number; different: number }>(
        `SELECT count(*)::int AS mails, count(DISTINCT metadata ->> 'essor-id')::int AS different FROM local_mails WHERE metadata ->> 'essor-campaign' = $1`,
        [campaignId],
      );
      return rows[0]!;
    });
  const open = () => inCompany(shop.owner, ({ db }) => db.message.count({ where: { campaignId, status: { not: "sent" } } }));
  const start = async () => (server = await serveBuilt(root, { DATABASE_URL: process.env.DATABASE_URL!, VENDORS: "local" }));

  let begunMails = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const running = await start();
    await goOn();
    const { mails } = await count();
    while ((await count()).mails === mails && (await open()) > 0) await wait(20);
    await wait(Math.random() * 700);
    await running.stop({ atOnce: true });
    begunMails = (await count()).mails;
    figure(`mails out at kill ${kill}`, begunMails);
  }

  await start();
  await goOn();
  // What the sweep does each five minutes to sends of two minutes ago, without the waiting.
  for (let left = await open(), still = 0; left > 0;) {
    await wait(1000);
    const now = await open();
    still = now === left ? still + 1 : 0;
    left = now;
    if (still < 5) continue;
    await reconcileSends(shop.owner, new Date(Date.now() + 3 * 60_000));
    await goOn();
    still = 0;
  }

  const { mails, different } = await count();
  const told = await inCompany(shop.owner, async ({ db }) => ({
    timeline: await db.interaction.count({ where: { type: "sent" } }),
    facts: await db.event.count({ where: { eventType: "outreach/message.sent" } }),
    costs: await db.costTracking.count(),
    counted: (await db.usageLimit.findFirstOrThrow()).emailsSentToday,
  }));
  figure("duplicates", mails - different);
  figure("lost", messages - different);
  expect({ mails, different }).toEqual({ mails: messages, different: messages });
  expect(told).toEqual({ timeline: messages, facts: messages, costs: messages, counted: messages });
});
