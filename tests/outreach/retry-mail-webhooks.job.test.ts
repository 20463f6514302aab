import { afterEach, expect, test } from "vitest";
import { callMailDoor } from "~/domains/outreach/webhook/call-mail-door.server";
import { setClock } from "~/platform/clock";
import { setLogWriter } from "~/platform/logger";
import { inCompany } from "~/platform/tenancy.server";
import { loader as runsPage } from "~/routes/operations/operations.runs._index";
import { action as retry } from "~/routes/operations/operations.webhooks.retry";
import { asOwner, requestOf, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aSendingCompany, aSentMessage, mailsOf, messageOf } from "~tests/factories/sending";
import { processMailWebhookJob } from "~inngest/functions/outreach/process-mail-webhook";
import { retryMailWebhooks } from "~inngest/functions/outreach/retry-mail-webhooks";

afterEach(() => {
  setClock();
  setLogWriter((line) => console.log(line));
});

const jobs = [processMailWebhookJob, retryMailWebhooks];
const startsAt = "2026-11-23T09:00:00Z";

/** The job that understands calls dies at once while `isBroken`. */
function breakable() {
  const state = { isBroken: true, tries: 0 };
  const intercept = async (request: Request, handler: (request: Request) => Promise<Response>) => {
    if (!new URL(request.url).searchParams.get("fnId")?.endsWith("process-mail-webhook")) return handler(request);
    state.tries += 1;
    return state.isBroken ? new Response("the process died", { status: 500 }) : handler(request);
  };
  return { state, intercept };
}

async function reply(shop: TestCompany) {
  const { messageId } = await aSentMessage(shop);
  const [mail] = await mailsOf(messageId);
  return {
    messageId,
    tell: async () => expect(await callMailDoor(mail!.id as string, { call: "replied", text: "Oui, jeudi." })).toBe(200),
  };
}

const kept = ({ owner }: TestCompany) => inCompany(owner, ({ db }) => db.webhookEvent.findFirstOrThrow());
const answers = (messageId: string) =>
  asOwner(
    async (owner) => (await owner.query("SELECT 1 FROM interactions WHERE message_id = $1 AND type = 'received'", [messageId])).rows.length,
  );
const page = async (shop: TestCompany) =>
  runsPage({ request: await requestOf(shop.manager, "/operations/runs"), params: {}, context: {} } as never);

test("a call whose job failed all its tries is taken up by the sweep, and lands once", async () => {
  const shop = await aSendingCompany();
  const { messageId, tell } = await reply(shop);
  const { state, intercept } = breakable();
  await withJobs(
    jobs,
    async (engine) => {
      setClock(() => new Date(engine.now()));
      await tell();
      await engine.advance("14m");
      expect(await kept(shop)).toMatchObject({ outcome: "failed", processedAt: null, retries: 0, nextTryAt: expect.any(Date) });
      expect((await page(shop)).webhooks.count).toBe(0);
      const before = state.tries;
      await engine.advance("3m");
      expect(state.tries).toBe(before); // not before its time
      state.isBroken = false;
      await engine.advance("30m");
      expect(await kept(shop)).toMatchObject({ outcome: "processed", error: null, retries: 1, nextTryAt: null });
      expect((await messageOf(shop, messageId)).status).toBe("replied");
      await engine.advance("12h");
      expect([(await kept(shop)).retries, await answers(messageId)]).toEqual([1, 1]);
    },
    { startsAt, intercept },
  );
});

test("a call that never works is tried a bounded number of times, then shown to its company, and by hand once more", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const { messageId, tell } = await reply(shop);
  const { state, intercept } = breakable();
  await withJobs(
    jobs,
    async (engine) => {
      setClock(() => new Date(engine.now()));
      await tell();
      await engine.advance("3d");
      expect(await kept(shop)).toMatchObject({ outcome: "failed", retries: 5, nextTryAt: null, processedAt: null });
      expect((await engine.runs("outreach/process-mail-webhook")).length).toBe(6);
      const { webhooks } = await page(shop);
      expect(webhooks).toMatchObject({ count: 1, newest: [{ provider: "postmark", type: "Inbound", error: expect.any(String) }] });
      expect((await page(other)).webhooks).toEqual({ count: 0, newest: [] });

      state.isBroken = false;
      const press = async (who: TestCompany) =>
        retry({ request: await requestOf(who.manager, "/operations/webhooks/retry", { form: {} }), params: {}, context: {} } as never);
      await press(other);
      await engine.advance("10m");
      expect((await kept(shop)).outcome).toBe("failed");
      await press(shop);
      await engine.advance("10m");
      expect(await kept(shop)).toMatchObject({ outcome: "processed", nextTryAt: null });
      expect([await answers(messageId), (await page(shop)).webhooks.count]).toEqual([1, 0]);
    },
    { startsAt, intercept },
  );
}, 180_000); // three days of a job that looks every five minutes

test("a call whose job nobody ever ran is taken up too, though every answer of the jobs gets lost once", async () => {
  const shop = await aSendingCompany();
  const { messageId, tell } = await reply(shop);
  await tell(); // its event reaches nobody
  await asOwner((owner) =>
    owner.query("UPDATE webhook_events SET received_at = $2, next_try_at = $2::timestamptz + interval '6 hours' WHERE company_id = $1", [
      shop.companyId,
      startsAt,
    ]),
  );
  await withJobs(
    jobs,
    async (engine) => {
      setClock(() => new Date(engine.now()));
      await engine.advance("5h");
      expect((await kept(shop)).processedAt).toBeNull();
      await engine.advance("70m");
      expect(await kept(shop)).toMatchObject({ outcome: "processed", retries: 1 });
      expect(await answers(messageId)).toBe(1);
    },
    { startsAt, intercept: losingFirstAnswers() },
  );
});
