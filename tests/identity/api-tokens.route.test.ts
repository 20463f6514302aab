import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { expect, test } from "vitest";
import type { CreateApiToken } from "~/domains/identity/api-token/api-token.schema";
import { createApiToken, listApiTokens, revokeApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { describeApi } from "~/domains/prospecting/prospect/describe-api.server";
import type { CompanyScope } from "~/platform/tenancy.server";
import { inCompany } from "~/platform/tenancy.server";
import { isAllowedFrom, isApiToken, newApiToken, rangeOf, tokenRate } from "~/platform/token-gate.server";
import * as list from "~/routes/system/api.v1.prospects._index";
import * as one from "~/routes/system/api.v1.prospects.$prospectId";
import * as me from "~/routes/system/api.v1.me";
import * as other from "~/routes/system/api.v1.$";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const make = async (shop: TestCompany, who: CompanyScope = shop.owner, input: Partial<CreateApiToken> = {}) =>
  inCompany(who, (ctx) =>
    createApiToken(
      ctx,
      { may: () => true },
      { name: "Site", scopes: ["prospect:read", "prospect:change"], expiry: "30", allowedAddresses: [], ...input },
    ),
  );

interface Module {
  loader?: LoaderFunction;
  action?: ActionFunction;
}
interface Ask {
  token?: string;
  method?: string;
  search?: string;
  body?: unknown;
  raw?: string;
  id?: string;
  from?: string;
  language?: string;
}
async function ask(door: Module, { token, method = "GET", search = "", body, raw, id, from = "192.0.2.7", language = "en" }: Ask) {
  const headers = new Headers({ "accept-language": language });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  const request = new Request(`http://localhost/api/v1/x${search}`, {
    method,
    headers,
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const handler = method === "GET" ? door.loader! : door.action!;
  const answer = (await handler({
    request,
    params: { prospectId: id },
    context: { clientAddress: from, requestId: "req-1", nonce: "" },
  } as never)) as Response;
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, unknown> & {
      id: string;
      data: Array<{ id: string }>;
      next: string | null;
      errors: Array<Record<string, string>>;
    },
  };
}

test("a token is random, checks itself, and one letter amiss is known before anybody is asked", () => {
  const { token, prefix } = newApiToken();
  expect(token).toMatch(/^essor_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  expect(token.startsWith(`${prefix}_`)).toBe(true);
  expect(isApiToken(token)).toBe(true);
  for (let at = 11; at < token.length; at++) {
    const letter = token[at] === "A" ? "B" : "A";
    if (token[at] !== "_") expect(isApiToken(token.slice(0, at) + letter + token.slice(at + 1))).toBe(false);
  }
  expect(new Set(Array.from({ length: 1000 }, () => newApiToken().token)).size).toBe(1000);
});

test("addresses and ranges mean what they say, in both versions", () => {
  expect(isAllowedFrom([], "unknown")).toBe(true);
  expect(isAllowedFrom(["203.0.113.0/24", "2001:db8::/32"], "203.0.113.9")).toBe(true);
  expect(isAllowedFrom(["203.0.113.0/24"], "::ffff:203.0.113.9")).toBe(true);
  expect(isAllowedFrom(["203.0.113.0/24", "2001:db8::/32"], "2001:db8::5")).toBe(true);
  expect(isAllowedFrom(["203.0.113.0/24"], "203.0.114.1")).toBe(false);
  expect(isAllowedFrom(["203.0.113.7"], "unknown")).toBe(false);
  for (const wrong of ["203.0.113", "203.0.113.0/33", "x", "::/129", ""]) expect(rangeOf(wrong)).toBeNull();
});

test("the table keeps its first characters and its digest, never the token", async () => {
  const shop = await aCompany();
  const { token } = await make(shop);
  const { rows } = await asOwner((owner) => owner.query("SELECT t::text AS row FROM api_tokens t WHERE company_id = $1", [shop.companyId]));
  expect(rows).toHaveLength(1);
  expect(rows[0].row).not.toContain(token.slice(20));
  expect(await inCompany(shop.owner, listApiTokens)).toMatchObject([{ name: "Site", state: "live", prefix: token.slice(0, 19) }]);
  await expect(
    inCompany(shop.agent, (ctx) =>
      createApiToken(
        ctx,
        { may: (wanted) => wanted !== "prospect:change" },
        { name: "x", scopes: ["prospect:change"], expiry: "30", allowedAddresses: [] },
      ),
    ),
  ).rejects.toMatchObject({ code: "identity.api_token.scopes_beyond" });
});

test("what is created over the API is read, changed and listed there, page by page, and another company's token sees none of it", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const [{ token }, theirs] = [await make(shop), await make(stranger)];
  const ids: Array<string> = [];
  for (const lastName of ["Abeille", "Bruyère", "Citron"]) {
    const made = await ask(list, {
      token,
      method: "POST",
      body: { lastName, email: `${lastName.toLowerCase().replace("è", "e")}-${shop.companyId}@example.test`, phone: "01 99 00 12 34" },
    });
    expect([made.status, made.body]).toMatchObject([201, { lastName, source: "api", phone: "+33199001234" }]);
    expect(made.headers.get("location")).toBe(`/api/v1/prospects/${made.body.id as string}`);
    ids.push(made.body.id);
  }
  const first = await ask(list, { token, search: "?limit=2" });
  const second = await ask(list, { token, search: `?limit=2&cursor=${first.body.next}` });
  expect([...first.body.data, ...second.body.data].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(second.body.next).toBeNull();
  expect((await ask(one, { token, method: "PATCH", id: ids[0], body: { city: "Brest", phone: null } })).body).toMatchObject({
    city: "Brest",
    phone: null,
    lastName: "Abeille",
  });
  expect((await ask(one, { token, id: ids[0] })).body).toMatchObject({ city: "Brest" });

  expect((await ask(list, { token: theirs.token })).body).toEqual({ data: [], next: null });
  for (const method of ["GET", "PATCH"]) {
    const answer = await ask(one, { token: theirs.token, method, id: ids[0], ...(method === "PATCH" && { body: { city: "Nice" } }) });
    expect([answer.status, answer.body.code]).toEqual([404, "platform.record.unknown"]);
    expect(JSON.stringify(answer.body)).not.toContain("Abeille");
  }
  expect((await ask(one, { token, id: ids[0] })).body).toMatchObject({ city: "Brest" });
  await expect(
    inCompany(stranger.owner, async (ctx) => revokeApiToken(ctx, (await inCompany(shop.owner, listApiTokens))[0]!.id)),
  ).rejects.toMatchObject({ code: "platform.record.unknown" });
});

test("refusals are problems: with a code, a sentence in the reader's language, and where the fault stands", async () => {
  const shop = await aCompany();
  const { token } = await make(shop);
  const bad = await ask(list, { token, method: "POST", body: { email: "nobody", surprise: 1 }, language: "fr" });
  expect([bad.status, bad.headers.get("content-type")]).toEqual([422, "application/problem+json; charset=utf-8"]);
  expect(bad.body).toMatchObject({
    type: "urn:essor:problem:identity.api.invalid",
    status: 422,
    title: "Certaines valeurs ne conviennent pas.",
    instance: "urn:essor:request:req-1",
  });
  expect(bad.body.errors).toContainEqual(expect.objectContaining({ pointer: "/email", code: "prospecting.prospect.email_invalid" }));
  for (const raw of ["", "{", "[]", '"x"', "null", '{"lastName":"a\\u0000"}'])
    expect((await ask(list, { token, method: "POST", raw })).body).toMatchObject({ status: 400, code: "identity.api.body_invalid" });
  expect((await ask(list, { token, search: "?limit=0" })).status).toBe(400);
  expect((await ask(list, { token, search: "?cursor=xyz" })).status).toBe(422);
  expect((await ask(one, { token, id: "../1" })).status).toBe(404);
  const method = await ask(list, { token, method: "DELETE" });
  expect([method.status, method.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect((await ask(other, { token })).body).toMatchObject({ status: 404, code: "identity.api.unknown" });
});

test("a token that is missing, forged, revoked, expired, from elsewhere or of a member who left opens nothing", async () => {
  const shop = await aCompany();
  const { token, apiTokenId } = await make(shop);
  const missing = await ask(me, {});
  expect([missing.status, missing.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Essor"']);
  for (const wrong of ["x", newApiToken().token, `${token}x`, token.toLowerCase()])
    expect((await ask(me, { token: wrong })).status).toBe(401);
  expect((await ask(me, { token })).body).toMatchObject({ company: { id: shop.companyId }, tokenId: apiTokenId });

  const bound = await make(shop, shop.owner, { allowedAddresses: ["198.51.100.0/24"] });
  expect((await ask(me, { token: bound.token })).body).toMatchObject({ status: 403, code: "identity.api.address_refused" });
  expect((await ask(me, { token: bound.token, from: "198.51.100.3" })).status).toBe(200);

  await inCompany(shop.owner, (ctx) => revokeApiToken(ctx, apiTokenId));
  expect((await ask(me, { token })).status).toBe(401);
  const old = await make(shop);
  await asOwner((owner) => owner.query("UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1", [old.apiTokenId]));
  expect((await ask(me, { token: old.token })).status).toBe(401);

  const agents = await make(shop, shop.agent);
  expect((await ask(me, { token: agents.token })).status).toBe(200);
  await asOwner((owner) =>
    owner.query("UPDATE memberships SET is_active = false WHERE company_id = $1 AND user_id = $2", [shop.companyId, shop.agent.actor.id]),
  );
  expect((await ask(me, { token: agents.token })).status).toBe(401);
});

test("a token may what its scopes name and its creator still may, no more", async () => {
  const shop = await aCompany();
  const reader = await make(shop, shop.owner, { scopes: ["prospect:read"] });
  expect((await ask(list, { token: reader.token, method: "POST", body: { lastName: "Non" } })).body).toMatchObject({
    status: 403,
    code: "identity.api.forbidden",
  });
  const agents = await make(shop, shop.agent);
  expect((await ask(list, { token: agents.token, method: "POST", body: { lastName: "Oui" } })).status).toBe(201);
  await asOwner((owner) =>
    owner.query(
      "INSERT INTO user_permissions (id, company_id, user_id, permission, is_granted, scope) VALUES (app.uuid_v7(), $1, $2, 'prospect:change', false, 'all')",
      [shop.companyId, shop.agent.actor.id],
    ),
  );
  expect((await ask(list, { token: agents.token, method: "POST", body: { lastName: "Plus" } })).status).toBe(403);
});

test("a token asks so often a minute, then hears when to come back; each call is noted without its texts", async () => {
  const shop = await aCompany();
  const { token, apiTokenId } = await make(shop);
  await asOwner((owner) =>
    owner.query(
      "INSERT INTO rate_windows (key, starts_at, count) SELECT $1, to_timestamp(floor(extract(epoch FROM now()) / 60) * 60 + 60 * n), $2 FROM generate_series(0, 1) n",
      [`api.token:${apiTokenId}`, tokenRate.atMost - 1],
    ),
  );
  expect((await ask(me, { token })).status).toBe(200);
  const late = await ask(me, { token });
  expect([late.status, Number(late.headers.get("retry-after")) <= 60]).toEqual([429, true]);
  const calls = await inCompany(shop.owner, ({ db }) =>
    db.apiUsage.findMany({ where: { apiTokenId }, select: { endpoint: true, statusCode: true } }),
  );
  expect(calls).toEqual([{ endpoint: "/api/v1/me", statusCode: 200 }]);
});

test("the description of the API is made of its schemas and names every door", () => {
  const described = describeApi() as {
    paths: Record<string, Record<string, unknown>>;
    components: { schemas: Record<string, { properties: Record<string, unknown> }> };
  };
  expect(Object.entries(described.paths).map(([path, doors]) => [path, Object.keys(doors).filter((key) => key !== "parameters")])).toEqual([
    ["/me", ["get"]],
    ["/prospects", ["get", "post"]],
    ["/prospects/{id}/merge", ["post"]],
    ["/prospects/{id}", ["get", "patch"]],
    ["/imports", ["post"]],
    ["/imports/{id}", ["get"]],
    ["/imports/{id}/refused", ["get"]],
  ]);
  expect(described.components.schemas.ProspectInput!.properties).toMatchObject({
    email: { type: ["string", "null"] },
    lastName: { anyOf: [{ type: "string", maxLength: 100 }, { type: "null" }] },
  });
});
