import { expect, test } from "vitest";
import { companyChanged } from "~/domains/identity/company/company.events.server";
import { setLogWriter } from "~/platform/logger";
import { inCompany } from "~/platform/tenancy.server";
import { inngest, useTransport } from "~inngest/client";
import { sweepOutboxJob } from "~inngest/functions/operations/sweep-outbox";
import { aCompany, asOwner } from "~tests/factories/company";
import { withJobs } from "~tests/factories/jobs";

const heard: Array<{ companyId: string }> = [];
const listener = inngest.createFunction({ id: "test/listener", triggers: [companyChanged] }, async ({ event, step }) =>
  step.run("hear", () => void heard.push(event.data)),
);
const delivery = (companyId: string) =>
  asOwner(
    async (owner) =>
      (
        await owner.query(
          "SELECT d.*, e.event_type FROM event_deliveries d JOIN events e ON e.id = d.event_id WHERE d.company_id = $1 AND e.event_type = 'identity/company.changed'",
          [companyId],
        )
      ).rows,
  );
const makeDue = () =>
  asOwner((owner) => owner.query("UPDATE event_deliveries SET next_try_at = now() - interval '1 second' WHERE delivered_at IS NULL"));
const change = (shop: Awaited<ReturnType<typeof aCompany>>) =>
  inCompany(shop.owner, async (ctx) => ctx.emit(companyChanged.create({ companyId: shop.companyId }), shop.companyId));

test("a fact reaches its job right after its transaction, once", async () => {
  const shop = await aCompany();
  await withJobs([listener], async (jobs) => {
    await change(shop);
    await jobs.drain();
    expect(heard.filter(({ companyId }) => companyId === shop.companyId)).toHaveLength(1);
    expect(await delivery(shop.companyId)).toMatchObject([{ delivered_at: expect.any(Date) }]);
  });
});

test("a fact whose process died before it could send is swept, and swept again changes nothing", async () => {
  const shop = await aCompany();
  await withJobs([listener, sweepOutboxJob], async (jobs) => {
    const lines: Array<string> = [];
    setLogWriter((line) => void lines.push(line));
    const engine = useTransport(async () => Promise.reject(new Error("the job server is away")));
    await change(shop);
    useTransport(engine);
    setLogWriter((line) => console.log(line));
    expect(lines.join()).toContain("facts wait for the sweep");
    expect(await delivery(shop.companyId)).toMatchObject([{ delivered_at: null }]);

    await makeDue();
    await jobs.advance("2m");
    expect(heard.filter(({ companyId }) => companyId === shop.companyId)).toHaveLength(1);
    expect(await delivery(shop.companyId)).toMatchObject([{ delivered_at: expect.any(Date) }]);
    await asOwner((owner) =>
      owner.query("UPDATE event_deliveries SET delivered_at = NULL, next_try_at = now() WHERE company_id = $1", [shop.companyId]),
    );
    await jobs.advance("2m");
    expect(heard.filter(({ companyId }) => companyId === shop.companyId)).toHaveLength(1);
  });
});
