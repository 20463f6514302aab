import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { renewDataKeys, rewrapDataKeys, wrappedBy } from "~/platform/vault/change-keys.server";
import { open, seal } from "~/platform/vault/vault.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { leaveDatabase, useEmptyDatabase } from "~tests/setup/empty-database";

const first = process.env.ENCRYPTION_KEYS!;
const second = `v2:${createHash("sha256").update("second").digest("base64")}`;
const useRing = (...keys: Array<string>) => {
  process.env.ENCRYPTION_KEYS = keys.join(",");
  rereadEnv();
};
beforeAll(() => useEmptyDatabase("keys")); // a rotation is of all keys there are, and other tests lose theirs on purpose
afterAll(leaveDatabase);
afterEach(async () => {
  useRing(first, second);
  await asOwner(rewrapDataKeys);
  useRing(first);
});

async function keepSecret({ companyId, owner }: TestCompany, value: string) {
  const id = uuidv7();
  const place = { companyId, table: "service_keys", column: "encrypted_value", rowId: id };
  await inCompany(owner, async (ctx) => {
    const encryptedValue = await seal(ctx, place, value);
    await ctx.db.serviceKey.create({ data: { id, companyId, serviceName: "hunter", label: id, encryptedValue } });
  });
  return {
    read: () =>
      inCompany(owner, async (ctx) => open(ctx, place, (await ctx.db.serviceKey.findUniqueOrThrow({ where: { id } })).encryptedValue)),
    text: async () => (await inCompany(owner, ({ db }) => db.serviceKey.findUniqueOrThrow({ where: { id } }))).encryptedValue,
  };
}

test("a new key of the ring takes over without a moment in which a secret does not open, and the old one may then go", async () => {
  const shop = await aCompany();
  const secret = await keepSecret(shop, "kept");
  const sealed = await secret.text();

  useRing(first, second); // every process learns to open with the new one
  expect(await secret.read()).toBe("kept");
  useRing(second, first); // then the new one wraps
  const later = await keepSecret(await aCompany(), "younger");
  expect(await secret.read()).toBe("kept");
  expect(await asOwner(rewrapDataKeys)).toBeGreaterThan(0);
  expect(await asOwner(rewrapDataKeys)).toBe(0);
  expect((await asOwner(wrappedBy)).map(({ keyId }) => keyId)).toEqual(["v2"]);
  useRing(second);
  expect([await secret.read(), await later.read()]).toEqual(["kept", "younger"]);
  expect(await secret.text()).toBe(sealed);
});

test("a rotation with a ring that lacks a key says so, changes nothing it cannot open, and goes on where it stopped", async () => {
  const secrets = [];
  for (let at = 0; at < 4; at++) secrets.push(await keepSecret(await aCompany(), `kept ${at}`));
  useRing(second);
  await expect(asOwner(rewrapDataKeys)).rejects.toThrow("holds no key “v1”");
  useRing(second, first);
  let left = 2;
  const stopped = asOwner((owner) =>
    rewrapDataKeys({
      query: (async (sql: string, values: Array<unknown>) => {
        if (sql.startsWith("UPDATE") && left-- === 0) throw new Error("the machine stopped");
        return owner.query(sql, values);
      }) as never,
    }),
  );
  await expect(stopped).rejects.toThrow("the machine stopped");
  expect(await Promise.all(secrets.map(({ read }) => read()))).toEqual(["kept 0", "kept 1", "kept 2", "kept 3"]);
  expect(await asOwner(rewrapDataKeys)).toBeGreaterThanOrEqual(2);
  useRing(second);
  expect(await Promise.all(secrets.map(({ read }) => read()))).toEqual(["kept 0", "kept 1", "kept 2", "kept 3"]);
});

test("every secret is sealed again under new data keys, those written meanwhile open too, and no old key is left", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const secrets = [await keepSecret(shop, "one"), await keepSecret(shop, "two"), await keepSecret(other, "theirs")];
  const before = await Promise.all(secrets.map(({ text }) => text()));

  const dying = asOwner((owner) =>
    renewDataKeys({
      query: (async (sql: string, values: Array<unknown>) => {
        if (sql.startsWith("UPDATE service_keys")) throw new Error("the machine stopped");
        return owner.query(sql, values);
      }) as never,
    }),
  );
  await expect(dying).rejects.toThrow("the machine stopped");
  expect(await Promise.all(secrets.map(({ read }) => read()))).toEqual(["one", "two", "theirs"]);

  const meanwhile = await keepSecret(shop, "three");
  const { given, sealed, kept } = await asOwner(renewDataKeys);
  expect({ given, kept }).toEqual({ given: 0, kept: 0 });
  expect(sealed).toBeGreaterThanOrEqual(3);
  expect(await Promise.all([...secrets, meanwhile].map(({ read }) => read()))).toEqual(["one", "two", "theirs", "three"]);
  const after = await Promise.all(secrets.map(({ text }) => text()));
  for (const [at, text] of after.entries()) expect(text.split(".")[1]).not.toBe(before[at]!.split(".")[1]);
  const { rows } = await asOwner((owner) => owner.query("SELECT FROM data_keys WHERE retired_at IS NOT NULL"));
  expect(rows).toEqual([]);
});

test("an old key that a transaction still seals with is not discarded", async () => {
  const shop = await aCompany();
  await keepSecret(shop, "first");
  const id = uuidv7();
  const place = { companyId: shop.companyId, table: "service_keys", column: "encrypted_value", rowId: id };
  let renewal!: Promise<{ kept: number }>;
  await inCompany(shop.owner, async (ctx) => {
    const encryptedValue = await seal(ctx, place, "late");
    renewal = asOwner(renewDataKeys);
    await expect
      .poll(() =>
        asOwner(
          async (owner) =>
            (await owner.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE'")).rowCount,
        ),
      )
      .toBe(1);
    await ctx.db.serviceKey.create({ data: { id, companyId: shop.companyId, serviceName: "hunter", label: "late", encryptedValue } });
  });
  expect((await renewal).kept).toBe(1);
  const read = () =>
    inCompany(shop.owner, async (ctx) => open(ctx, place, (await ctx.db.serviceKey.findUniqueOrThrow({ where: { id } })).encryptedValue));
  expect(await read()).toBe("late");
  expect((await asOwner(renewDataKeys)).kept).toBe(0);
  expect(await read()).toBe("late");
});

test("a person's data key is changed with the others", async () => {
  const shop = await aCompany();
  const userId = shop.agent.actor.id;
  const place = { userId, table: "users", column: "totp_seed", rowId: userId };
  const sealed = await asUser(userId, (ctx) => seal(ctx, place, "seed"));
  useRing(second, first);
  await asOwner(rewrapDataKeys);
  useRing(second);
  expect(await asUser(userId, (ctx) => open(ctx, place, sealed))).toBe("seed");
});
