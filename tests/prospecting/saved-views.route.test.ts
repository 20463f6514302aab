import { expect, test } from "vitest";
import type { SavedView } from "~/domains/prospecting/view/saved-view.schema";
import { statementListeners } from "~/platform/db.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { loader as list } from "~/routes/prospecting/prospects._index";
import { action as views } from "~/routes/prospecting/prospects.views";
import { aCompany, aMember, requestOf } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request) => ({ request, params: {}, context: {} as never });
const post = async (scope: CompanyScope, form: Record<string, string>) =>
  (await views(args(await requestOf(scope, "/prospects/views", { form })))) as Response;
const viewsOf = async (scope: CompanyScope, address = "/prospects") =>
  ((await list(args(await requestOf(scope, address)))) as { views: Array<SavedView> }).views;

test("a view keeps the list as it is filtered and sorted; it is its owner's alone until he shares it, and no other company's", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const where = '{"field":"city","is":"equals","value":"Brest"}';
  const query = new URLSearchParams({ where, sort: "name", at: "[1,2]", bogus: "x" }).toString();
  const saved = await post(mine.owner, { act: "save", name: "Brest", query, pinned: "on" });
  const kept = `where=${encodeURIComponent(where)}&sort=name`;
  expect(decodeURIComponent(saved.headers.get("location")!)).toBe(decodeURIComponent(`/prospects?${kept}`));
  expect(await viewsOf(mine.owner)).toMatchObject([{ name: "Brest", isPinned: true, isShared: false, isMine: true }]);
  expect([await viewsOf(mine.agent), await viewsOf(other.owner)]).toEqual([[], []]);
  const [view] = await viewsOf(mine.owner);
  for (const stranger of [mine.agent, other.owner])
    await expect(post(stranger, { act: "delete", viewId: view!.id })).rejects.toThrow("prospecting.view.unknown");
  await post(mine.owner, { act: "share", viewId: view!.id });
  expect(await viewsOf(mine.agent)).toMatchObject([{ name: "Brest", isShared: true, isMine: false }]);
  await post(mine.owner, { act: "save", name: "Brest", query: "q=brest" });
  expect(await viewsOf(mine.owner)).toMatchObject([{ id: view!.id, query: "q=brest", isShared: false, isPinned: false }]);
  await post(mine.owner, { act: "pin", viewId: view!.id });
  expect(await viewsOf(mine.owner)).toMatchObject([{ isPinned: true }]);
  await post(mine.owner, { act: "delete", viewId: view!.id });
  expect(await viewsOf(mine.owner)).toEqual([]);
});

test("who may only read keeps views for himself; a view without a name or with a broken condition is refused", async () => {
  const mine = await aCompany();
  const viewer = await aMember(mine, "viewer");
  await post(viewer, { act: "save", name: "Pour moi", query: "" });
  await expect(post(viewer, { act: "save", name: "Pour tous", query: "", shared: "on" })).rejects.toThrow("platform.gate.forbidden");
  expect(await viewsOf(viewer)).toMatchObject([{ name: "Pour moi", isShared: false }]);
  expect(await post(mine.owner, { act: "save", name: " ", query: "" })).toMatchObject({ init: { status: 422 } });
  await post(mine.owner, { act: "save", name: "Cassée", query: "where=%7B" });
  expect(await viewsOf(mine.owner)).toEqual([]);
});

test("the list with its views asks no more of the database than the list without", async () => {
  const mine = await aCompany();
  await someProspects(mine.owner, 2);
  await post(mine.owner, { act: "save", name: "Tous", query: "" });
  const seen: Array<string> = [];
  const listen = (sql: string) => void (/prospects|saved_views/.test(sql) && seen.push(sql));
  statementListeners.add(listen);
  expect(await viewsOf(mine.owner)).toHaveLength(1);
  statementListeners.delete(listen);
  expect(seen.length, seen.join("\n")).toBe(2);
  expect(await inCompany(mine.owner, ({ db }) => db.savedView.count())).toBe(1);
});
