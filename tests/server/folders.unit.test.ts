import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/server-runtime";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { folderOf, narrowed } from "~server/folders";

Object.assign(globalThis, { __remixAppDirectory: resolve("app") }); // what the build tells app/routes.ts
const { default: routeConfig } = await import("../../app/routes");

/** The product's own routes, as a build would list them. */
const routes: ServerBuild["routes"] = { root: { id: "root", path: "", module: {} as never } };
type Entry = { id?: string; file: string; path?: string; index?: boolean; children?: Array<Entry> };
const add = ({ id = "", file, path, index, children = [] }: Entry, parentId: string) => {
  const own = id || file.replace(/\.tsx?$/, "");
  routes[own] = { id: own, parentId, path, index, module: {} as never };
  for (const child of children) add(child, own);
};
for (const entry of (await routeConfig) as Array<Entry>) add(entry, "root");
const assets = { routes: Object.fromEntries(Object.keys(routes).map((id) => [id, { id }])) };
const build = { routes, assets } as unknown as ServerBuild;

const treeOf = (all: ServerBuild["routes"], parentId?: string): NonNullable<Parameters<typeof matchRoutes>[0]> =>
  Object.values(all)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) => (index ? { id, path, index } : { id, path, children: treeOf(all, id) }));
const idsAt = (all: ServerBuild["routes"], pathname: string) => matchRoutes(treeOf(all), pathname)?.map(({ route }) => route.id) ?? null;

/** An address of each route, its parameters filled in. */
const addresses = Object.keys(routes).map((id) => {
  const parts: Array<string> = [];
  for (let at: string | undefined = id; at; at = routes[at]?.parentId) parts.unshift(routes[at]?.path ?? "");
  const path = parts.filter(Boolean).join("/");
  return `/${path.replace(/:\w+/g, "01a1ff7e").replace("*", "some/where")}`;
});
const odd = [
  "/Prospects",
  "/PROSPECTS/x",
  "/%70rospects",
  "/prospects/",
  "//prospects",
  "/nowhere",
  "/nowhere/x",
  "/%2F",
  "/_root",
  "/",
  "/prospects%2Fnew",
];

test("each address meets the same routes in its folder as in the whole build", () => {
  expect(addresses.length).toBeGreaterThan(100);
  for (const address of [...addresses, ...odd])
    expect([address, idsAt(narrowed(build, folderOf(address)).routes, address)]).toEqual([address, idsAt(routes, address)]);
});

test("a page's data is found in the folder of its page", () => {
  expect(folderOf("/prospects.data")).toBe(folderOf("/prospects"));
  expect(folderOf("/prospects/01a1ff7e.data")).toBe(folderOf("/prospects"));
  expect(folderOf("/_root.data")).toBe(folderOf("/"));
});

test("a folder knows few of the routes, and the browser is told of no others", () => {
  const { routes: kept, assets: told } = narrowed(build, "prospects");
  expect(Object.keys(kept).length).toBeLessThan(Object.keys(routes).length / 3);
  expect(Object.keys(told.routes)).toEqual(Object.keys(kept));
});
