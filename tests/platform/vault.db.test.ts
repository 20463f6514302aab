import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { keyRing } from "~/platform/vault/key-ring.server";
import { sealedColumns } from "~/platform/vault/sealed-columns";
import { open, seal } from "~/platform/vault/vault.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { sourceFiles } from "~tests/invariants/source-files";

const { ENCRYPTION_KEYS } = process.env;
const useRing = (ring: string | undefined) => {
  if (ring === undefined) delete process.env.ENCRYPTION_KEYS;
  else process.env.ENCRYPTION_KEYS = ring;
  rereadEnv();
};
afterEach(() => useRing(ENCRYPTION_KEYS));
const aKey = (word: string) => createHash("sha256").update(word).digest("base64");
const placeIn = (companyId: string, rowId = uuidv7()) => ({ companyId, table: "service_keys", column: "encrypted_value", rowId });

test("what is sealed opens where it lies, says nothing of itself, and is never sealed twice alike", async () => {
  const shop = await aCompany();
  const place = placeIn(shop.companyId);
  const [one, two] = await inCompany(
    shop.owner,
    async (ctx) => [await seal(ctx, place, "clé — 🔑"), await seal(ctx, place, "clé — 🔑")] as const,
  );
  expect(one).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
  expect(one).not.toBe(two);
  expect(one.split(".")[1]).toBe(two.split(".")[1]);
  expect(await inCompany(shop.owner, (ctx) => open(ctx, place, one))).toBe("clé — 🔑");
});

test("moved to another row, column, table or company, or with one bit turned, it does not open", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const place = placeIn(shop.companyId);
  const sealed = await inCompany(shop.owner, (ctx) => seal(ctx, place, "secret"));
  await inCompany(other.owner, (ctx) => seal(ctx, placeIn(other.companyId), "theirs"));
  const elsewhere = [
    { ...place, rowId: uuidv7() },
    { ...place, column: "label" },
    { ...place, table: "integrations" },
  ];
  for (const there of elsewhere) await expect(inCompany(shop.owner, (ctx) => open(ctx, there, sealed))).rejects.toThrow("does not open");
  await expect(inCompany(other.owner, (ctx) => open(ctx, { ...place, companyId: other.companyId }, sealed))).rejects.toThrow(
    "not of this place",
  );
  await expect(inCompany(other.owner, (ctx) => open(ctx, place, sealed))).rejects.toThrow("not of this place");

  const parts = sealed.split(".");
  for (const at of [2, 3, 4]) {
    const turned = Buffer.from(parts[at]!, "base64url");
    turned[0]! ^= 1;
    const forged = parts.with(at, turned.toString("base64url")).join(".");
    await expect(inCompany(shop.owner, (ctx) => open(ctx, place, forged))).rejects.toThrow("does not open");
  }
  await expect(inCompany(shop.owner, (ctx) => open(ctx, place, "plain text"))).rejects.toThrow("no sealed text");
});

test("a data key put in another company's row does not open there", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const place = placeIn(other.companyId);
  await inCompany(shop.owner, (ctx) => seal(ctx, placeIn(shop.companyId), "ours"));
  const sealed = await inCompany(other.owner, (ctx) => seal(ctx, place, "theirs"));
  await asOwner((owner) =>
    owner.query("UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE company_id = $1) WHERE company_id = $2", [
      shop.companyId,
      other.companyId,
    ]),
  );
  await expect(inCompany(other.owner, (ctx) => open(ctx, place, sealed))).rejects.toThrow("is not the one that wrapped");
});

test("a person's own secrets are his alone, whatever company he is in", async () => {
  const shop = await aCompany();
  const [me, other] = [shop.owner.actor.id, shop.agent.actor.id];
  const place = { userId: me, table: "users", column: "totp_seed", rowId: me };
  const sealed = await asUser(me, (ctx) => seal(ctx, place, "seed"));
  expect(await asUser(me, (ctx) => open(ctx, place, sealed))).toBe("seed");
  await expect(asUser(other, (ctx) => open(ctx, place, sealed))).rejects.toThrow("not of this place");
});

test("of many who seal a company's first secret at once, all take the same key", async () => {
  const shop = await aCompany();
  const places = Array.from({ length: 8 }, () => placeIn(shop.companyId));
  const sealed = await Promise.all(places.map((place) => inCompany(shop.owner, (ctx) => seal(ctx, place, "x"))));
  expect(new Set(sealed.map((text) => text.split(".")[1])).size).toBe(1);
});

test("a ring that is missing, misspelt, without the key, or with another under its name says so in one line", async () => {
  const shop = await aCompany();
  const place = placeIn(shop.companyId);
  const sealed = await inCompany(shop.owner, (ctx) => seal(ctx, place, "secret"));
  const lines = {
    "": /^Set ENCRYPTION_KEYS, for instance/,
    v1: /entry 1: write <id>:<base64 of 32 bytes>/,
    [`${ENCRYPTION_KEYS},v2:c2hvcnQ=`]: /entry 2: write/,
    [`${ENCRYPTION_KEYS},${ENCRYPTION_KEYS}`]: /names key “v1” twice/,
    [`v2:${aKey("another")}`]: /holds no key “v1”/,
    [`v1:${aKey("another")}`]: /Key “v1” of ENCRYPTION_KEYS is not the one that wrapped data key/,
  };
  for (const [ring, line] of Object.entries(lines)) {
    useRing(ring);
    await expect(inCompany(shop.owner, (ctx) => open(ctx, place, sealed))).rejects.toThrow(line);
  }
  useRing(undefined);
  expect(() => keyRing()).toThrow("Set ENCRYPTION_KEYS");
});

test("every column of the schema that says it is encrypted or sealed is one whose keys are changed with the others", () => {
  const found = sourceFiles("prisma/models", /\.prisma$/).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body]) => {
      const table = /@@map\("(\w+)"\)/.exec(body!)![1]!;
      return [...body!.matchAll(/@map\("((?:encrypted|sealed)_\w+)"\)/g)].map(([, column]) => `${table}.${column}`);
    }),
  );
  const listed = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`));
  expect(found.filter((place) => !listed.has(place as never))).toEqual([]);
});
