import { expect, test } from "vitest";
import { openSession } from "~/platform/session.server";
import { asSuperuser, aWorld, type World } from "./canary-world";
import { bodyOf, hasDoor, hasPage, type Heard, knock, routeFiles } from "./knock";
import { quietServer } from "./quiet-server";
import { examples, paramsOf, pathOf } from "./routes";
import { describeTables, sumsOf } from "./tables";

/** The door of the built server, at every route there is: what another site sends is refused unexecuted, and every answer is armoured. */
const addressOf = (file: string, { ids }: World) =>
  pathOf(file, Object.fromEntries(paramsOf(file).map((name) => [name, ids[examples[file]?.params?.[name] ?? name] ?? ""])));
const isMachineDoor = (path: string) => /^\/(api\/inngest|api\/v1\/|webhooks\/|unsubscribe\/|digest\/)/.test(path);

async function begun() {
  const world = await aWorld(`CANARY-A-${Date.now().toString(36)}`);
  const server = await quietServer();
  const { actor, companyId } = world.company.owner;
  const cookie = (await openSession(new Request(server.origin), { userId: actor.id, companyId, clientAddress: "127.0.0.1" })).split(
    ";",
  )[0]!;
  return { world, server, cookie };
}

test("what another site sends with the owner's cookie is refused with 403 and not executed, at every address and by every method", async () => {
  const { world, server, cookie } = await begun();
  const tables = await asSuperuser(describeTables);
  const state = () => asSuperuser((client) => sumsOf(client, tables, world.company.companyId));
  const before = await state();

  const foreign: Record<string, Record<string, string>> = {
    "another site": { origin: "https://evil.example" },
    "a sandboxed frame": { origin: "null" },
    "no origin": {},
    "our name as a part": { origin: `${server.origin}.evil.example` },
    "another port": { origin: "http://localhost:1" },
    "https for http": { origin: server.origin.replace("http:", "https:") },
    "another site by its other name": { "sec-fetch-site": "cross-site" },
    "a neighbour": { "sec-fetch-site": "same-site" },
  };
  const letIn: Array<string> = [];
  let asked = 0;
  for (const file of routeFiles) {
    const address = addressOf(file, world);
    const { body, type } = await bodyOf(examples[file]?.form?.(world.ids) ?? {});
    const spellings = [
      address,
      `${address === "/" ? "/_root" : address}.data`,
      `${address}?_data=routes%2F${file.replace(/\.\w+$/, "")}`,
      `${address}?index`,
    ];
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of spellings)
        for (const [from, headers] of Object.entries(foreign)) {
          if (isMachineDoor(path) && !path.includes("_data")) continue; // free of the guard, and of cookies: proven below
          const answer = await knock(server.port, { method, path, body, headers: { "content-type": type, cookie, ...headers } });
          asked += 1;
          if (answer.status !== 403 && !isMachineDoor(path)) letIn.push(`${method} ${path} from ${from} → ${answer.status}`);
        }
  }
  expect(letIn).toEqual([]);
  expect(asked).toBeGreaterThan(5000);
  expect(await state()).toEqual(before);

  const control = await knock(server.port, {
    method: "POST",
    path: "/products/new",
    ...(await posted(examples["catalogue/products.new.tsx"]!.form!(world.ids), { cookie, origin: server.origin })),
  });
  expect([control.status, control.headers.location], "the same from our own pages").toEqual([302, expect.stringContaining("/products")]);
  expect(await state()).not.toEqual(before);
});

test("doors of machines do nothing for a cookie", async () => {
  const { world, server, cookie } = await begun();
  const tables = await asSuperuser(describeTables);
  const state = () => asSuperuser((client) => sumsOf(client, tables, world.company.companyId));
  const before = await state();
  for (const file of routeFiles.filter((file) => isMachineDoor(addressOf(file, world)))) {
    const path = addressOf(file, world);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await knock(server.port, {
        method,
        path,
        ...(method === "GET" ? { headers: { cookie } } : await posted({ a: "b" }, { cookie, origin: "https://evil.example" })),
      });
      expect([400, 401, 403, 404, 405, 500], `${method} ${path}`).toContain(answer.status);
      expect(answer.told).not.toMatch(/canary-a-/i);
    }
  }
  expect(await state()).toEqual(before);
});

test("every answer bears the security headers, and no script on any page is without the nonce of its policy", async () => {
  const { world, server, cookie } = await begun();
  const bare: Array<string> = [];
  let [answers, pages, scripts] = [0, 0, 0];
  const look = (what: string, { status, headers, body }: Heard) => {
    answers += 1;
    for (const name of [
      "content-security-policy",
      "x-content-type-options",
      "x-frame-options",
      "referrer-policy",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
      "permissions-policy",
      "x-request-id",
    ])
      if (!headers[name]) bare.push(`${what} → ${status} lacks ${name}`);
    if (!/^text\/html/.test(headers["content-type"] ?? "")) return;
    pages += 1;
    const policy = String(headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    if (/script-src[^;]*unsafe-inline/.test(policy)) bare.push(`${what} allows inline scripts`);
    for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) {
      scripts += 1;
      if (!nonce || !tag.includes(`nonce="${nonce}"`)) bare.push(`${what}: ${tag}`);
    }
    if (/<[^>]+\son(click|load|error|submit)\s*=/i.test(body)) bare.push(`${what} has a handler in its markup`);
    if (/href="javascript:/i.test(body)) bare.push(`${what} has a javascript: address`);
  };

  const get = (path: string, headers: Record<string, string> = {}) =>
    knock(server.port, { method: "GET", path, headers: { "user-agent": "Mozilla/5.0 Chrome/150", ...headers } });
  for (const file of routeFiles) {
    const path = addressOf(file, world);
    const search = examples[file]?.search?.(world.ids);
    for (const [who, headers] of [
      ["owner", { cookie }],
      ["stranger", {}],
    ] as const)
      for (const asked of [path, `${path}.data`, ...(search ? [`${path}?${search}`] : [])]) {
        const answer = await get(asked, headers as Record<string, string>);
        look(`GET ${asked} as ${who}`, answer);
        if (who === "owner" && asked === path && hasPage(file) && hasDoor(file, "loader") && !/^public\/(mailbox|login|signup)/.test(file))
          expect(answer.status, `GET ${asked} as the owner`).toBeOneOf([200, 302, 404]);
      }
    look(
      `DELETE ${path} from elsewhere`,
      await knock(server.port, { method: "DELETE", path, headers: { cookie, origin: "https://evil.example" } }),
    );
    look(`TRACE ${path}`, await knock(server.port, { method: "PROPFIND", path }));
  }
  for (const path of [
    "/healthz",
    "/readyz",
    "/nowhere",
    "/nowhere.data",
    "/__manifest?p=/",
    "/?_data=root",
    "/prospects/not-an-id",
    "/%ff",
    "//evil.example",
    "/assets/none.js",
    "/favicon.ico",
    "/robots.txt",
  ])
    look(`GET ${path}`, await get(path, { cookie }));
  const [file] = /\/assets\/[^"]+\.js/.exec((await get("/login")).body) ?? [];
  look("a file of the build", await get(file!));

  expect(bare).toEqual([]);
  expect(pages).toBeGreaterThan(40);
  expect(scripts).toBeGreaterThan(pages);
  process.stdout.write(`  ${answers} answers with their headers, ${scripts} script tags on ${pages} pages without a nonce: 0\n`);
});

async function posted(form: FormData | Record<string, string | Array<string>>, headers: Record<string, string>) {
  const { body, type } = await bodyOf(form);
  return { body, headers: { "content-type": type, ...headers } };
}
