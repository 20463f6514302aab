import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { acceptProposal, refuseProposal, reopenProposal } from "~/domains/prospecting/enrichment/decide-proposal.server";
import { enrichmentSettingsOf } from "~/domains/prospecting/enrichment/enrichment-budget.server";
import { enrichProspect } from "~/domains/prospecting/enrichment/enrich-prospect.server";
import { readProposals } from "~/domains/prospecting/enrichment/enrichment.queries.server";
import { markOf } from "~/domains/prospecting/enrichment/late-answer.rules";
import { recheckBeforeUse } from "~/domains/prospecting/enrichment/recheck-before-use.server";
import { startEnrichment } from "~/domains/prospecting/enrichment/run-enrichment.server";
import { saveEnrichmentSettings } from "~/domains/prospecting/enrichment/save-settings.server";
import { giveUpWaiting } from "~/domains/prospecting/enrichment/settle-question.server";
import { defaultWaterfall } from "~/domains/prospecting/enrichment/waterfall.rules";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import type { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { setClock } from "~/platform/clock";
import { rereadEnv } from "~/platform/env.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { action as door } from "~/routes/system/webhooks.clearbit";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { expectNoise } from "~tests/setup/console";
import { clearbitFirm, fakeSources } from "~tests/fakes/enrichment";
import { network } from "~tests/setup/network";

beforeEach(() => {
  process.env.VENDORS = "";
  rereadEnv();
});
afterEach(() => {
  process.env.VENDORS = "local";
  rereadEnv();
  setClock();
});

const key = "0123456789abcdef";
/** Without the website reader, which stands in a test of its own. */
const withoutWebsite = {
  ...defaultWaterfall,
  steps: Object.fromEntries(
    Object.entries(defaultWaterfall.steps).map(([field, steps]) => [field, steps.filter(({ provider }) => provider !== "website")]),
  ) as typeof defaultWaterfall.steps,
};
const off = Object.fromEntries(
  Object.entries(withoutWebsite.steps).map(([field, steps]) => [field, [...steps, { provider: "website" as const, isOn: false }]]),
) as typeof defaultWaterfall.steps;

async function aShop({ keys = ["hunter", "clearbit"] as Array<"hunter" | "clearbit">, monthlyBudget = "20" } = {}) {
  const shop = await aCompany();
  await inCompany(shop.owner, async (ctx) => {
    for (const serviceName of keys) await addServiceKey(ctx, { serviceName, value: key, label: "" });
    await saveEnrichmentSettings(ctx, { monthlyBudget, isAutomatic: false, waterfall: { ...withoutWebsite, steps: off } });
  });
  return shop;
}
const aFirm = (company: TestCompany, more: Partial<ProspectInput> = {}) =>
  inCompany(company.owner, async (ctx) => {
    const input = {
      organizationName: "Agence Corbelune",
      firstName: "Solène",
      lastName: "Quimerch",
      websiteUrl: "https://corbelune.example.test",
      postalCode: "35000",
      city: "Rennes",
      ...more,
    };
    return (await createProspect(ctx, input)).prospectId;
  });
const begin = (company: TestCompany, prospectId: string) =>
  inCompany(company.owner, (ctx) => startEnrichment(ctx, { kind: "record", selection: { ids: [prospectId] } }));
async function enrich(company: TestCompany, prospectId: string, runId?: string) {
  const run = runId ?? (await begin(company, prospectId));
  return { runId: run, ...(await enrichProspect(asJob(company.companyId, "test"), { runId: run, prospectId })) };
}
const recordOf = (company: TestCompany, id: string) =>
  inCompany(company.owner, ({ db }) => db.prospect.findUniqueOrThrow({ where: { id } }));
const questions = (company: TestCompany, runId: string) =>
  inCompany(company.owner, async ({ db }) => {
    const rows = await db.enrichmentRequest.findMany({ where: { runId }, orderBy: { provider: "asc" } });
    return Object.fromEntries(
      rows.map(({ provider, state, isCached, errorCode }) => [provider, isCached ? "cached" : (errorCode ?? state)]),
    );
  });
const spentOf = (company: TestCompany) =>
  inCompany(company.owner, async (ctx) => {
    const { spent, reserved } = await enrichmentSettingsOf(ctx);
    return [Number(spent), Number(reserved)];
  });
const queueOf = (company: TestCompany) => inCompany(company.owner, (ctx) => readProposals(ctx, { field: null, wanted: null }));

test("the sources are asked in their order, each once, and what is empty is filled with where it comes from; another company sees nothing of it", async () => {
  const [shop, other] = [await aShop(), await aShop()];
  const { handlers, asked } = fakeSources();
  network.use(...handlers);
  const id = await aFirm(shop);
  const { runId, filled } = await enrich(shop, id);
  expect(filled).toBeGreaterThanOrEqual(6);
  const record = await recordOf(shop, id);
  expect(record).toMatchObject({
    email: "solene@corbelune.example.test",
    phone: "+33199000102",
    siret: "90000000100017",
    nafCode: "68.31Z",
    jobTitle: "Directrice",
  });
  expect((record.valueOrigins as Record<string, object>).email).toMatchObject({
    kind: "source",
    by: "hunter",
    url: "https://corbelune.example.test/equipe",
  });
  expect(await questions(shop, runId)).toEqual({ clearbit: "answered", directory: "answered", hunter: "answered" });
  await enrich(shop, id, runId);
  expect([asked.hunter.length, asked.clearbit.length, asked.directory.length]).toEqual([1, 1, 1]);
  expect(await spentOf(shop)).toEqual([0.148, 0]);
  expect(await spentOf(other)).toEqual([0, 0]);
  await inCompany(other.owner, async ({ db }) => {
    expect([await db.enrichment.count(), await db.enrichmentRequest.count(), await db.enrichmentRun.count()]).toEqual([0, 0, 0]);
  });
  const costs = await inCompany(shop.owner, ({ db }) => db.costTracking.findMany({ where: { resourceType: "enrichment_question" } }));
  expect(costs.map(({ service }) => service).sort()).toEqual(["clearbit", "hunter"]);
});

test("who comes first and is sure enough spares the others; a value that is not sure waits for a person", async () => {
  const shop = await aShop();
  const { handlers, asked } = fakeSources({}, { score: 40 });
  network.use(...handlers);
  const id = await aFirm(shop, { firstName: null, lastName: null });
  await enrich(shop, id);
  const record = await recordOf(shop, id);
  expect(record.email).toBeNull();
  expect(record.street).toBeNull(); // its postcode was typed: the address waits too
  const { rail } = await queueOf(shop);
  expect(rail.map(({ field, provider, enrichedValue }) => [field, provider, enrichedValue]).sort()).toEqual([
    ["address", "directory", "12 RUE DES LICES\n35000\nRENNES"], // asked before Clearbit, and sure enough
    ["email", "hunter", "solene@corbelune.example.test"],
  ]);
  expect(asked.hunter).toHaveLength(1);
});

test("a source that is busy, broken, silent or lies is told with its reason, costs nothing unless it answered, and the next one is asked", async () => {
  for (const [fault, code, cost] of [
    ["busy", "rate_limited", 0],
    ["broken", "unreachable", 0],
    ["lose call", "unreachable", 0],
    ["refuse key", "refused_key", 0],
    ["lies", "unusable", 0.049],
  ] as const) {
    const shop = await aShop({ keys: ["hunter"] });
    const { handlers, asked } = fakeSources({ hunter: [fault] });
    network.use(...handlers);
    const id = await aFirm(shop);
    const { runId } = await enrich(shop, id);
    expect(await questions(shop, runId), fault).toEqual({ clearbit: "not_connected", directory: "answered", hunter: code });
    expect(asked.hunter).toHaveLength(["busy", "broken", "lose call"].includes(fault) ? 3 : 1);
    expect(await spentOf(shop)).toEqual([cost, 0]);
    expect((await recordOf(shop, id)).siret).toBe("90000000100017");
    network.resetHandlers();
    await asOwner((owner) => owner.query("DELETE FROM external_service_statuses WHERE service_name = 'hunter'"));
  }
});

test("the month's budget holds however many ask at once, and its refusal is named", async () => {
  const shop = await aShop({ monthlyBudget: "0.1", keys: ["hunter"] });
  network.use(...fakeSources().handlers);
  const ids = [];
  for (let at = 0; at < 6; at++)
    ids.push(await aFirm(shop, { organizationName: `Agence ${at}`, websiteUrl: `https://a${at}.example.test` }));
  const runs = await Promise.all(ids.map((id) => enrich(shop, id)));
  const states = await Promise.all(runs.map(async ({ runId }) => (await questions(shop, runId)).hunter));
  expect(states.filter((state) => state === "answered")).toHaveLength(2);
  expect(states.filter((state) => state === "budget")).toHaveLength(4);
  expect(await spentOf(shop)).toEqual([0.098, 0]);
});

test("what was paid once is used again while it is fresh, and asked again once it is old", async () => {
  const shop = await aShop({ keys: ["clearbit"] });
  const { handlers, asked } = fakeSources();
  network.use(...handlers);
  const [one, two] = [await aFirm(shop), await aFirm(shop, { email: "other@example.test" })];
  await enrich(shop, one);
  const second = await enrich(shop, two);
  expect((await questions(shop, second.runId)).clearbit).toBe("cached");
  expect(asked.clearbit).toHaveLength(1);
  expect(await spentOf(shop)).toEqual([0.099, 0]);
  setClock(() => new Date(Date.now() + 400 * 86_400_000));
  const third = await enrich(shop, one);
  expect((await questions(shop, third.runId)).clearbit).toBe("answered");
  expect(asked.clearbit).toHaveLength(2);
});

test("a value that a person typed is never replaced without his yes; accepting, refusing and taking back are his", async () => {
  const [shop, other] = [await aShop(), await aShop()];
  network.use(...fakeSources().handlers);
  const id = await aFirm(shop, { email: "typed@corbelune.example.test" });
  await enrich(shop, id);
  expect((await recordOf(shop, id)).email).toBe("typed@corbelune.example.test");
  const { rail } = await queueOf(shop);
  const email = rail.find(({ field }) => field === "email")!;
  expect(email).toMatchObject({
    originalValue: "typed@corbelune.example.test",
    enrichedValue: "solene@corbelune.example.test",
    provider: "hunter",
  });
  expect((await queueOf(other)).total).toBe(0);
  await expect(inCompany(other.owner, (ctx) => acceptProposal(ctx, email.id))).rejects.toMatchObject({ code: "platform.record.unknown" });

  await inCompany(shop.owner, (ctx) => acceptProposal(ctx, email.id));
  await inCompany(shop.owner, (ctx) => acceptProposal(ctx, email.id));
  const accepted = await recordOf(shop, id);
  expect(accepted.email).toBe("solene@corbelune.example.test");
  expect((accepted.valueOrigins as Record<string, object>).email).toMatchObject({ by: "hunter", approvedBy: shop.owner.actor.id });
  await inCompany(shop.owner, (ctx) => reopenProposal(ctx, email.id));
  expect((await recordOf(shop, id)).email).toBe("typed@corbelune.example.test");
  await inCompany(shop.owner, (ctx) => refuseProposal(ctx, email.id));
  await enrich(shop, id);
  expect((await queueOf(shop)).rail.map(({ field }) => field)).not.toContain("email");
});

test("a value that a source gave is replaced by a surer one; one that a person changed since is his", async () => {
  const shop = await aShop({ keys: ["hunter"] });
  network.use(...fakeSources().handlers);
  const [machine, person] = [
    await aFirm(shop),
    await aFirm(shop, { organizationName: "Agence du Port", websiteUrl: "https://port.example.test" }),
  ];
  await enrich(shop, machine);
  network.resetHandlers();
  network.use(...fakeSources({}, { email: "new@corbelune.example.test" }).handlers);
  await inCompany(shop.owner, ({ db }) => db.enrichmentRequest.deleteMany({}));
  await enrich(shop, machine);
  expect((await recordOf(shop, machine)).email).toBe("new@corbelune.example.test");
  await inCompany(shop.owner, (ctx) => changeProspect(ctx, person, { email: "hand@port.example.test" }));
  expect(((await recordOf(shop, person)).valueOrigins as Record<string, object>).email).toMatchObject({
    kind: "person",
    by: shop.owner.actor.id,
  });
  await enrich(shop, person);
  expect((await recordOf(shop, person)).email).toBe("hand@port.example.test");
});

test("an answer that comes later lands once, by its signature alone, and nobody answers for another company", async () => {
  expectNoise(/without a proof/);
  const [shop, other] = [await aShop({ keys: ["clearbit"] }), await aShop({ keys: ["clearbit"] })];
  network.use(...fakeSources({ clearbit: ["later"] }).handlers);
  const id = await aFirm(shop);
  const { runId, isWaiting } = await enrich(shop, id);
  expect(isWaiting).toBe(true);
  expect(await spentOf(shop)).toEqual([0, 0.099]);
  const [asked] = await inCompany(shop.owner, ({ db }) => db.enrichmentRequest.findMany({ where: { runId, provider: "clearbit" } }));
  const call = (mark: string, secret: string, method = "POST") => {
    const body = JSON.stringify({ id: mark, type: "company", status: 200, body: clearbitFirm });
    const signature = `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;
    const request = new Request(
      "http://localhost/webhooks/clearbit",
      method === "POST" ? { method, body, headers: { "x-request-signature": signature } } : { method },
    );
    return door({ request, params: {}, context: {} as never }) as Promise<Response>;
  };
  const mark = markOf(shop.companyId, asked!.id);
  expect((await call(mark, "another key here")).status).toBe(403);
  expect((await call(markOf(other.companyId, asked!.id), key)).status).toBe(403);
  expect((await call("nonsense", key)).status).toBe(400);
  expect((await call(mark, key, "GET")).status).toBe(405);
  expect(await spentOf(shop)).toEqual([0, 0.099]);
  expect((await call(mark, key)).status).toBe(200);
  expect((await call(mark, key)).status).toBe(200);
  expect(await spentOf(shop)).toEqual([0.099, 0]);
  await enrich(shop, id, runId);
  expect((await recordOf(shop, id)).phone).toBe("+33199000102");
  const facts = await inCompany(shop.owner, ({ db }) => db.event.count({ where: { eventType: "prospecting/enrichment.answered" } }));
  expect(facts).toBe(1);
});

test("an answer that does not come is given up and its price given back; it is taken all the same when it comes at last", async () => {
  const shop = await aShop({ keys: ["clearbit"] });
  network.use(...fakeSources({ clearbit: ["later"] }).handlers);
  const id = await aFirm(shop);
  const { runId } = await enrich(shop, id);
  expect(await inCompany(shop.owner, (ctx) => giveUpWaiting(ctx, runId))).toEqual([id]);
  expect(await inCompany(shop.owner, (ctx) => giveUpWaiting(ctx, runId))).toEqual([]);
  expect(await spentOf(shop)).toEqual([0, 0]);
  expect((await questions(shop, runId)).clearbit).toBe("too_late");
});

test("who said no to us, or was erased, is asked about by nobody, and a known no is not found again", async () => {
  const shop = await aShop();
  const { handlers, asked } = fakeSources();
  network.use(...handlers);
  const id = await aFirm(shop, { email: "no@corbelune.example.test" });
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.suppression.create({ data: { companyId, channel: "email", address: "no@corbelune.example.test", reason: "unsubscribed" } }),
  );
  await enrich(shop, id);
  expect([asked.hunter.length, asked.directory.length]).toEqual([0, 0]);
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.suppression.create({ data: { companyId, channel: "email", address: "solene@corbelune.example.test", reason: "unsubscribed" } }),
  );
  const fresh = await aFirm(shop);
  await enrich(shop, fresh);
  expect((await recordOf(shop, fresh)).email).toBeNull();
  expect((await queueOf(shop)).rail.map(({ field }) => field)).not.toContain("email");
});

test("an old value is asked again only when it is about to be used, and once", async () => {
  const [shop, other] = [await aShop({ keys: ["hunter"] }), await aShop()];
  network.use(...fakeSources().handlers);
  const id = await aFirm(shop);
  await enrich(shop, id);
  const recheck = (company: TestCompany) => inCompany(company.owner, (ctx) => recheckBeforeUse(ctx, { prospectIds: [id], field: "email" }));
  expect(await recheck(shop)).toBeNull();
  setClock(() => new Date(Date.now() + 100 * 86_400_000));
  expect(await recheck(other)).toBeNull();
  const runId = await recheck(shop);
  expect(runId).not.toBeNull();
  await enrich(shop, id, runId!);
  expect(await questions(shop, runId!)).toEqual({ hunter: "answered" });
  expect(await recheck(shop)).toBeNull();
});
