import { expect, test } from "vitest";
import { createApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { permissions } from "~/platform/permissions";
import { openSession } from "~/platform/session.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aMember } from "~tests/factories/company";
import { asSuperuser, aWorld } from "~tests/isolation/canary-world";
import { bodyOf, knock, routeFiles } from "~tests/isolation/knock";
import { quietServer } from "~tests/isolation/quiet-server";
import { examples, paramsOf, pathOf } from "~tests/isolation/routes";
import { describeTables, isCompanys, sumsOf } from "~tests/isolation/tables";
import { figure, sized } from "./sized";

/**
 * As the people of one company, over the wire: every route × method × form of address × kind of id, those of another company among
 * them; by session as owner, manager, agent, as members who reach their own or their team's rows alone, by their API tokens, and as
 * nobody. Nothing of the other company comes back in body, header, cookie or log, nothing of colleagues to those who do not reach it,
 * none of the other company's rows changes, and nothing breaks.
 */
const requests = Number(process.env.FUZZ_REQUESTS) || sized(1200, 50_000);
/** One process draws pages on one core while this one asks and reads. */
const servers = requests > 2000 ? 2 : 1;
const atOnce = 6 * servers;
/** A token is good for 120 requests a minute: with so many none of them runs dry. */
const tokensOfEach = requests > 2000 ? 8 : 2;
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const canary = /canary-a-/i;
/** What stands in the rows of colleagues, for those who do not reach them. */
const colleagues = /hidden-c-/i;

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
  "broken UTF-8": (name, _, others) => `${others[name] ?? ""}~~`, // what the address is sent with in its place is no text
  many: (name, own, others) => Array.from({ length: 300 }, (_, at) => (at % 2 ? (own[name] ?? "") : (others[name] ?? ""))),
  upper: (name, _, others) => (others[name] ?? "").toUpperCase(),
  "huge number": () => "9".repeat(400),
  proto: () => "__proto__",
  "half a date": () => "2026-02-30T25:61:00Z",
};
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
const suffixes = ["", ".data", ".data", "/"]; // of a page's data alone the same is told, in a tenth of the time
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
  const doors = await Promise.all(Array.from({ length: servers }, () => quietServer()));

  const { owner, manager, agent } = theirs.company;
  const people: Record<string, CompanyScope> = {
    owner,
    manager,
    agent,
    "manager of his team's": await aMember(theirs.company, "manager", "team"),
    "agent of his own": await aMember(theirs.company, "agent", "own"),
  };
  const reachesLittle = new Set(Object.keys(people).filter((role) => role.includes(" of ")));
  await hideFromColleagues(theirs.company.companyId);
  const roles = [...Object.keys(people), "nobody"];
  const open = async (role: string) => {
    const { actor, companyId } = people[role]!;
    const line = await openSession(new Request(doors[0]!.origin), { userId: actor.id, companyId, clientAddress: "127.0.0.1" });
    return line.split(";")[0]!;
  };
  const sessions = new Map<string, string>();
  const tokens = new Map<string, Array<string>>();
  for (const [role, scope] of Object.entries(people)) {
    sessions.set(role, await open(role));
    const input = { name: role, scopes: [...permissions], expiry: "30", allowedAddresses: [] } as const;
    for (let at = 0; at < tokensOfEach; at++) {
      const { token } = await inCompany(scope, (ctx) => createApiToken(ctx, { may: () => true }, { ...input, scopes: [...input.scopes], allowedAddresses: [] })); // prettier-ignore
      tokens.set(role, [...(tokens.get(role) ?? []), token]);
    }
  }

  const tables = await asSuperuser(describeTables);
  const stateOfOurs = () => asSuperuser((client) => sumsOf(client, tables, ours.company.companyId));
  const before = await stateOfOurs();

  const seen = new Map<number, number>();
  const faults: Array<string> = [];
  const within = { answered: 0, byToken: 0, answeredByToken: 0, byFew: 0 };
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
    const whole = (raw ? address.replaceAll("%2F", "/") : address) + pick(suffixes) + (search === "?" ? "" : search);
    const path = whole.replaceAll("~~", "%ff%c0");
    const isApi = file.startsWith("system/api.v1");
    // Nobody asks every tenth time; a door of programs is asked with a token, now and then any other door too.
    const role = random() < 0.05 ? "nobody" : pick(roles.slice(0, -1));
    const byToken = role !== "nobody" && random() < (isApi ? 0.85 : 0.03);
    const server = pick(doors);
    const headers: Record<string, string> = {
      origin: server.origin,
      ...(byToken ? { authorization: `Bearer ${pick(tokens.get(role)!)}` } : role === "nobody" ? {} : { cookie: sessions.get(role)! }),
      "user-agent": "Mozilla/5.0 Chrome/150",
      accept: "*/*",
    };
    let body: Buffer | undefined;
    if (method !== "GET" && method !== "HEAD") {
      const fields = example.form?.(asFields) ?? { id: valueOf("prospectId") };
      const spoilt = kind === "nul" ? "Prune\u0000" : kind === "10 kB" ? "x".repeat(10_000) : kind === "object" ? '{"$ne":null}' : null;
      if (spoilt && !(fields instanceof FormData) && random() < 0.6)
        for (const name of Object.keys(fields)) if (random() < 0.4) fields[name] = spoilt;
      if (isApi && random() < 0.8 && !(fields instanceof FormData)) {
        const odd = kind === "object" ? { $ne: null } : kind === "array" ? [[valueOf("prospectId")], { a: [] }] : null;
        const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, odd && random() < 0.5 ? odd : value]));
        body = Buffer.from(random() < 0.9 ? JSON.stringify(values) : JSON.stringify(values).slice(0, -2));
        headers["content-type"] = "application/json";
      } else {
        const form = await bodyOf(fields);
        body = form.body;
        headers["content-type"] = random() < 0.95 ? form.type : pick(["application/json", "text/plain", "multipart/form-data; boundary=x"]);
      }
    }
    const told = `${method} ${path.slice(0, 200)} (${kind}, ${role}${byToken ? "'s token" : ""})`;
    const ask = () => knock(server.port, { method, path, headers, body });
    // A kept connection that the server closes while a request sets out is nobody's fault, and is asked again, as browsers do.
    const answer = await ask()
      .catch((error: Error) => (/hang up|ECONNRESET/.test(error.message) ? ask() : Promise.reject(error)))
      .catch((error: Error) => void faults.push(`${told}: ${error.message}`));
    asked += 1;
    if (!answer) return;
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    if (canary.test(answer.told)) faults.push(`${told} → ${answer.status} tells of the other company: …${around(answer.told)}…`);
    if ((reachesLittle.has(role) || role === "nobody") && colleagues.test(answer.told))
      faults.push(`${told} → ${answer.status} tells of colleagues' rows: …${around(answer.told, colleagues)}…`);
    const isAnswered = answer.status < 300;
    if (isAnswered) within.answered += 1;
    if (byToken) within.byToken += 1;
    if (byToken && isAnswered) within.answeredByToken += 1;
    if (reachesLittle.has(role)) within.byFew += 1;
    if (answer.status >= 500) faults.push(`${told} → ${answer.status}`);
    if (role === "nobody" || byToken) return;
    if (/^\/login|"\/login/.test(answer.headers.location ?? "") || /^\/login/.test(String(answer.headers["x-remix-redirect"] ?? "")))
      turnedAway += 1;
    if (file === "public/logout.ts" || answer.headers.location?.startsWith("/login")) sessions.set(role, await open(role));
  }

  let at = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (at < requests && faults.length < 40) {
        const turn = at++;
        await one(combinations[turn % combinations.length]!);
        if (turn % 10_000 === 9_999) expect(await stateOfOurs(), `after ${turn} requests, seed ${seed}`).toEqual(before);
      }
    }),
  );

  const known = [...seen]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}×${count}`)
    .join(" ");
  figure(
    "isolation fuzz",
    `${asked} requests over ${routeFiles.length} routes × ${methods.length} methods × ${Object.keys(kinds).length} kinds of id = ${combinations.length} (seed ${seed}): ${known}`,
  );
  figure("isolation fuzz, milliseconds a request", Math.round((10 * (performance.now() - begun)) / asked) / 10);
  figure(
    "isolation fuzz, who asked",
    `${roles.length} kinds of people; ${within.byFew} by members who reach little, ${within.byToken} by token (${within.answeredByToken} answered), ${within.answered} answered in all`,
  );
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(await stateOfOurs(), `seed ${seed}`).toEqual(before);
  for (const server of doors) expect(server.log(), "the log").not.toMatch(canary);
  expect(within.answeredByToken, "tokens that opened something").toBeGreaterThan(0);
  expect(within.answered / asked, "share of requests that were let in").toBeGreaterThan(0.1);
  expect(asked).toBe(requests);
  expect(turnedAway / asked, "share of requests that were not logged in").toBeLessThan(0.1);
  expect(await namedByTheirs()).toEqual([]);
  figure("rows or bytes of the other company seen or changed", 0);

  /** Marks the rows of the second company that are nobody's or the owner's, so that they are known where they should not be. */
  function hideFromColleagues(companyId: string) {
    return asSuperuser(async (client) => {
      const secret = `hidden-c-${mark}`;
      for (const [table, column] of [
        ["prospects", "notes"],
        ["prospects", "city"],
        ["messages", "content"],
        ["messages", "remark"],
        ["interactions", "content"],
        ["tasks", "description"],
        ["import_runs", "source_detail"],
        ["campaigns", "goal"],
        ["time_entries", "note"],
      ])
        // prettier-ignore
        await client.query(`UPDATE ${table} SET ${column} = '${secret}' || left(coalesce(${column}, ''), 60) WHERE company_id = $1`, [companyId]);
    });
  }

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

const around = (text: string, sought = canary) => text.slice(Math.max(0, text.search(sought) - 80), text.search(sought) + 80);

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
