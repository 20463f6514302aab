import { expect, test } from "vitest";
import { openSession } from "~/platform/session.server";
import type { CompanyScope } from "~/platform/tenancy.server";
import { asSuperuser, aWorld } from "~tests/isolation/canary-world";
import { bodyOf, knock, routeFiles } from "~tests/isolation/knock";
import { quietServer } from "~tests/isolation/quiet-server";
import { examples, paramsOf, pathOf } from "~tests/isolation/routes";
import { describeTables, isCompanys, sumsOf } from "~tests/isolation/tables";
import { figure, sized } from "./sized";

const roles = ["owner", "manager", "agent"] as const;

/**
 * As the people of one company, over the wire: every route × method × form of address × kind of id, those of another company among
 * them. Nothing of the other company comes back in body, header, cookie or log, none of its rows changes, and nothing breaks.
 */
const requests = sized(1200, 50_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const canary = /canary-a-/i;

type Value = string | Array<string>;
type Ids = Record<string, string>;
/** What stands where an id is expected. The first company's ids come twice as often as anything else. */
const kinds: Record<string, (name: string, own: Ids, others: Ids) => Value> = {
  own: (name, own) => own[name] ?? "",
  others: (name, _, others) => others[name] ?? "",
  "others again": (name, _, others) => others[name] ?? "",
  random: () => crypto.randomUUID(),
  array: (name, own, others) => [others[name] ?? "", own[name] ?? ""],
  missing: () => "",
  "../": (name, _, others) => `../${others[name] ?? ""}`,
  "10 kB": () => "x".repeat(10_000),
  object: () => '{"$ne":null}',
  quote: (name, _, others) => `${others[name] ?? ""}' OR '1'='1`,
  nul: (name, _, others) => `${others[name] ?? ""}\u0000`,
};
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
const suffixes = ["", "", ".data", "/"];
const strays = [
  "",
  "",
  "&index",
  "&_data=routes%2Fshell",
  "&sort=notes&at=x",
  "&q=canary",
  "&before=%00",
  "&after[]=1&after[]=2",
  "&campaign=",
  "&_routes=shell",
];

test(`${requests} requests of another company's people see and change nothing`, async () => {
  const random = seeded(seed);
  const pick = <T>(list: ReadonlyArray<T>) => list[Math.floor(random() * list.length)]!;
  const mark = seed.toString(36);
  const ours = await aWorld(`CANARY-A-${mark}`);
  const theirs = await aWorld(`Voisine-B-${mark}`);
  const server = await quietServer();

  const open = async (scope: CompanyScope) =>
    (
      await openSession(new Request(server.origin), { userId: scope.actor.id, companyId: scope.companyId, clientAddress: "127.0.0.1" })
    ).split(";")[0]!;
  const sessions = new Map<string, string>();
  for (const role of roles) sessions.set(role, await open(theirs.company[role]));

  const tables = await asSuperuser(describeTables);
  const stateOfOurs = () => asSuperuser((client) => sumsOf(client, tables, ours.company.companyId));
  const before = await stateOfOurs();

  const seen = new Map<number, number>();
  const faults: Array<string> = [];
  let [asked, turnedAway] = [0, 0];

  const combinations = routeFiles.flatMap((file) =>
    methods.flatMap((method) => Object.keys(kinds).map((kind) => ({ file, method, kind }))),
  );
  shuffle(combinations, random);

  async function one({ file, method, kind }: (typeof combinations)[number]) {
    const valueOf = (name: string) => kinds[kind]!(name, theirs.ids, ours.ids);
    const example = examples[file] ?? {};
    const inAddress = Object.fromEntries(paramsOf(file).map((name) => [name, [valueOf(example.params?.[name] ?? name)].flat().join(",")]));
    const asText = new Proxy({} as Ids, { get: (_, name) => [valueOf(String(name))].flat().map(encodeURIComponent).join("&id=") });
    const asFields = new Proxy({} as Ids, { get: (_, name) => valueOf(String(name)) as string });
    const search = `?${example.search?.(asText) ?? ""}${pick(strays)}`;
    const raw = kind === "../" && random() < 0.5;
    const address = pathOf(file, inAddress);
    const path = (raw ? address.replaceAll("%2F", "/") : address) + pick(suffixes) + (search === "?" ? "" : search);
    const role = pick(roles);
    const headers: Record<string, string> = {
      origin: server.origin,
      cookie: sessions.get(role)!,
      "user-agent": "Mozilla/5.0 Chrome/150",
      accept: "*/*",
    };
    let body: Buffer | undefined;
    if (method !== "GET" && method !== "HEAD") {
      const fields = example.form?.(asFields) ?? { id: valueOf("prospectId") };
      const spoilt = kind === "nul" ? "Prune\u0000" : kind === "10 kB" ? "x".repeat(10_000) : kind === "object" ? '{"$ne":null}' : null;
      if (spoilt && !(fields instanceof FormData) && random() < 0.6)
        for (const name of Object.keys(fields)) if (random() < 0.4) fields[name] = spoilt;
      const form = await bodyOf(fields);
      body = form.body;
      headers["content-type"] = random() < 0.95 ? form.type : pick(["application/json", "text/plain", "multipart/form-data; boundary=x"]);
    }
    const told = `${method} ${path.slice(0, 200)} (${kind}, ${role})`;
    const answer = await knock(server.port, { method, path, headers, body }).catch(
      (error: Error) => void faults.push(`${told}: ${error.message}`),
    );
    asked += 1;
    if (!answer) return;
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    if (canary.test(answer.told)) faults.push(`${told} → ${answer.status} tells of the other company: …${around(answer.told)}…`);
    if (answer.status >= 500) faults.push(`${told} → ${answer.status}`);
    if (/^\/login|"\/login/.test(answer.headers.location ?? "") || /^\/login/.test(String(answer.headers["x-remix-redirect"] ?? "")))
      turnedAway += 1;
    if (file === "public/logout.ts" || answer.headers.location?.startsWith("/login")) sessions.set(role, await open(theirs.company[role]));
  }

  let at = 0;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      while (at < requests && faults.length < 40) {
        const turn = at++;
        await one(combinations[turn % combinations.length]!);
        if (turn % 2500 === 2499) expect(await stateOfOurs(), `after ${turn} requests, seed ${seed}`).toEqual(before);
      }
    }),
  );

  const known = [...seen]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}×${count}`)
    .join(" ");
  figure(
    "isolation fuzz",
    `${asked} requests over ${routeFiles.length} routes × ${methods.length} methods × ${Object.keys(kinds).length} kinds of id (seed ${seed}): ${known}`,
  );
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(await stateOfOurs(), `seed ${seed}`).toEqual(before);
  expect(server.log(), "the log").not.toMatch(canary);
  expect(asked).toBe(requests);
  expect(turnedAway / asked, "share of requests that were not logged in").toBeLessThan(0.1);
  expect(await namedByTheirs()).toEqual([]);
  figure("rows or bytes of the other company seen or changed", 0);

  /** Rows the second company wrote that name a record of the first. */
  function namedByTheirs() {
    const wanted = `${Object.values(ours.ids).join("|")}|canary-a-`;
    return asSuperuser(
      async (client) =>
        (
          await client.query<{ name: string; row: string }>(
            tables
              .filter(isCompanys)
              .map(
                (table) =>
                  `SELECT '${table.name}' AS name, left(t::text, 300) AS row FROM ${table.name} t WHERE company_id = '${theirs.company.companyId}' AND t::text ~* '${wanted}'`,
              )
              .join(" UNION ALL "),
          )
        ).rows,
    );
  }
});

const around = (text: string) => text.slice(Math.max(0, text.search(canary) - 80), text.search(canary) + 80);

/** mulberry32: the same requests for the same seed. */
function seeded(start: number) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle<T>(list: Array<T>, random: () => number) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
