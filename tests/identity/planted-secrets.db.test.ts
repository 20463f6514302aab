import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { createApiToken, listApiTokens } from "~/domains/identity/api-token/create-api-token.server";
import { addServiceKey, changeServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { takeServiceKey } from "~/domains/identity/outside-key/take-outside-key.server";
import { testServiceKey } from "~/domains/identity/outside-key/test-outside-key.server";
import { draftChunk } from "~/domains/outreach/draft/draft-chunk.server";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { hashPassword } from "~/platform/passwords.server";
import { setLogWriter } from "~/platform/logger";
import { asJob, asUser, inCompany } from "~/platform/tenancy.server";
import { seal } from "~/platform/vault/vault.server";
import { loader as keysPage } from "~/routes/identity/settings.keys._index";
import { loader as keyPage } from "~/routes/identity/settings.keys.$serviceKeyId._index";
import { loader as tokensPage } from "~/routes/identity/settings.tokens._index";
import { loader as meDoor } from "~/routes/system/api.v1.me";
import { useTransport } from "~inngest/client";
import { aCompany, asOwner, cookieOf, requestOf, type TestCompany } from "~tests/factories/company";
import { aCampaign } from "~tests/factories/outreach";
import { fakeOpenai } from "~tests/fakes/openai";
import { asSuperuser } from "~tests/isolation/canary-world";
import { hasDoor } from "~tests/isolation/knock";
import { examples, paramsOf, pathOf } from "~tests/isolation/routes";
import { takeFacts } from "~tests/setup/jobs";
import { network } from "~tests/setup/network";

/** Each way a secret may lie about: as it is, and as it is commonly written. */
const formsOf = (secret: string) => {
  const bytes = Buffer.from(secret, "utf8");
  return [secret, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), bytes.toString("hex")];
};

/** Every row of every table, our own and the job engine's, as one text. */
const dump = () =>
  asSuperuser(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
    );
    const texts: Array<string> = [];
    for (const { name } of tables)
      for (const { row } of (await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).rows) texts.push(row);
    return texts.join("\n");
  });

const modules = import.meta.glob<{ loader?: (args: never) => unknown; default?: unknown }>("/app/routes/*/**/*.{ts,tsx}");
/** Doors that answer without end, or whose answer is not the company's. */
const otherDoors = new Set(["system/api.inngest.ts", "system/webhooks.postmark.ts", "system/stories.tsx"]);

/**
 * What every page of the product and every door of the API tells the owner: the data of each loader, as it is rendered from and as it
 * goes to the browser, with the headers of its answer. @returns as many texts as there are loaders
 */
async function everyPage(shop: TestCompany, { ids, token }: { ids: Record<string, string>; token: string }): Promise<Array<string>> {
  const own = await inCompany(shop.owner, async ({ db, companyId }) => {
    const first = async (rows: Promise<{ id: string } | null>) => (await rows)?.id ?? crypto.randomUUID();
    return {
      companyId,
      prospectId: await first(db.prospect.findFirst({ select: { id: true } })),
      productId: await first(db.product.findFirst({ select: { id: true } })),
      roleId: await first(db.role.findFirst({ select: { id: true } })),
      membershipId: await first(db.membership.findFirst({ select: { id: true } })),
      entryId: await first(db.auditLog.findFirst({ where: { action: "service_key.added" }, select: { id: true } })),
    };
  });
  const known: Record<string, string> = new Proxy(
    { ...own, ...ids },
    { get: (all, name) => (all as Record<string, string>)[String(name)] ?? crypto.randomUUID() },
  );
  const texts: Array<string> = [];
  for (const [path, load] of Object.entries(modules)) {
    const file = path.replace("/app/routes/", "");
    if (otherDoors.has(file) || !hasDoor(file, "loader")) continue;
    const { loader } = await load();
    const params = Object.fromEntries(paramsOf(file).map((name) => [name, known[examples[file]?.params?.[name] ?? name]!]));
    const search = examples[file]?.search?.(known);
    const request = await requestOf(shop.owner, pathOf(file, params) + (search ? `?${search}` : ""));
    if (file.startsWith("system/api.")) request.headers.set("authorization", `Bearer ${token}`);
    const context = { clientAddress: "192.0.2.1", requestId: "planted", nonce: "n" };
    const answer = await Promise.resolve(loader!({ request, params, context } as never)).catch((thrown: unknown) => thrown);
    texts.push(`${file} ${await textOf(answer)}`);
  }
  return texts;
}

/** All that an answer of a loader says, whatever shape it has. */
async function textOf(answer: unknown): Promise<string> {
  if (answer instanceof Response)
    return `${answer.status} ${JSON.stringify([...answer.headers])} ${unpacked([...answer.headers])} ${await answer.text()}`;
  if (answer instanceof Error) return `${answer.message} ${JSON.stringify(answer)}`;
  return JSON.stringify(answer);
}

/** Cookies carry their values in base64. */
const unpacked = (headers: Array<[string, string]>) =>
  headers.map(([, value]) => Buffer.from(decodeURIComponent(value.split(/[=;]/)[1] ?? ""), "base64").toString("utf8")).join(" ");

test("twenty secrets, used in earnest, are found in no table, log, payload or page", async () => {
  const logged: Array<string> = [];
  const payloads: Array<string> = [];
  setLogWriter((line) => void logged.push(line));
  useTransport(async (request: Request) => {
    payloads.push(await request.clone().text());
    return takeFacts(request);
  });
  const { VENDORS } = process.env;
  Object.assign(process.env, { VENDORS: "" });
  rereadEnv();
  try {
    const shop = await aCompany();
    const secrets: Record<string, string> = {};
    const random = () => crypto.randomUUID().replaceAll("-", "");

    const keyIds: Array<string> = [];
    for (let at = 0; at < 5; at++) {
      const value = (secrets[`service key ${at}`] = `sk-planted-${random()}`);
      const { serviceKeyId } = await inCompany(shop.owner, (ctx) =>
        addServiceKey(ctx, { serviceName: at < 4 ? "openai" : "hunter", value, label: `Clé ${at}` }),
      );
      keyIds.push(serviceKeyId);
    }
    const replaced = (secrets["a key that replaced another"] = `sk-planted-${random()}`);
    await inCompany(shop.owner, (ctx) => changeServiceKey(ctx, keyIds[1]!, { value: replaced, label: "Remplacée" }));
    const tokens: Array<string> = [];
    for (let at = 0; at < 5; at++) {
      const { token } = await inCompany(shop.owner, (ctx) =>
        createApiToken(
          ctx,
          { may: () => true },
          { name: `Jeton ${at}`, scopes: ["prospect:read"], expiry: "30", allowedAddresses: at === 4 ? ["198.51.100.1"] : [] },
        ),
      );
      tokens.push((secrets[`token ${at}`] = token));
    }
    for (const [at, { actor }] of [shop.owner, shop.manager, shop.agent].entries()) {
      const seed = (secrets[`seed ${at}`] = random().toUpperCase());
      const id = uuidv7();
      await asUser(actor.id, async (ctx) =>
        ctx.db.authenticatorApp.create({
          data: {
            id,
            userId: actor.id,
            sealedSecret: await seal(ctx, { userId: actor.id, table: "authenticator_apps", column: "sealed_secret", rowId: id }, seed),
            confirmedAt: ctx.now,
          },
        }),
      );
      const password = (secrets[`password ${at}`] = `phrase ${random()}`);
      const passwordHash = await hashPassword(password);
      await asUser(actor.id, ({ db }) => db.user.update({ where: { id: actor.id }, data: { passwordHash } }));
      const cookie = (await cookieOf([shop.owner, shop.manager, shop.agent][at]!)).split("=").slice(1).join("=");
      secrets[`session ${at}`] = JSON.parse(Buffer.from(decodeURIComponent(cookie).split(".")[0]!, "base64").toString("utf8")) as string;
    }
    expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(20);

    // Used in earnest, and where things go wrong too.
    const taken = await inCompany(shop.owner, (ctx) => takeServiceKey(ctx, { service: "openai", requests: 1 }));
    expect(taken).toMatchObject({ state: "taken", value: secrets["service key 0"] });
    network.use(
      http.get("https://api.openai.com/v1/models", ({ request }) =>
        HttpResponse.json({ error: request.headers.get("authorization") }, { status: 401 }),
      ),
      http.get("https://api.hunter.io/v2/account", () => HttpResponse.error()),
    );
    for (const keyId of keyIds) await testServiceKey(shop.owner, keyId);
    fakeOpenai(() => ({ status: 401 }));
    const { campaignId, messageIds } = await aCampaign(shop, { prospects: [{}, {}], until: "launched" });
    await draftChunk(asJob(shop.companyId, "outreach/draft-messages"), { campaignId, messageIds });

    const told: Array<string> = [];
    const context = { clientAddress: "192.0.2.1", requestId: "planted", nonce: "n" };
    for (const token of [...tokens, `${tokens[0]!}x`]) {
      const request = new Request("http://localhost/api/v1/me", { headers: { authorization: `Bearer ${token}` } });
      const answer = (await meDoor({ request, params: {}, context } as never)) as Response;
      told.push(await answer.text(), JSON.stringify([...answer.headers]));
    }
    told.push(
      JSON.stringify(await keysPage({ request: await requestOf(shop.owner, "/settings/keys"), params: {}, context } as never)),
      JSON.stringify(await tokensPage({ request: await requestOf(shop.owner, "/settings/tokens"), params: {}, context } as never)),
      JSON.stringify(await inCompany(shop.owner, listApiTokens)),
    );
    for (const serviceKeyId of keyIds)
      told.push(
        JSON.stringify(
          await keyPage({
            request: await requestOf(shop.owner, `/settings/keys/${serviceKeyId}`),
            params: { serviceKeyId },
            context,
          } as never),
        ),
      );

    told.push(
      ...(await everyPage(shop, {
        ids: { serviceKeyId: keyIds[0]!, memberId: shop.agent.actor.id, campaignId, messageId: messageIds[0]! },
        token: tokens[0]!,
      })),
    );

    const places = { tables: await dump(), logs: logged.join("\n"), payloads: payloads.join("\n"), pages: told.join("\n") };
    expect(places.tables).toContain(shop.companyId);
    expect(places.payloads).toContain(shop.companyId);
    expect(places.pages).toContain("Clé 0");
    const shown = told.filter((text) => /^[\w/$.[\]]+\.tsx? \{/.test(text));
    expect(shown.length, "pages that were there for the owner").toBeGreaterThan(40);
    const hits = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets).flatMap(([name, secret]) =>
        formsOf(secret).some((form) => text.includes(form)) ? [`${name} in ${place}`] : [],
      ),
    );
    expect(hits).toEqual([]);
    const { rows } = await asOwner((owner) =>
      owner.query("SELECT encrypted_value AS sealed FROM service_keys WHERE company_id = $1", [shop.companyId]),
    );
    expect(rows).toHaveLength(5);
  } finally {
    process.env.VENDORS = VENDORS;
    rereadEnv();
    useTransport(takeFacts);
    setLogWriter((line) => console.log(line));
  }
}, 60_000);
