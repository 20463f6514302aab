import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { AppError } from "~/platform/errors";
import { inCompany } from "~/platform/tenancy.server";
import * as list from "~/routes/operations/settings.audit._index";
import * as detail from "~/routes/operations/settings.audit.$entryId";
import * as file from "~/routes/operations/settings.audit.export";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { actOnMany } from "~tests/factories/prospecting";

const argsOf = async (who: TestCompany["owner"], path: string, params = {}) =>
  ({ request: await requestOf(who, path), params, context: {} }) as unknown as LoaderFunctionArgs;
const page = async (company: TestCompany, query = "") => list.loader(await argsOf(company.owner, `/settings/audit${query}`));
const textOf = async (company: TestCompany, query = "") =>
  (await file.loader(await argsOf(company.owner, `/settings/audit/export${query}`))).text();

async function aHistory() {
  const shop = await aCompany();
  const { prospectId } = await inCompany(shop.agent, (ctx) =>
    createProspect(ctx, { lastName: "Prune", email: "prune@example.test" } as never),
  );
  await actOnMany(shop.owner, { ids: [prospectId] }, { act: "delete" });
  return { shop, prospectId };
}

test("the log is listed newest first and goes on from the last row seen, each once", async () => {
  const { shop } = await aHistory();
  await inCompany(shop.owner, async ({ audit }) => {
    for (let at = 0; at < 49; at++) audit({ action: "thing.done", after: { at } });
  });
  const first = await page(shop);
  expect(first.rows).toHaveLength(50);
  const second = await page(shop, `?before=${first.next}`);
  const numbers = [...first.rows, ...second.rows].map(({ sequence }) => Number(sequence));
  expect(numbers).toEqual(numbers.map((_, at) => numbers[0]! - at));
  expect(numbers.at(-1)).toBe(1);
});

test("it is narrowed by who, what, object, days and outcome; a nonsense filter is none", async () => {
  const { shop, prospectId } = await aHistory();
  const actions = async (query: string) => (await page(shop, query)).rows.map(({ action }) => action);
  expect(await actions(`?about=${prospectId}`)).toEqual(["prospects.deleted", "prospect.created"]);
  expect(await actions(`?about=${prospectId}&who=${shop.agent.actor.id}`)).toEqual(["prospect.created"]);
  expect(await actions("?action=prospects.deleted&type=prospect")).toEqual(["prospects.deleted"]);
  expect(await actions("?from=2020-01-01&until=2020-12-31")).toEqual([]);
  expect(await actions("?outcome=refused")).toEqual([]);
  const all = await actions("");
  expect(await actions("?who=x'--&from=2026-13-45&outcome=perhaps&about=1")).toEqual(all);
});

test("an entry shows what changed, without what is personal, and nobody else's", async () => {
  const { shop, prospectId } = await aHistory();
  const other = await aCompany();
  const { rows } = await page(shop, `?about=${prospectId}&action=prospect.created`);
  const { entry, changes } = await detail.loader(await argsOf(shop.owner, `/settings/audit/${rows[0]!.id}`, { entryId: rows[0]!.id }));
  expect(entry).toMatchObject({ action: "prospect.created", resourceId: prospectId });
  expect(JSON.stringify(changes)).not.toMatch(/prune/i);
  expect(changes.find(({ field }) => field === "email")?.after).toBe('{"masked":"personal"}');
  const foreign = detail.loader(await argsOf(other.owner, `/settings/audit/${rows[0]!.id}`, { entryId: rows[0]!.id }));
  await expect(foreign).rejects.toMatchObject({ detail: { status: 404 } });
  expect((await page(other, `?about=${prospectId}`)).rows).toEqual([]);
  expect(await textOf(other)).not.toContain(prospectId);
});

test("the file holds the log as it is filtered, safe for spreadsheets, and that it was taken is logged", async () => {
  const { shop, prospectId } = await aHistory();
  await inCompany(shop.owner, async ({ audit }) =>
    audit({ action: "thing.done", success: false, error: '=HYPERLINK("http://example.test")' }),
  );
  const text = await textOf(shop);
  expect(text).toContain(prospectId);
  expect(text).toContain("'=HYPERLINK");
  expect(text).not.toMatch(/;"?=HYPERLINK/);
  const only = await textOf(shop, "?action=prospects.deleted");
  expect(only.trim().split("\r\n")).toHaveLength(2);
  expect((await page(shop, "?action=audit.exported")).rows).toHaveLength(2);
});

test("who may not read the log is refused; who may change the company sets how long it is kept", async () => {
  const shop = await aCompany();
  await expect(list.loader(await argsOf(shop.agent, "/settings/audit"))).rejects.toBeInstanceOf(AppError);
  const save = async (months: string) =>
    list.action({ request: await requestOf(shop.owner, "/settings/audit", { form: { months } }), params: {}, context: {} } as never);
  await save("13");
  expect((await page(shop)).months).toBe(60);
  await save("24");
  expect((await page(shop)).months).toBe(24);
  expect((await page(shop, "?action=audit.retention_changed")).rows).toHaveLength(1);
});
