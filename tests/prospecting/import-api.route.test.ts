import { expect, test } from "vitest";
import { createApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { rowsAsList } from "~/domains/prospecting/import/api/rows-as-list.rules";
import type { Permission } from "~/platform/permissions";
import { inCompany } from "~/platform/tenancy.server";
import * as one from "~/routes/system/api.v1.imports.$importRunId._index";
import * as refused from "~/routes/system/api.v1.imports.$importRunId_.refused";
import * as send from "~/routes/system/api.v1.imports._index";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { aList, importedList, runToEnd } from "~tests/factories/lists";

const context = { nonce: "n", clientAddress: "127.0.0.1", requestId: "r" } as never;
const about = { source: "Site vitrine", legalBasis: "consent" };
const people = [
  { firstName: "Odile", lastName: "Corbel", email: "odile.corbel@example.test", organizationName: "Agence du Port" },
  { firstName: "Malik", lastName: "Dalmas", email: "malik@example.test", Budget: 1500, tags: ["chaud", "salon"] },
];

const tokenOf = async (shop: TestCompany, scopes: Array<Permission> = ["prospect:import"]) =>
  inCompany(shop.owner, (ctx) =>
    createApiToken(ctx, { may: () => true }, { name: "Site", scopes: scopes as never, expiry: "30", allowedAddresses: [] }),
  ).then(({ token }) => token);

interface Sent {
  type?: string;
  key?: string;
  search?: string;
  method?: string;
}
async function post(token: string, body: unknown, { type = "application/json", key, search = "", method = "POST" }: Sent = {}) {
  const headers = new Headers({ authorization: `Bearer ${token}`, "content-type": type, ...(key && { "idempotency-key": key }) });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://localhost/api/v1/imports${search}`, { method, headers, body: text });
  const answer = await send.action({ request, params: {}, context });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, never> & { id: string; code: string },
  };
}
async function get(door: typeof one | typeof refused, token: string, importRunId: string, search = "") {
  const request = new Request(`http://localhost/api/v1/imports/x${search}`, { headers: { authorization: `Bearer ${token}` } });
  const answer = await door.loader({ request, params: { importRunId }, context });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

test("rows of a program come in by the rules of a list: recognised, with their source and basis, and are told of", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const [token, theirs] = [await tokenOf(shop), await tokenOf(stranger)];
  const sent = await post(token, { ...about, rows: [...people, { firstName: "", Budget: 3 }] });
  expect([sent.status, sent.body]).toMatchObject([
    202,
    { state: "running", source: "Site vitrine", columns: { firstName: "firstName", email: "email", Budget: "custom", tags: "tags" } },
  ]);
  expect(sent.headers.get("location")).toBe(`/api/v1/imports/${sent.body.id}`);
  await runToEnd(shop.owner, sent.body.id);

  expect((await get(one, token, sent.body.id)).body).toMatchObject({
    state: "completed",
    lines: { total: 3, processed: 3, created: 2, merged: 0, refused: 1 },
    error: null,
  });
  const lines = (await get(refused, token, sent.body.id)).body;
  expect(lines).toMatchObject({
    next: null,
    header: expect.arrayContaining(["Budget"]),
    data: [{ line: 4, code: expect.any(String), detail: expect.stringMatching(/\w+ \w+/) }],
  });
  const made = await inCompany(shop.owner, ({ db }) =>
    db.prospect.findMany({
      orderBy: { lastName: "asc" },
      select: { lastName: true, legalBasis: true, sourceDetail: true, importRunId: true },
    }),
  );
  expect(made).toEqual(
    ["Corbel", "Dalmas"].map((lastName) => ({ lastName, legalBasis: "consent", sourceDetail: "Site vitrine", importRunId: sent.body.id })),
  );
  expect((await get(one, theirs, sent.body.id)).status).toBe(404);
  expect((await get(refused, theirs, sent.body.id)).status).toBe(404);
});

test("a list sent again under its key is the same list; another under it is refused, and another company's key is its own", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const [token, theirs] = [await tokenOf(shop), await tokenOf(stranger)];
  const body = { ...about, rows: people };
  const answers = await Promise.all([1, 2, 3].map(() => post(token, body, { key: "order-7" })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
  expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true")).toHaveLength(2);
  for (const other of [
    { ...body, rows: people.slice(1) },
    { ...body, legalBasis: "contract" },
    { ...body, columns: { lastName: "notes" } },
  ]) {
    const answer = await post(token, other, { key: "order-7" });
    expect([answer.status, answer.body.code]).toEqual([409, "prospecting.import.key_reused"]);
  }
  expect((await post(theirs, body, { key: "order-7" })).status).toBe(202);
  expect((await post(token, body, { key: "with space" })).status).toBe(400);
  const kept = await inCompany(shop.owner, async ({ db }) => [await db.importRun.count(), await db.storedFile.count()]);
  expect(kept).toEqual([1, 1]);
});

test("a CSV comes in as it is, under the columns a person confirmed for its header, and into those who are there", async () => {
  const shop = await aCompany();
  const token = await tokenOf(shop);
  await importedList(shop.owner, aList(3), { targets: { 5: "notes" } });
  const search = `?${new URLSearchParams({ source: "Export du soir", legalBasis: "legitimate_interest", name: "soir.csv" })}`;
  const sent = await post(token, aList(5), { type: "text/csv; charset=utf-8", search });
  expect([sent.status, sent.body]).toMatchObject([202, { name: "soir.csv", columns: { Ville: "notes" } }]);
  expect(await runToEnd(shop.owner, sent.body.id)).toMatchObject({ state: "completed", totalLines: 5, createdCount: 2, mergedCount: 3 });
  const jobs = await inCompany(shop.owner, ({ db }) => db.importJob.count());
  expect(jobs).toBe(1);
});

test("columns named by the program win; unknown ones, those taken twice and lists of nobody are refused, and nothing is kept", async () => {
  const shop = await aCompany();
  const token = await tokenOf(shop);
  const rows = [{ A: "Corbel", B: "odile@example.test" }];
  for (const [wrong, code] of [
    [{ ...about, rows, columns: { C: "email" } }, "prospecting.import.column_unknown"],
    [{ ...about, rows, columns: { A: "field:nothing" } }, "prospecting.import.column_unknown"],
    [{ ...about, rows, columns: { A: "email", B: "email" } }, "prospecting.import.target_twice"],
    [{ ...about, rows: [{ Z: "?" }] }, "prospecting.import.nobody_mapped"],
    [{ ...about, rows: [] }, "identity.api.invalid"],
    [{ source: "x", legalBasis: "whim", rows }, "identity.api.invalid"],
    [{ ...about, rows: [{ A: { deep: 1 } }] }, "identity.api.invalid"],
  ] as const) {
    const answer = await post(token, wrong);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  }
  expect((await post(token, "PK\u0003\u0004", { type: "text/csv", search: "?source=abc&legalBasis=consent" })).body.code).toBe(
    "prospecting.import.file_is_spreadsheet",
  );
  expect((await post(token, "<a/>", { type: "application/xml" })).body.code).toBe("prospecting.import.type_unknown");
  expect((await post(token, "a;b", { type: "text/csv" })).status).toBe(400);
  expect((await post(await tokenOf(shop, ["prospect:read"]), { ...about, rows })).status).toBe(403);
  expect(await inCompany(shop.owner, async ({ db }) => (await db.importRun.count()) + (await db.storedFile.count()))).toBe(0);
  const right = await post(token, { ...about, rows, columns: { A: "lastName" } });
  expect(right.body.columns).toMatchObject({ A: "lastName", B: "email" });
});

test("what stands in a cell comes out of the list as it went in", () => {
  const { text } = rowsAsList([{ a: 'say "hi", now', b: true }, { b: null, "c;d": ["x", 2] }, {}]);
  expect(text).toBe('"a","b","c;d"\r\n"say ""hi"", now","true",""\r\n"","","x, 2"\r\n"","",""\r\n');
});
