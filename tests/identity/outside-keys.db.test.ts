import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import {
  addServiceKey,
  changeServiceKey,
  deleteServiceKey,
  switchServiceKey,
} from "~/domains/identity/outside-key/save-outside-key.server";
import { listServiceKeys } from "~/domains/identity/outside-key/outside-key.queries.server";
import { giveBackRequests, hasServiceKey, takeServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import { testServiceKey } from "~/domains/identity/outside-key/test-outside-key.server";
import { draftChunk } from "~/domains/outreach/draft/draft-chunk.server";
import { setClock } from "~/platform/clock";
import { rereadEnv } from "~/platform/env.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { aCampaign } from "~tests/factories/outreach";
import { aGoodDraft, fakeOpenai } from "~tests/fakes/openai";
import { network } from "~tests/setup/network";

const value = "sk-own-8f3c1d9e77aa41b2";
const add = (shop: TestCompany, more: { value?: string; label?: string; usageLimitMonthly?: number } = {}) =>
  inCompany(shop.owner, (ctx) => addServiceKey(ctx, { serviceName: "openai", value, label: "", ...more }));
const take = (shop: TestCompany, requests = 1) => inCompany(shop.owner, (ctx) => takeServiceKey(ctx, { service: "openai", requests }));
const list = (shop: TestCompany) => inCompany(shop.owner, (ctx) => listServiceKeys(ctx));

/** Vendors are asked (at the faked network) while `work` runs; Essor's own key is absent unless given. */
async function connected<T>(work: () => Promise<T>, essorsKey = ""): Promise<T> {
  const { VENDORS, OPENAI_API_KEY } = process.env;
  Object.assign(process.env, { VENDORS: "", OPENAI_API_KEY: essorsKey });
  rereadEnv();
  try {
    return await work();
  } finally {
    process.env.VENDORS = VENDORS;
    if (OPENAI_API_KEY === undefined) delete process.env.OPENAI_API_KEY;
    else process.env.OPENAI_API_KEY = OPENAI_API_KEY;
    rereadEnv();
  }
}

test("a key is kept sealed, listed by its last four characters, and opened for its own company alone", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { serviceKeyId } = await add(shop, { label: "Agence" });
  expect(await list(shop)).toMatchObject([{ id: serviceKeyId, label: "Agence", lastFour: "41b2", isActive: true, used: 0 }]);
  expect(JSON.stringify(await list(shop))).not.toContain(value);
  expect(await take(shop)).toEqual({ state: "taken", keyId: serviceKeyId, value, requests: 1 });
  expect(await list(other)).toEqual([]);
  expect(await take(other)).toEqual({ state: "none" });
  const act = inCompany(other.owner, (ctx) => changeServiceKey(ctx, serviceKeyId, { value: "theirs-theirs", label: "" }));
  await expect(act).rejects.toMatchObject({ code: "platform.record.unknown" });
  await expect(inCompany(other.owner, (ctx) => deleteServiceKey(ctx, serviceKeyId))).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
});

test("of fifty who ask at once under a cap of twenty, twenty get the key, and the others hear the cap", async () => {
  const shop = await aCompany();
  await add(shop, { usageLimitMonthly: 20 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => take(shop)));
  expect(answers.filter(({ state }) => state === "taken")).toHaveLength(20);
  expect(answers.filter(({ state }) => state === "capped")).toEqual(Array.from({ length: 30 }, () => ({ state: "capped", cap: 20 })));
  expect(await list(shop)).toMatchObject([{ used: 20, usageLimitMonthly: 20 }]);
});

test("what was not asked is given back, a second key takes over from a full one, and a new month of the company begins at nought", async () => {
  const shop = await aCompany({ timezone: "Pacific/Auckland" });
  const first = await add(shop, { usageLimitMonthly: 5 });
  const second = await add(shop, { usageLimitMonthly: 5, label: "Réserve", value: "sk-second-0000000000bb" });
  try {
    setClock(() => new Date("2026-06-30T11:00:00Z")); // still June there
    expect(await take(shop, 4)).toMatchObject({ keyId: first.serviceKeyId });
    expect(await take(shop, 4)).toMatchObject({ keyId: second.serviceKeyId, value: "sk-second-0000000000bb" });
    expect(await take(shop, 4)).toEqual({ state: "capped", cap: 5 });
    await inCompany(shop.owner, (ctx) => giveBackRequests(ctx, { keyId: first.serviceKeyId, requests: 3 }));
    expect(await take(shop, 4)).toMatchObject({ keyId: first.serviceKeyId });
    setClock(() => new Date("2026-06-30T12:30:00Z")); // July there, June elsewhere
    expect(await list(shop)).toMatchObject([{ used: 0 }, { used: 0 }]);
    expect(await take(shop, 5)).toMatchObject({ keyId: first.serviceKeyId });
  } finally {
    setClock();
  }
});

test("a key that is off or deleted is not used; a replaced one is the new one, its old text gone", async () => {
  const shop = await aCompany();
  const { serviceKeyId } = await add(shop);
  const sealed = () =>
    asOwner(
      async (owner) => (await owner.query("SELECT encrypted_value, test_outcome FROM service_keys WHERE id = $1", [serviceKeyId])).rows[0],
    );
  const before = await sealed();
  await inCompany(shop.owner, (ctx) => switchServiceKey(ctx, serviceKeyId, false));
  expect([await take(shop), await inCompany(shop.owner, (ctx) => hasServiceKey(ctx, "openai"))]).toEqual([{ state: "none" }, false]);
  await inCompany(shop.owner, (ctx) => switchServiceKey(ctx, serviceKeyId, true));
  await inCompany(shop.owner, (ctx) => changeServiceKey(ctx, serviceKeyId, { value: "sk-new-value-9999", label: "" }));
  expect(await take(shop)).toMatchObject({ value: "sk-new-value-9999" });
  expect((await sealed()).encrypted_value).not.toBe(before.encrypted_value);
  await inCompany(shop.owner, (ctx) => changeServiceKey(ctx, serviceKeyId, { label: "Gardée", usageLimitMonthly: 3 }));
  expect(await take(shop)).toMatchObject({ value: "sk-new-value-9999" });
  await inCompany(shop.owner, (ctx) => deleteServiceKey(ctx, serviceKeyId));
  expect(await take(shop)).toEqual({ state: "none" });
  await add(shop, { label: "Une" });
  await expect(add(shop, { label: "Une" })).rejects.toMatchObject({ code: "identity.service_key.label_known" });
});

test("a test of a key tells what the service said, and writes it down", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const { serviceKeyId } = await add(shop);
  const asked: Array<string | null> = [];
  const answering = (status: number) =>
    network.use(
      http.get("https://api.openai.com/v1/models", ({ request }) => {
        asked.push(request.headers.get("authorization"));
        return status === 0 ? HttpResponse.error() : HttpResponse.json({}, { status });
      }),
    );
  const tried = async (status: number) => {
    answering(status);
    const outcome = await connected(() => testServiceKey(shop.owner, serviceKeyId));
    return [outcome, (await list(shop))[0]!.testOutcome];
  };
  expect(await tried(200)).toEqual(["works", "works"]);
  expect(await tried(401)).toEqual(["refused", "refused"]);
  expect(await tried(500)).toEqual(["unreachable", "unreachable"]);
  expect(await tried(0)).toEqual(["unreachable", "unreachable"]);
  expect(new Set(asked)).toEqual(new Set([`Bearer ${value}`]));
  expect(await testServiceKey(shop.owner, serviceKeyId)).toBe("not_asked");
  await expect(connected(() => testServiceKey(other.owner, serviceKeyId))).rejects.toMatchObject({ code: "platform.record.unknown" });
});

test("drafts are asked with the company's own key, before Essor's, and each answer counts once", async () => {
  const shop = await aCompany();
  await add(shop, { usageLimitMonthly: 10 });
  const { campaignId, messageIds } = await aCampaign(shop, { prospects: [{}, {}], until: "launched" });
  const keys: Array<string | null> = [];
  fakeOpenai((asked) => ({ value: aGoodDraft(asked) }));
  const listen = ({ request }: { request: Request }) =>
    void (request.url.includes("openai") && keys.push(request.headers.get("authorization")));
  network.events.on("request:start", listen);
  try {
    expect(await connected(() => draftChunk(asJob(shop.companyId, "t"), { campaignId, messageIds }), "sk-essors")).toBe(2);
  } finally {
    network.events.removeAllListeners();
  }
  expect(keys).toEqual([`Bearer ${value}`, `Bearer ${value}`]);
  expect(await list(shop)).toMatchObject([{ used: 2 }]);
  const messages = await inCompany(shop.owner, ({ db }) => db.message.findMany({ select: { origin: true } }));
  expect(messages).toEqual([{ origin: "ai" }, { origin: "ai" }]);
});

test("with the cap reached drafts are composed by rules, say which cap, and Essor's key is not asked in its place", async () => {
  const shop = await aCompany();
  await add(shop, { usageLimitMonthly: 1 });
  const { campaignId, messageIds } = await aCampaign(shop, { prospects: [{}], until: "launched" });
  const calls = fakeOpenai((asked) => ({ value: aGoodDraft(asked) }));
  expect(await connected(() => draftChunk(asJob(shop.companyId, "t"), { campaignId, messageIds }), "sk-essors")).toBe(1);
  expect(calls).toEqual([]);
  const message = await inCompany(shop.owner, ({ db }) => db.message.findUniqueOrThrow({ where: { id: messageIds[0]! } }));
  expect(message).toMatchObject({ origin: "rules", draftError: "ai_key_cap?cap=1" });
});

test("a key of the company's own that the service refuses rests the service for nobody", async () => {
  const shop = await aCompany();
  await add(shop);
  const { campaignId, messageIds } = await aCampaign(shop, { prospects: Array.from({ length: 6 }, () => ({})), until: "launched" });
  fakeOpenai(() => ({ status: 401 }));
  await connected(() => draftChunk(asJob(shop.companyId, "t"), { campaignId, messageIds }));
  const errors = await inCompany(shop.owner, ({ db }) => db.message.findMany({ select: { draftError: true }, distinct: ["draftError"] }));
  expect(errors).toEqual([{ draftError: "ai_not_connected" }]);
});
