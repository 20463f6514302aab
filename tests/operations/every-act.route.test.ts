import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { rightsOfAct } from "~/domains/identity/role/traces-of-rights.rules";
import { asOwner, requestOf } from "~tests/factories/company";
import { aWorld, type World } from "~tests/isolation/canary-world";
import { examples, paramsOf, pathOf, permissionsOf } from "~tests/isolation/routes";

/** Acts that leave no entry in the company's log, and why. A new one is added here knowingly. */
const unlogged: Record<string, string> = {
  "identity/settings.rights.$userId_.unused.ts": "logged when something is taken; here the log is too young to judge by",
  "prospecting/imports.$importRunId.dialect.ts": "how a file is read, before anything of it is kept",
  "operations/operations.webhooks.retry.ts": "logged when there was something to take up again; here nothing is",
  "prospecting/imports.$importRunId.stop.ts": "logged when a list is on its way; the example's is in",
  "prospecting/imports.$importRunId.start.ts": "logged when it starts; the example's list is not checked in this world",
};

const modules = import.meta.glob<{ action?: ActionFunction; loader?: LoaderFunction }>("/app/routes/*/**/*.{ts,tsx}");
const files = Object.keys(modules)
  .map((path) => path.replace("/app/routes/", ""))
  .filter((file) => !file.startsWith("public/") && !file.startsWith("system/"))
  .filter((file) => /export (async function|const) action\b/.test(readFileSync(`app/routes/${file}`, "utf8")))
  .sort();

let world: World;
beforeAll(async () => {
  useTransport(async (request: Request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith("/v1/runs/") ? Response.json({ data: pathname.split("/")[3] }) : takeFacts(request);
  });
  world = await aWorld(`Acts-${Math.random().toString(36).slice(2, 8)}`);
  await requestOf(world.company.owner, "/"); // his log-in is an act too
}, 120_000);
afterAll(() => void useTransport(takeFacts));

/** What the owner himself did since an entry, by the log. */
const actsAfter = ({ company }: World, count: number) =>
  asOwner(async (owner) =>
    (
      await owner.query<{ action: string }>(
        "SELECT action FROM (SELECT action, user_id, row_number() OVER (ORDER BY sequence) AS n FROM audit_logs WHERE company_id = $1) a WHERE n > $2 AND user_id = $3",
        [company.companyId, count, company.owner.actor.id],
      )
    ).rows.map(({ action }) => action),
  );

const entries = ({ company }: World) =>
  asOwner(
    async (owner) =>
      (await owner.query<{ n: number }>("SELECT count(*)::int AS n FROM audit_logs WHERE company_id = $1", [company.companyId])).rows[0]!.n,
  );

async function act(file: string, { company, ids }: World): Promise<string> {
  const example = examples[file]!;
  const params = Object.fromEntries(paramsOf(file).map((name) => [name, (ids as Record<string, string>)[example.params?.[name] ?? name]]));
  const search = example.search?.(ids);
  const path = pathOf(file, params as Record<string, string>) + (search ? `?${search}` : "");
  const request = await requestOf(company.owner, path, { form: example.form?.(ids) ?? {} });
  request.headers.set("host", "localhost");
  const { action } = await modules[`/app/routes/${file}`]!();
  try {
    const answer = (await action!({
      request,
      params,
      context: { clientAddress: "192.0.2.1", nonce: "n", requestId: "r" },
    } as never)) as unknown;
    return answer instanceof Response
      ? `${answer.status} ${decodeURIComponent(answer.headers.get("set-cookie") ?? "").slice(0, 40)}`
      : JSON.stringify(answer);
  } catch (thrown) {
    return thrown instanceof Response ? `${thrown.status} ${thrown.headers.get("location")}` : String(thrown);
  }
}

test("every act of a member leaves an entry in the company's log, save those that are said not to", { timeout: 300_000 }, async () => {
  const silent: Record<string, string> = {};
  const untold: Array<string> = [];
  for (const file of files) {
    const before = await entries(world);
    const answer = await act(file, world);
    if ((await entries(world)) === before) silent[file] = answer;
    const gate = permissionsOf(readFileSync(`app/routes/${file}`, "utf8"), "action") ?? [];
    for (const action of await actsAfter(world, before)) {
      const rights = rightsOfAct[action] ?? [];
      // What any member may do about himself shows no right in use.
      if (rights.length > 0 ? !gate.some((one) => rights.includes(one)) : gate.some((one) => !one.endsWith(":read")))
        untold.push(`${action} by ${file}: ${gate.join(" ")} is not ${rights.join(" ") || "nothing"}`);
    }
  }
  expect(untold, "an act shows another right in use than the one its page asks for").toEqual([]);
  const needless = Object.keys(unlogged).filter((file) => silent[file] === undefined);
  expect(needless, "said to leave none, and leave one").toEqual([]);
  // What came before may have stood in its way: asked again in another order, then in a world where nothing was done.
  const stillSilent = () => Object.keys(silent).filter((file) => unlogged[file] === undefined);
  const again = async (asked: Array<string>) => {
    const fresh = await aWorld(`Act-${Math.random().toString(36).slice(2, 8)}`);
    for (const file of asked) {
      const before = await entries(fresh);
      const answer = await act(file, fresh);
      if ((await entries(fresh)) > before) delete silent[file];
      else silent[file] = answer;
    }
  };
  await again(stillSilent().reverse());
  for (const file of stillSilent()) await again([file]);
  expect(stillSilent().map((file) => `${file}: ${silent[file]}`)).toEqual([]);
});

test("what is said to leave none is a route that is there, with a reason", () => {
  for (const [file, why] of Object.entries(unlogged)) {
    expect(files, file).toContain(file);
    expect(why, file).not.toBe("");
  }
});
