import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/server-runtime";
import { describe, expect, test } from "vitest";
import { createApp, type Parts } from "~server/app";
import { readConfig } from "~server/config";
import { clientAddress } from "~server/door";
import { listFiles } from "~server/static";

const ours = "https://essor.example";
type Sent = Record<string, string>;

describe("the origin guard", () => {
  const liars: Array<Sent> = [
    { origin: "https://evil.example", cookie: "essor=x" },
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: `${ours}.evil.example` },
    { origin: "http://essor.example" },
    { origin: "null" },
    { origin: "" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", cookie: "essor=x" },
    { cookie: "essor=x" },
  ];
  const paths = [
    "/note",
    "/note.data",
    "/note?_data=routes%2Fnote",
    "/nowhere",
    "/assets/x.js",
    "/API/V1/notes",
    "/webhooksx",
    "/api/inngestx",
    "/unsubscribed",
  ];

  test("refuses a change of state that another site could have sent, and nothing runs", async () => {
    const { ask, ran } = essor();
    for (const path of paths)
      for (const method of ["POST", "PUT", "PATCH", "DELETE"])
        for (const headers of liars) {
          const { status } = await ask(path, { method, headers, body: "a=1" });
          expect({ path, method, headers, status }).toEqual({ path, method, headers, status: 403 });
        }
    expect(ran()).toBe(0);
  });

  test("lets our own forms pass, and machines without a cookie; the older ?_data= it does not", async () => {
    const { ask, ran } = essor();
    for (const headers of [
      { origin: ours, cookie: "essor=x" },
      { "sec-fetch-site": "same-origin", cookie: "essor=x" },
      { "sec-fetch-site": "none" },
      {},
    ] as Array<Sent>)
      expect((await ask("/note", { method: "POST", headers, body: "a=1" })).status).toBe(200);
    expect(ran()).toBe(4);
    expect((await ask("/note?_data=routes%2Fnote", { method: "POST", headers: { origin: ours }, body: "a=1" })).status).toBe(400);
  });

  test("a machine door needs no origin and never sees a cookie", async () => {
    const { ask } = essor();
    for (const path of ["/webhooks/postmark", "/api/v1/notes", "/api/inngest", "/unsubscribe/abc"]) {
      const answer = await ask(path, {
        method: "POST",
        headers: { origin: "https://evil.example", cookie: "essor=x", authorization: "Bearer t" },
        body: "{}",
      });
      expect(await answer.json()).toMatchObject({ cookie: null, authorization: "Bearer t" });
    }
  });
});

test("a body too large is refused, declared or not; a list has room for 500 MB, as JSON for 20", async () => {
  const { ask } = essor();
  const headers = { origin: ours, "content-type": "text/plain" };
  const half = new Uint8Array(300 * 1024);
  const declared = (bytes: number) => ({ ...headers, "content-length": String(bytes) });
  expect((await ask("/note", { method: "POST", headers: declared(600 * 1024), body: "x" })).status).toBe(413);
  expect((await ask("/note", { method: "POST", headers, body: streamOf(half, half) })).status).toBe(413);
  expect((await ask("/note", { method: "POST", headers, body: streamOf(half) })).status).toBe(200);
  expect((await ask("/imports/new", { method: "POST", headers, body: streamOf(half, half) })).status).toBe(200);
  expect((await ask("/imports/new", { method: "POST", headers: declared(500 * 1024 * 1024), body: "x" })).status).toBe(200);
  expect((await ask("/imports/new", { method: "POST", headers: declared(500 * 1024 * 1024 + 1), body: "x" })).status).toBe(413);
  const program = (type: string, bytes: number) =>
    ask("/api/v1/imports", { method: "POST", headers: { "content-type": type, "content-length": String(bytes) }, body: "x" });
  expect((await program("text/csv", 500 * 1024 * 1024)).status).not.toBe(413);
  expect((await program("Application/JSON", 20 * 1024 * 1024)).status).not.toBe(413);
  expect((await program("Application/JSON", 20 * 1024 * 1024 + 1)).status, "JSON is held whole").toBe(413);
});

test("a method the product does not speak stops at the door", async () => {
  const { ask } = essor();
  const answer = await ask("/note", { method: "PROPFIND" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"]);
});

test("every answer bears the headers; the nonce is new each time and the page's alone", async () => {
  const { ask } = essor();
  const nonces = new Set<string>();
  for (const path of ["/note", "/boom", "/nowhere", "/assets/none.js", "/__manifest?p=/a"]) {
    const { headers } = await ask(path, { headers: { accept: "text/html" } });
    for (const name of [
      "content-security-policy",
      "x-content-type-options",
      "referrer-policy",
      "permissions-policy",
      "strict-transport-security",
      "x-request-id",
      "cache-control",
    ])
      expect(headers.get(name), `${path} ${name}`).toBeTruthy();
  }
  for (let visit = 0; visit < 3; visit++) {
    const page = await ask("/page");
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get("content-security-policy")!)![1]!;
    expect(await page.text()).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test("ready means: begun, the database answers, and nobody asked us to stop", async () => {
  let answers: () => Promise<unknown> = () => Promise.resolve();
  const { ask, app } = essor({ ping: () => answers() });
  const state = async () => [(await ask("/healthz")).status, (await ask("/readyz")).status];
  expect(await state()).toEqual([200, 200]);
  answers = () => Promise.reject(new Error("down"));
  expect(await state()).toEqual([200, 503]);
  answers = () => new Promise(() => {}); // a database that says nothing
  expect(await state()).toEqual([200, 503]);
  answers = () => Promise.resolve();
  app.health.draining = true;
  expect(await state()).toEqual([200, 503]);
  Object.assign(app.health, { begun: false, draining: false });
  expect(await state()).toEqual([200, 503]);
});

test("files: immutable, brotli when there is one, HEAD, and no way out of the build", async () => {
  const root = mkdtempSync(join(tmpdir(), "essor-door-"));
  mkdirSync(join(root, "assets"));
  mkdirSync(join(root, ".vite"));
  for (const [name, text] of [
    ["assets/a.js", "let a = 1"],
    ["assets/a.js.br", "squeezed"],
    ["robots.txt", "User-agent: *"],
    [".vite/manifest.json", "{}"],
  ] as const)
    writeFileSync(join(root, name), text);
  const { ask } = essor({ files: listFiles(root) });

  const plain = await ask("/assets/a.js");
  expect([await plain.text(), plain.headers.get("cache-control")]).toEqual(["let a = 1", "public, max-age=31536000, immutable"]);
  const small = await ask("/assets/a.js", { headers: { "accept-encoding": "gzip, br" } });
  expect([await small.text(), small.headers.get("content-encoding")]).toEqual(["squeezed", "br"]);
  expect((await ask("/assets/a.js", { headers: { "accept-encoding": "br;q=0" } })).headers.get("content-encoding")).toBeNull();
  expect((await ask("/assets/a.js", { headers: { "if-none-match": plain.headers.get("etag")! } })).status).toBe(304);
  expect((await ask("/robots.txt")).headers.get("cache-control")).toBe("public, max-age=3600");
  for (const path of [
    "/../package.json",
    "/assets/..%2f..%2fpackage.json",
    "/%2e%2e/package.json",
    "/..\\package.json",
    "/.vite/manifest.json",
    "/assets/%00.js",
    "/assets/a.js.br",
    "/assets/gone.js",
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
});

test("the log names the request and keeps its query to itself", async () => {
  const { ask, lines } = essor({}, { TRUST_PROXY: "1" });
  await ask("/note?token=secret", { headers: { "x-request-id": "given-request-1" } });
  expect(lines).toMatchObject([{ msg: "request", requestId: "given-request-1", method: "GET", path: "/note", status: 200 }]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test("the visitor's address is read where our own proxies wrote it", () => {
  const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.1", "fly-client-ip": "198.51.100.7" });
  expect(clientAddress(headers, "127.0.0.1", "none")).toBe("127.0.0.1");
  expect(clientAddress(headers, "127.0.0.1", 2)).toBe("203.0.113.9");
  expect(clientAddress(headers, "127.0.0.1", "fly")).toBe("198.51.100.7");
  expect(clientAddress(new Headers({ "x-forwarded-for": "6.6.6.6" }), "127.0.0.1", 2)).toBe("127.0.0.1");
  expect(() => readConfig({ TRUST_PROXY: "some" })).toThrow("TRUST_PROXY");
});

/** The door, begun, before a small product of its own: `/note` takes notes, machine doors tell what they were sent, `/boom` breaks. */
function essor(parts: Partial<Parts> = {}, env: Sent = {}) {
  let notes = 0;
  const lines: Array<Record<string, unknown>> = [];
  const echo = ({ request }: LoaderFunctionArgs) =>
    Response.json({ cookie: request.headers.get("cookie"), authorization: request.headers.get("authorization") });
  const note = async ({ request }: LoaderFunctionArgs) => {
    await request.text();
    notes += 1;
    return Response.json({ notes });
  };
  const page = ({ context }: LoaderFunctionArgs) =>
    new Response(`<script nonce="${context!.nonce}"></script>`, { headers: { "content-type": "text/html" } });
  const boom = () => {
    throw new Response("broken", { status: 500 });
  };
  const app = createApp({
    build: buildOf({
      note: { loader: () => Response.json({}), action: note },
      "imports/new": { action: note },
      page: { loader: page },
      boom: { loader: boom },
      "webhooks/postmark": { action: echo },
      "api/v1/notes": { action: echo },
      "api/inngest": { action: echo },
      "unsubscribe/:token": { action: echo },
    }),
    config: readConfig({ PUBLIC_ORIGIN: ours, ...env }),
    mode: "production",
    ping: () => Promise.resolve(),
    log: (line) => void lines.push(line),
    ...parts,
  });
  app.health.begun = true;
  const ask = async (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`${ours}${path}`, { ...init, duplex: "half" } as RequestInit));
  return { app, ask, lines, ran: () => notes };
}

/** What the framework needs to know of a build without any page: its resource routes. */
function buildOf(routes: Record<string, object>): ServerBuild {
  const entry = {
    module: { default: (_: Request, status: number, headers: Headers) => new Response("", { status, headers }), handleError: () => {} },
  };
  const made = Object.entries(routes).map(([path, module]) => [path, { id: path, parentId: "root", path, module }]);
  return {
    mode: "production",
    entry,
    routes: { root: { id: "root", path: "", module: { default: () => null } }, ...Object.fromEntries(made) },
    assets: { entry: { module: "", imports: [] }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    basename: "/",
    isSpaMode: false,
    future: {
      v3_singleFetch: true,
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_lazyRouteDiscovery: false,
      v3_routeConfig: true,
      unstable_optimizeDeps: false,
    },
  } as unknown as ServerBuild;
}

function streamOf(...chunks: Array<Uint8Array>) {
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      return chunk ? controller.enqueue(chunk) : controller.close();
    },
  });
}
