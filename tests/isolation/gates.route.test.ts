import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { readFileSync } from "node:fs";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { rereadEnv } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { type RoleKey, roleKeys, type Scope } from "~/platform/permissions";
import type { CompanyScope } from "~/platform/tenancy.server";
import { aMember, cookieOf, requestOf } from "~tests/factories/company";
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
/** Roles whose rights may be narrowed to some rows: an owner's never are. */
const narrowable = roleKeys.filter((role) => role !== "owner");
const named = doors.map((door) => [`${door.kind} of ${door.file}`, door] as const);
const gated = named.filter(([, { file, kind }]) => permissionsOf(sourceOf(file), kind));
/** Shown on this machine alone, to whoever sits at it; with a mail provider connected there is none. */
const isMailbox = (file: string) => file.startsWith("public/mailbox");

let [ours, theirs] = [] as unknown as [World, World];
let tables: Array<CompanyTable>;
/** What the first company is until its own people act. */
let untouched: Record<string, string>;
/** Members of the first company, one a role and scope. */
const people = new Map<string, CompanyScope>();
const person = (role: RoleKey, scope: Scope = "all") => people.get(`${role} ${scope}`)!;
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
  for (const role of ["owner", "manager", "agent"] as const) people.set(`${role} all`, ours.company[role]);
  for (const role of ["director", "assistant", "viewer"] as const) people.set(`${role} all`, await aMember(ours.company, role));
  for (const role of narrowable)
    for (const scope of ["own", "team"] as const) people.set(`${role} ${scope}`, await aMember(ours.company, role, scope));
  for (const one of [...people.values(), theirs.company.owner, theirs.company.agent]) await cookieOf(one);
  await superuser.connect();
  await markReached();
  tables = await describeTables(superuser);
  worldMade = (await superuser.query<{ now: Date }>("SELECT clock_timestamp() AS now")).rows[0]!.now;
  untouched = await stateOf(ours);
  return async () => {
    useTransport(takeFacts);
    await superuser.end();
  };
}, 120_000);

/** The tables whose rows are somebody's; those of them that pages tell of bear a second mark, which whoever reaches none of them never sees. */
const reached = ["prospects", "tasks", "messages", "campaigns", "interactions", "import_runs", "import_lines"];
async function markReached() {
  const { rows: columns } = await superuser.query<{ table: string; name: string }>(
    `SELECT table_name AS table, column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY ($1) AND data_type IN ('text', 'character varying')`,
    [reached],
  );
  for (const { table, name } of columns)
    await superuser.query(
      `UPDATE ${table} SET "${name}" = replace(replace("${name}", $2, $2 || '-REACH'), lower($2), lower($2) || '-reach') WHERE company_id = $1 AND "${name}" ILIKE '%' || $2 || '%'`,
      [ours.company.companyId, ours.mark],
    );
}
const marked = /canary-a-\w+-reach/i;
/** The rows of those tables that were there before anybody narrowed asked for anything. */
const reachedRows = async () => {
  const since = (table: string) => (table === "import_lines" ? "" : "AND created_at <= $1");
  const sums = reached.map(
    (table) => `SELECT md5(t::text) AS sum FROM ${table} t WHERE company_id = '${ours.company.companyId}' ${since(table)}`,
  );
  const { rows } = await superuser.query<{ sum: string }>(sums.join(" UNION ALL "), [worldMade]);
  return rows.map(({ sum }) => sum).sort();
};
let worldMade: Date;

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

/** That it was refused is written down: in the log, and where its chain stands. */
const saveTheNote = (state: Record<string, string>) => ({ ...state, "public.audit_logs": "", "public.chain_heads": "" });

test.each(refusals)("%s refuses the %s at home, and does nothing", async (_, role, door) => {
  const answer = await ask(door, person(role), ours);
  expect([answer.status, answer.code]).toEqual([403, "platform.gate.forbidden"]);
  expect(answer.told).not.toMatch(canary);
  expect(saveTheNote(await stateOf(ours))).toEqual(saveTheNote(untouched));
});

// Readers before writers: what is deleted at home is not there to be seen.
test.each(grants.filter(([, , { kind }]) => kind === "loader"))("%s lets the %s in, who sees what is there", async (_, role, door) => {
  const answer = await ask(door, person(role), ours);
  expect(answer.status, answer.told).toBeLessThan(400);
  if (paramsOf(door.file).length > 0 && !tellsNoText.has(door.file)) expect(answer.told).toMatch(canary);
});
/** Pages of figures, without a text of anybody's. */
const tellsNoText = new Set(["insights/reports.$reportId._index.tsx", "prospecting/prospects.$prospectId_.beside.ts"]);

const narrowed = grants.flatMap(([name, role, door]) =>
  role === "owner" ? [] : (["own", "team"] as const).map((scope) => [name, role, scope, door] as const),
);
/** What is addressed by such an id is somebody's. */
const somebodys = /^(prospect|message|task|campaign|importRun)Id$/;

test.each(narrowed)(
  "%s shows the %s who reaches %s rows, and has none, nothing of others' and changes nothing of it",
  async (_, role, scope, door) => {
    const before = await reachedRows();
    const answer = await ask(door, person(role, scope), ours);
    expect(answer.told).not.toMatch(marked);
    expect(answer.status, answer.told).toBeLessThan(500);
    if (door.kind === "loader" && paramsOf(door.file).some((name) => somebodys.test(name))) expect(answer.status, answer.told).toBe(404);
    expect(await reachedRows()).toEqual(before);
  },
);

test("the grid holds every door, role and scope there is", () => {
  const asked = refusals.length + grants.length + narrowed.length;
  expect(gated.length).toBe(new Set(gated.map(([name]) => name)).size);
  expect(refusals.length + grants.length).toBe(gated.length * roleKeys.length);
  expect(narrowed.length).toBe(grants.filter(([, role]) => role !== "owner").length * 2);
  expect(asked).toBeGreaterThan(1_000);
});

test.each(grants.filter(([, , { kind }]) => kind === "action"))("%s lets the %s act", async (_, role, door) => {
  const answer = await ask(door, person(role), ours);
  expect(answer.code ?? "").not.toMatch(/^platform\.gate\./);
  expect(answer.status, answer.told).toBeLessThan(500);
});
