import pg from "pg";
import { superuser } from "./cluster.mjs";

export const roles = { owner: "essor_owner", app: "app_rw" };
export const databaseName = "essor";

/**
 * The two roles of the product. `essor_owner` owns the databases and migrates them; `app_rw` is what the product runs as:
 * it owns nothing and row-level security holds for it. How the same is done on a server of one's own stands in README.md.
 */
export async function ensureRoles(client, passwords) {
  const { rows } = await client.query("select rolname from pg_roles where rolname = any($1)", [Object.values(roles)]);
  const known = new Set(rows.map((row) => row.rolname));
  for (const [who, role] of Object.entries(roles)) {
    const verb = known.has(role) ? "alter" : "create";
    await client.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(passwords[who])}`,
    );
  }
  await client.query(`alter role ${roles.app} set statement_timeout = '5s'`);
  await client.query(`alter role ${roles.app} set lock_timeout = '3s'`);
  await client.query(`alter role ${roles.app} set idle_in_transaction_session_timeout = '10s'`);
}

/** A database of the owner's that the app role may enter, empty or a copy of `template`. Nothing happens when it is there already. */
export async function ensureDatabase(client, name, { template } = {}) {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount) return;
  await client.query(`create database ${name} owner ${roles.owner}${template ? ` template ${template}` : ""}`);
  await client.query(`revoke all on database ${name} from public`);
  await client.query(`grant connect on database ${name} to ${roles.app}`);
}

export const urlOf = (role, password, port, database = databaseName) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

/** Runs `work` with a connection of its own, as the superuser of an embedded server. */
export async function asSuperuser({ password, port, database = "postgres" }, work) {
  return withClient(urlOf(superuser, password, port, database), work);
}

export async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on("error", () => {}); // a server that goes away while we hold the line is told by the query that waits
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
