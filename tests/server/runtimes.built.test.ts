import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ensureEdgeBuild } from "../../scripts/build.mjs";
import { denoEdge, denoServer } from "../../scripts/deno.mjs";
import { serveBuilt } from "../../scripts/serve.mjs";
import { aCompany } from "~tests/factories/company";
import { callFunction, listFunctions } from "~inngest/engine/protocol";

/** The built server over a real socket, on each runtime that it promises, against one database. */
const root = resolve(import.meta.dirname, "../..");
const node = [process.execPath, "build/server/node.js"];
const runtimes: Record<string, () => Server> = {
  "on Node": () => serve(node),
  "on Deno": () => serve(denoServer(root)),
  "as one file on Deno, without node_modules": serveEdge,
};
const signingKey = "signkey-test-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

describe.each(Object.entries(runtimes))("%s", (_, start) => {
  test("a person logs in, sees the team, and invites; another company sees nothing of it", async () => {
    const [ours, theirs, server] = await Promise.all([aCompany(), aCompany(), start()]);
    const visitor = await loggedIn(server.origin, ours.emails.owner, ours.password);
    const stranger = await loggedIn(server.origin, theirs.emails.owner, theirs.password);
    const invited = `guest-${ours.companyId.slice(-12)}@example.test`;

    expect(await visitor.text("/settings/team")).toContain(ours.emails.agent);
    const answer = await visitor.post("/settings/team", { email: invited, role: "agent" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/settings/team"]);
    expect(await visitor.text("/settings/team")).toContain(invited);

    const elsewhere = await stranger.text("/settings/team");
    expect([elsewhere.includes(theirs.emails.agent), elsewhere.includes(ours.emails.agent), elsewhere.includes(invited)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("a form from another site is refused with 403, and who is not logged in is sent to the door", async () => {
    const server = await start();
    const headers = { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" };
    const forged = await fetch(`${server.origin}/login`, { method: "POST", headers, body: "email=a&password=b" });
    expect(forged.status).toBe(403);
    const outside = await fetch(`${server.origin}/settings/team`, { redirect: "manual" });
    expect([outside.status, outside.headers.get("location")]).toEqual([302, "/login?next=%2Fsettings%2Fteam"]);
  });

  test("a stop signal lets it end by itself, with 0", async () => {
    const server = await start();
    server.signal("SIGTERM");
    expect(await server.gone).toBe(0);
    expect(server.log()).toContain('"msg":"stopped","finished":true,"closed":true');
  });
});

test("as one file on Deno it answers a signed call of an Inngest server, and refuses one that another key signed", async () => {
  const { origin } = await serveEdge();
  const wire = (key: string) => ({ handler: (request: Request) => fetch(request), url: `${origin}/api/inngest`, signingKey: key });
  const { appId, functions } = await listFunctions(wire(signingKey));
  expect([appId, functions.length > 3]).toEqual(["essor", true]);

  const call = {
    functionId: "essor-operations/sweep-outbox",
    stepId: "step",
    runId: "run",
    steps: {},
    stack: [],
    version: 2,
    planOnly: false,
    attempt: 0,
    maxAttempts: 4,
  };
  const events = [{ id: "event", name: "inngest/scheduled.timer", data: {}, ts: Date.now() }];
  const limits = { now: Date.now(), timeoutMs: 20_000 };
  const answer = await callFunction(wire(signingKey), { ...call, events } as never, limits);
  expect(answer).toMatchObject({ type: "ops", ops: [{ op: "StepRun", displayName: "deliver" }] });
  expect(await callFunction(wire(signingKey.replaceAll("0", "9")), { ...call, events } as never, limits)).toMatchObject({ type: "failed" });
});

test("without a database it is alive and not ready", async () => {
  await expect(serveBuilt(root, { DATABASE_URL: "postgresql://app_rw:x@127.0.0.1:1/essor", READY_SECONDS: "8" }, node)).rejects.toThrow(
    /did not become ready.*waiting for the database/s,
  );
});

type Server = ReturnType<typeof serveBuilt>;

async function serve(command: Array<string>, env: Record<string, string> = {}, folder = root) {
  const server = await serveBuilt(folder, { DATABASE_URL: process.env.DATABASE_URL!, VENDORS: "local", ...env }, command);
  onTestFinished(async () => void (await server.stop({ atOnce: true })));
  return server;
}

/** From a folder that holds the build and nothing else: there are no packages to fall back on. */
async function serveEdge() {
  const eventServer = createServer((_, answer) => answer.setHeader("content-type", "application/json").end('{"ids":[],"status":200}'));
  await new Promise<void>((listening) => eventServer.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void eventServer.close());
  const { port } = eventServer.address() as AddressInfo;
  ensureEdgeBuild(root);
  const folder = mkdtempSync(join(tmpdir(), "essor-edge-"));
  mkdirSync(join(folder, "build"));
  for (const part of ["client", "edge"]) cpSync(join(root, "build", part), join(folder, "build", part), { recursive: true });
  const jobs = {
    JOBS: "inngest",
    INNGEST_SIGNING_KEY: signingKey,
    INNGEST_EVENT_KEY: "test",
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
  };
  return serve(denoEdge(root), jobs, folder);
}

/** What a browser does: forms with their origin, and the cookies it was given. */
async function loggedIn(origin: string, email: string, password: string) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = {
      "user-agent": "Mozilla/5.0 Chrome/150",
      accept: "text/html",
      cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
      ...init.headers,
    };
    const answer = await fetch(`${origin}${path}`, { ...init, redirect: "manual", headers });
    for (const line of answer.headers.getSetCookie()) cookies.set(...(line.split(";")[0]!.split(/=(.*)/s).slice(0, 2) as [string, string]));
    return answer;
  };
  const post = (path: string, form: Record<string, string>) =>
    ask(path, { method: "POST", headers: { origin }, body: new URLSearchParams(form) });
  expect((await post("/login", { email, password })).status).toBe(302);
  return { post, text: async (path: string) => (await ask(path)).text() };
}
