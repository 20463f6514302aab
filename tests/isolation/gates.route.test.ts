import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { readFileSync } from "node:fs";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { rereadEnv } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { roleKeys } from "~/platform/permissions";
import type { CompanyScope } from "~/platform/tenancy.server";
import { cookieOf, requestOf } from "~tests/factories/company";
import { expectNoise } from "~tests/setup/console";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { aWorld, type World } from "./canary-world";
import { examples, mayAll, paramsOf, pathOf, permissionsOf } from "./routes";
import { type CompanyTable, describeTables, isCompanys, sumsOf } from "./tables";

/**
 * Each loader and action there is, asked by each kind of person: strangers, the owner of another company with the first one's ids,
 * and every role at home. What a role may is what its gate asks for, read in the source, held against the matrix.
 */
interface RouteModule {
  loader?: LoaderFunction;
  action?: ActionFunction;
}
const modules = import.meta.glob<RouteModule>(["/app/routes/*/**/*.{ts,tsx}", "/app/routes/shell.tsx"]);
const files = Object.keys(modules)
  .map((path) => path.replace("/app/routes/", ""))
  .sort();

interface Door {
  file: string;
  kind: "loader" | "action";
}
const doors: Array<Door> = [];
for (const file of files) {
  const module = await modules[`/app/routes/${file}`]!();
  for (const kind of ["loader", "action"] as const) if (module[kind]) doors.push({ file, kind });
}
const sourceOf = (file: string) => readFileSync(`app/routes/${file}`, "utf8");
const named = doors.map((door) => [`${door.kind} of ${door.file}`, door] as const);
const gated = named.filter(([, { file, kind }]) => permissionsOf(sourceOf(file), kind));
/** Shown on this machine alone, to whoever sits at it; with a mail provider connected there is none. */
const isMailbox = (file: string) => file.startsWith("public/mailbox");

let [ours, theirs] = [] as unknown as [World, World];
let tables: Array<CompanyTable>;
/** What the first company is until its own people act. */
let untouched: Record<string, string>;
const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
const askedOfJobServer: Array<string> = [];

beforeAll(async () => {
  useTransport(async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/v1/runs/")) return takeFacts(request);
    askedOfJobServer.push(pathname);
    return Response.json({ data: pathname.split("/")[3] });
  });
  const mark = Math.random().toString(36).slice(2, 8);
  [ours, theirs] = [await aWorld(`CANARY-A-${mark}`), await aWorld(`Voisine-B-${mark}`)];
  for (const role of roleKeys) await Promise.all([cookieOf(ours.company[role]), cookieOf(theirs.company[role])]);
  await superuser.connect();
  tables = await describeTables(superuser);
  untouched = await stateOf(ours);
  return async () => {
    useTransport(takeFacts);
    await superuser.end();
  };
}, 120_000);

/** All of a company, its people too. */
const stateOf = async ({ company }: World): Promise<Record<string, string>> => {
  const people = await superuser.query<{ sum: string }>(
    "SELECT md5(string_agg(u::text, '' ORDER BY u.id)) AS sum FROM users u WHERE id IN (SELECT user_id FROM memberships WHERE company_id = $1)",
    [company.companyId],
  );
  return { ...(await sumsOf(superuser, tables, company.companyId)), people: people.rows[0]!.sum };
};

interface Answer {
  status: number;
  code?: string;
  location: string | null;
  /** Everything the answer says: body, headers, what its cookies hold. */
  told: string;
}

async function ask({ file, kind }: Door, who: CompanyScope | null, { ids }: World): Promise<Answer> {
  const example = examples[file] ?? {};
  const params = Object.fromEntries(paramsOf(file).map((name) => [name, ids[example.params?.[name] ?? name]]));
  const search = example.search?.(ids);
  const path = pathOf(file, params as Record<string, string>) + (search ? `?${search}` : "");
  const form = kind === "action" ? (example.form?.(ids) ?? {}) : undefined;
  const request = who ? await requestOf(who, path, { form }) : strangersRequest(path, form);
  request.headers.set("host", "localhost");
  const { [kind]: door } = await modules[`/app/routes/${file}`]!();
  try {
    return await answerOf(await door!({ request, params, context: { clientAddress: "192.0.2.1", nonce: "n", requestId: "r" } } as never));
  } catch (thrown) {
    if (thrown instanceof AppError)
      return {
        status: thrown.detail.status ?? 409,
        code: thrown.code,
        location: null,
        told: JSON.stringify([thrown.code, thrown.detail.values ?? {}]),
      };
    if (thrown instanceof Response) return answerOf(thrown);
    return { status: 500, location: null, told: String((thrown as Error).stack ?? thrown) };
  }
}

function strangersRequest(path: string, form: ReturnType<NonNullable<(typeof examples)[string]["form"]>> | undefined) {
  if (!form) return new Request(`http://localhost${path}`);
  return new Request(`http://localhost${path}`, {
    method: "POST",
    body: form instanceof FormData ? form : new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])),
  });
}

async function answerOf(value: unknown): Promise<Answer> {
  if (value instanceof Response) {
    const heads = [...value.headers].flat().join(" ");
    const cookies = value.headers.getSetCookie().map((line) => decoded(line.split(/[=;]/)[1] ?? ""));
    return { status: value.status, location: value.headers.get("location"), told: [await value.text(), heads, ...cookies].join("\n") };
  }
  const { data, init } = isData(value) ? value : { data: value, init: undefined };
  return {
    status: init?.status ?? 200,
    location: null,
    told: JSON.stringify([data, init?.headers], (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)),
  };
}
const isData = (value: unknown): value is { data: unknown; init?: { status?: number; headers?: unknown } } =>
  typeof value === "object" && value !== null && (value as { type?: string }).type === "DataWithResponseInit";
function decoded(text: string) {
  try {
    return Buffer.from(decodeURIComponent(text), "base64").toString();
  } catch {
    return text;
  }
}

const canary = /canary-a-/i;

test("each route has an entry in tests/isolation/routes.ts, by which it is asked", () => {
  expect(
    files.filter((file) => !examples[file]),
    "routes without example params, search and form",
  ).toEqual([]);
  expect(
    Object.keys(examples).filter((file) => !files.includes(file)),
    "examples of routes that are gone",
  ).toEqual([]);
  for (const { file, kind } of doors)
    if (kind === "action") expect(examples[file]!.form, `${file} has an action: give its entry a form`).toBeTypeOf("function");
  for (const file of files)
    for (const name of paramsOf(file))
      expect(ours.ids, `${file}: aWorld() of tests/isolation/canary-world.ts makes nothing called ${name}`).toHaveProperty(
        examples[file]!.params?.[name] ?? name,
      );
});

test.each(gated)("%s sends a stranger to the log-in page and does nothing", async (_, door) => {
  const answer = await ask(door, null, ours);
  expect([answer.status, answer.location]).toEqual([302, expect.stringMatching(/^\/login\?next=%2F/)]);
  expect(await stateOf(ours)).toEqual(untouched);
});

test.each(named.filter(([name, { file }]) => !gated.some(([other]) => other === name) && !isMailbox(file)))(
  "%s, open to anybody, tells a stranger nothing of a company and changes nothing of it",
  async (_, door) => {
    if (door.file === "system/api.inngest.ts") expectNoise(/inngest|sign|Missing body/i); // the SDK tells of calls that nobody signed
    for (const who of [null, theirs.company.agent]) {
      if (door.file === "public/logout.ts" && who) continue; // ends the session that the next ones need
      const answer = await ask(door, who, ours);
      expect(answer.told).not.toMatch(canary);
      expect(answer.status, answer.told).toBeLessThan(500);
    }
    expect(await stateOf(ours)).toEqual(untouched);
  },
);

test.each(named.filter(([, { file }]) => isMailbox(file)))("%s is not there where a mail provider is connected", async (_, door) => {
  const { VENDORS } = process.env;
  Object.assign(process.env, { VENDORS: "", POSTMARK_SERVER_TOKEN: "connected" });
  rereadEnv();
  try {
    for (const who of [null, theirs.company.owner]) {
      const answer = await ask(door, who, ours);
      expect(answer.status).toBe(404);
      expect(answer.told).not.toMatch(canary);
    }
  } finally {
    process.env.VENDORS = VENDORS;
    delete process.env.POSTMARK_SERVER_TOKEN;
    rereadEnv();
  }
});

test.each(gated)("%s shows another company's owner nothing of the first, and changes nothing of it", async (_, door) => {
  const answer = await ask(door, theirs.company.owner, ours);
  expect(answer.told).not.toMatch(canary);
  expect(answer.status, answer.told).toBeLessThan(500);
  if (paramsOf(door.file).length > 0) {
    expect(answer.status, answer.told).toBe(404);
    expect(answer.told).toContain("platform.record.unknown");
  }
  expect(await stateOf(ours)).toEqual(untouched);
  expect(askedOfJobServer.filter((path) => path.includes(ours.ids.runId!))).toEqual([]);
});

test("no row that the other company has written since names anything of the first", async () => {
  const wanted = Object.values(ours.ids).join("|");
  const { rows: found } = await superuser.query<{ name: string; row: string }>(
    tables
      .filter(isCompanys)
      .map(
        (table) =>
          `SELECT '${table.name}' AS name, t::text AS row FROM ${table.name} t WHERE company_id = '${theirs.company.companyId}' AND t::text ~* '${wanted}|canary-a-'`,
      )
      .join(" UNION ALL "),
  );
  expect(found).toEqual([]);
});

const refusals = gated.flatMap(([name, door]) =>
  roleKeys.filter((role) => !mayAll(role, permissionsOf(sourceOf(door.file), door.kind)!)).map((role) => [name, role, door] as const),
);
const grants = gated.flatMap(([name, door]) =>
  roleKeys.filter((role) => mayAll(role, permissionsOf(sourceOf(door.file), door.kind)!)).map((role) => [name, role, door] as const),
);

test.each(refusals)("%s refuses the %s at home, and does nothing", async (_, role, door) => {
  const answer = await ask(door, ours.company[role], ours);
  expect([answer.status, answer.code]).toEqual([403, "platform.gate.forbidden"]);
  expect(answer.told).not.toMatch(canary);
  expect(await stateOf(ours)).toEqual(untouched);
});

// Readers before writers: what is deleted at home is not there to be seen.
test.each(grants.filter(([, , { kind }]) => kind === "loader"))("%s lets the %s in, who sees what is there", async (_, role, door) => {
  const answer = await ask(door, ours.company[role], ours);
  expect(answer.status, answer.told).toBeLessThan(400);
  if (paramsOf(door.file).length > 0 && !tellsNoText.has(door.file)) expect(answer.told).toMatch(canary);
});
/** Pages of figures, without a text of anybody's. */
const tellsNoText = new Set(["insights/reports.$reportId._index.tsx"]);

test.each(grants.filter(([, , { kind }]) => kind === "action"))("%s lets the %s act", async (_, role, door) => {
  const answer = await ask(door, ours.company[role], ours);
  expect(answer.code ?? "").not.toMatch(/^platform\.gate\./);
  expect(answer.status, answer.told).toBeLessThan(500);
});
