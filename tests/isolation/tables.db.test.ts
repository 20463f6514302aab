import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { uuidv7 } from "~/platform/ids";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";
import { describeTables, insertion, isCompanys, MarkedCompany, sumsOf } from "./tables";

/**
 * Two companies with a row in every table that the catalogue shows to hold a company_id. As app_rw, in the second company's
 * transaction, each table is read, written and pointed at with the first one's ids. A table that comes later is in by itself.
 */
const urls = await cloneDatabase(inject("databasePort"), `essor_isolation_${process.pid}`); // its rows are for nobody else's jobs to find
const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};
/** Row security does not bind it: it makes the rows and looks at all of them. */
const superuser = await connected(urls.superuserUrl);
const app = await connected(urls.url);
afterAll(() => Promise.all([superuser.end(), app.end()]));

const tables = await describeTables(superuser);
const owned = tables.filter(isCompanys);
const alma = new MarkedCompany(uuidv7(), "canary-a", tables);
const bora = new MarkedCompany(uuidv7(), "other-b", tables);
let sums: Record<string, string>;

test("a row of either company can be made in every table, so that nothing below proves itself on an empty one", async () => {
  for (const company of [alma, bora]) for (const table of owned) await company.fill(superuser, table);
  expect(owned.length).toBeGreaterThan(25);
  expect(owned.filter(({ name }) => !alma.rows.has(name) || !bora.rows.has(name))).toEqual([]);
  sums = await sumsOf(superuser, tables, alma.companyId);
});

/** What one statement did as app_rw: rows it gave or touched, or the code of its refusal. All of it is taken back. */
async function tried(company: string | null, user: string | null, text: string, values: Array<unknown> = []): Promise<number | string> {
  await app.query("BEGIN");
  try {
    if (company !== null)
      await app.query("SELECT set_config('app.current_company_id', $1, true), set_config('app.current_user_id', $2, true)", [
        company,
        user ?? "",
      ]);
    return (await app.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await app.query("ROLLBACK");
  }
}

const refused = "42501"; // insufficient privilege: row security, or no grant at all
const userOf = (company: MarkedCompany) => String(company.rows.get("public.users")!.id);
const asBora = (text: string, values: Array<unknown> = []) => tried(bora.companyId, userOf(bora), text, values);
const kept = "23001"; // a trigger of ours: kept by its movements
const nothing = (outcome: number | string) => outcome === 0 || outcome === refused || outcome === kept;

test.each(owned.map((table) => [table.name, table] as const))(
  "%s: its own company sees its row, the other sees and changes none",
  async (name) => {
    const theirs = [alma.companyId];
    expect(await asBora(`SELECT 1 FROM ${name} WHERE company_id = $1`, [bora.companyId]), "its own row").toBeGreaterThan(0);

    expect(await asBora(`SELECT 1 FROM ${name} WHERE company_id = $1`, theirs)).toBe(0);
    expect(
      await asBora(`SELECT 1 FROM ${name} t WHERE company_id IS DISTINCT FROM $1 OR t::text ILIKE '%canary-a%'`, [bora.companyId]),
    ).toBe(0);
    expect(await asBora(`SELECT 1 FROM ${name} WHERE company_id = $1 FOR UPDATE`, theirs)).toSatisfy(nothing);
    expect(await asBora(`UPDATE ${name} SET company_id = company_id WHERE company_id = $1`, theirs)).toSatisfy(nothing);
    expect(await asBora(`UPDATE ${name} SET company_id = $2 WHERE company_id = $1`, [alma.companyId, bora.companyId])).toSatisfy(nothing);
    expect(await asBora(`DELETE FROM ${name} WHERE company_id = $1`, theirs)).toSatisfy(nothing);
    expect(await asBora(`TRUNCATE ${name} CASCADE`)).toBe(refused);
  },
);

test.each(owned.map((table) => [table.name, table] as const))(
  "%s: nobody writes for another company, nor gives it a row",
  async (name, table) => {
    if (name === "public.sessions") return; // a person's own: proven below
    const made = insertion(table, alma.row(table));
    expect(await asBora(made.text, made.values)).toBe(refused);
    expect(await asBora(`${made.text} ON CONFLICT DO NOTHING`, made.values)).toBe(refused);
    expect(await asBora(`UPDATE ${name} SET company_id = $1`, [alma.companyId])).toSatisfy(nothing);
  },
);

test.each(owned.map((table) => [table.name, table] as const))(
  "%s: without a company there are no rows and none goes in",
  async (name, table) => {
    for (const company of [null, ""]) {
      expect(await tried(company, null, `SELECT 1 FROM ${name}`)).toBe(0);
      expect(await tried(company, null, `UPDATE ${name} SET company_id = company_id`)).toSatisfy(nothing);
      expect(await tried(company, null, `DELETE FROM ${name}`)).toSatisfy(nothing);
      const made = insertion(table, alma.row(table));
      expect(await tried(company, null, made.text, made.values)).toBe(refused);
    }
  },
);

const keys = owned.flatMap((table) =>
  table.foreignKeys
    .filter(({ target }) => tables.some((other) => other.name === target && isCompanys(other)))
    .map((key) => [`${table.name} → ${key.target} (${key.columns.join(", ")})`, table, key] as const),
);

/** Its two ids stand in order, so a forged one may be refused for that before its key is looked at. */
const wrongOrder = (name: string) => (name === "public.duplicate_pairs" ? ["23514"] : []);

test.each(keys)("%s: a row of one's own cannot point at another company's", async (_, table, { target, columns, targetColumns }) => {
  const own = bora.row(table);
  const pointing = { ...own };
  columns.forEach((column, at) => {
    if (column !== "company_id") pointing[column] = alma.rows.get(target)![targetColumns[at]!];
  });
  const [good, forged] = [insertion(table, own), insertion(table, pointing)];
  const isWritable = (await asBora(good.text, good.values)) !== refused;
  if (isWritable) expect(await asBora(forged.text, forged.values)).toBeOneOf(["23503", "23505", ...wrongOrder(table.name)]);
  else expect(await asBora(forged.text, forged.values)).toBe(refused);

  const moved = columns.filter((column) => column !== "company_id");
  const outcome = await asBora(
    `UPDATE ${table.name} SET ${moved.map((column, at) => `"${column}" = $${at + 1}`).join(", ")} WHERE company_id = '${bora.companyId}'`,
    moved.map((column) => pointing[column]),
  );
  expect(outcome).toBeOneOf(isWritable ? [refused, "23503", ...wrongOrder(table.name)] : [refused, 0]);
});

test("a person may not enter a company by writing its id into a session", async () => {
  const id = crypto.randomUUID().replaceAll("-", "").padEnd(64, "0");
  await app.query("BEGIN");
  await app.query("SELECT set_config('app.current_company_id', '', true), set_config('app.current_user_id', $1, true)", [userOf(bora)]);
  await app.query("INSERT INTO sessions (id_digest, user_id, company_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')", [
    id,
    userOf(bora),
    alma.companyId,
  ]);
  const { rows } = await app.query<{ company_id: string | null; role_key: string | null }>(
    "SELECT company_id, role_key FROM across.session_by_digest($1)",
    [id],
  );
  await app.query("ROLLBACK");
  expect(rows).toEqual([{ company_id: null, role_key: null }]);
  expect(await asBora("INSERT INTO sessions (id_digest, user_id, expires_at) VALUES ($1, $2, now())", [id, userOf(alma)])).toBe(refused);
});

test("companies and people of another company are neither seen nor changed", async () => {
  expect(await asBora("SELECT 1 FROM companies WHERE id = $1", [bora.companyId])).toBe(1);
  expect(await asBora("SELECT 1 FROM companies WHERE id <> $1", [bora.companyId])).toBe(0);
  expect(await asBora("UPDATE companies SET name = 'x' WHERE id = $1", [alma.companyId])).toBe(0);
  expect(await asBora("DELETE FROM companies WHERE id = $1", [alma.companyId])).toSatisfy(nothing);
  for (const table of ["users", "user_tokens", "authenticator_apps", "passkeys", "recovery_codes", "known_devices", "outside_identities"]) {
    const key = table === "users" ? "id" : "user_id";
    expect(await asBora(`SELECT 1 FROM ${table} WHERE ${key} <> $1`, [userOf(bora)]), table).toBe(0);
    expect(await asBora(`UPDATE ${table} SET created_at = now() WHERE ${key} = $1`, [userOf(alma)]), table).toSatisfy(nothing);
    expect(await asBora(`DELETE FROM ${table} WHERE ${key} = $1`, [userOf(alma)]), table).toSatisfy(nothing);
  }
});

test("a partition is not a way round its parent", async () => {
  const { rows: partitions } = await superuser.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relispartition AND relkind = 'r'",
  );
  expect(partitions.length).toBeGreaterThan(40);
  for (const { name } of partitions) expect(await asBora(`SELECT 1 FROM ${name}`), name).toBe(refused);
});

test("after all of that every row of the first company is what it was", async () => {
  expect(await sumsOf(superuser, tables, alma.companyId)).toEqual(sums);
});
