import { expect, test } from "vitest";
import { createApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { findPairs } from "~/domains/prospecting/duplicate/find-pairs.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { inCompany } from "~/platform/tenancy.server";
import * as queue from "~/routes/prospecting/duplicates._index";
import * as mergePair from "~/routes/prospecting/duplicates.$pairId.merge";
import * as partPair from "~/routes/prospecting/duplicates.$pairId.part";
import * as record from "~/routes/prospecting/prospects.$prospectId";
import * as unmerge from "~/routes/prospecting/prospects.unmerge";
import * as api from "~/routes/system/api.v1.prospects.$prospectId_.merge";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";

const context = { nonce: "n", clientAddress: "127.0.0.1", requestId: "r" } as never;
const solene = { firstName: "Solène", lastName: "Quimerch", organizationName: "Agence du Port", phone: "+33199000011" };

async function aPair(shop: TestCompany) {
  return inCompany(shop.owner, async (ctx) => {
    const { prospectId: one } = await createProspect(ctx, { ...solene, email: "solene@example.test", city: "Brest" });
    const { prospectId: other } = await createProspect(ctx, { ...solene, email: "s.quimerch@example.test", city: "Quimper" });
    await findPairs(ctx, [one]);
    const { id: pairId } = await ctx.db.duplicatePair.findFirstOrThrow({ select: { id: true } });
    return { one, other, pairId };
  });
}

test("a pair is seen, merged as chosen, its old address leads on, and the merge is taken back", async () => {
  const [shop, strange] = [await aCompany(), await aCompany()];
  const { one, other, pairId } = await aPair(shop);
  const seen = await queue.loader({ request: await requestOf(shop.owner, "/duplicates"), params: {}, context });
  expect(seen.queue).toMatchObject({ pair: { id: pairId }, total: 1, certain: 1 });
  expect(seen.queue!.preview.fields.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(["email", "city"]);
  const theirs = await queue.loader({ request: await requestOf(strange.owner, `/duplicates?pair=${pairId}`), params: {}, context });
  expect(theirs.queue).toBeNull();

  const { one: first } = seen.queue!.preview;
  const side = first.id === one ? "one" : "other";
  const form = { winner: side, keep_city: side === "one" ? "other" : "one" };
  const merged = (await mergePair.action({
    request: await requestOf(shop.owner, `/duplicates/${pairId}/merge`, { form }),
    params: { pairId },
    context,
  })) as Response;
  expect([merged.status, merged.headers.get("location")]).toEqual([302, "/duplicates"]);
  const kept = await inCompany(shop.owner, ({ db }) => db.prospect.findFirst({ where: { id: one }, select: { email: true, city: true } }));
  expect(kept).toEqual({ email: "solene@example.test", city: "Quimper" });

  const old = await record
    .loader({ request: await requestOf(shop.owner, `/prospects/${other}`), params: { prospectId: other }, context })
    .catch((answer: Response) => answer);
  expect((old as Response).headers.get("location")).toBe(`/prospects/${one}`);
  const page = await record.loader({ request: await requestOf(shop.owner, `/prospects/${one}`), params: { prospectId: one }, context });
  expect(page.merges).toHaveLength(1);

  const back = (await unmerge.action({
    request: await requestOf(shop.owner, "/prospects/unmerge", { form: { merge: page.merges[0]!.id, back: `/prospects/${one}` } }),
    params: {},
    context,
  })) as Response;
  expect(back.headers.get("location")).toBe(`/prospects/${one}`);
  const both = await record.loader({ request: await requestOf(shop.owner, `/prospects/${other}`), params: { prospectId: other }, context });
  expect([both.prospect.city, both.similar.map(({ id }) => id)]).toEqual(["Quimper", [one]]);
});

test("what is not the same leaves the queue, and comes back when that is taken back", async () => {
  const shop = await aCompany();
  const { pairId } = await aPair(shop);
  const part = async (form: Record<string, string>) =>
    partPair.action({ request: await requestOf(shop.owner, `/duplicates/${pairId}/part`, { form }), params: { pairId }, context });
  const waiting = async () =>
    (await queue.loader({ request: await requestOf(shop.owner, "/duplicates"), params: {}, context })).queue?.total ?? 0;
  await part({});
  expect(await waiting()).toBe(0);
  await part({ undo: "yes" });
  expect(await waiting()).toBe(1);
});

test("a program merges by the API, within its right and its company", async () => {
  const [shop, strange] = [await aCompany(), await aCompany()];
  const { one, other } = await aPair(shop);
  const tokenOf = async ({ owner }: TestCompany, scopes: Array<"prospect:read" | "prospect:change">) =>
    (
      await inCompany(owner, (ctx) =>
        createApiToken(ctx, { may: () => true }, { name: "Site", scopes, expiry: "30", allowedAddresses: [] }),
      )
    ).token;
  const call = async (token: string, body: unknown) =>
    api.action({
      request: new Request(`http://localhost/api/v1/prospects/${one}/merge`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
      params: { prospectId: one },
      context,
    });
  const wide: Array<"prospect:read" | "prospect:change"> = ["prospect:read", "prospect:change"];
  expect((await call(await tokenOf(shop, ["prospect:read"]), { with: other })).status).toBe(403);
  expect((await call(await tokenOf(strange, wide), { with: other })).status).toBe(404);
  const token = await tokenOf(shop, wide);
  expect((await call(token, { with: "nobody" })).status).toBe(422);
  expect((await call(token, { with: one })).status).toBe(422);
  const answer = await call(token, { with: other, fields: ["city"] });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    mergeId: expect.any(String),
    prospect: { id: one, city: "Quimper", email: "solene@example.test" },
  });
  expect((await call(token, { with: other })).status).toBe(404);
});
