import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "../../scripts/migrations.mjs";
import { dataHome, findBinaries, mayEnter, serverUser } from "../../scripts/postgres/binaries.mjs";
import { freePort, initialise, startServer, stopServer } from "../../scripts/postgres/cluster.mjs";
import { asSuperuser, ensureDatabase, ensureRoles, roles, urlOf } from "../../scripts/postgres/roles.mjs";
import { uuidv7 } from "~/platform/ids";
import { figure, sized } from "./sized";

const root = resolve(import.meta.dirname, "../..");
const wanted = sized(300, 10_000);
const clients = 16;
const password = "proof";

/** A durable server of its own, that may be stopped as by a power cut. */
async function ownServer() {
  const as = serverUser();
  const folder = mkdtempSync(join(as.uid === undefined || mayEnter(tmpdir(), as) ? tmpdir() : dataHome(root, as), "essor-numbers-"));
  chmodSync(folder, 0o755);
  const cluster = { bin: findBinaries(root, as), as, dataDir: join(folder, "data"), logFile: join(folder, "postgres.log") };
  onTestFinished(async () => {
    await stopServer(cluster, { atOnce: true });
    rmSync(folder, { recursive: true, force: true });
  });
  initialise(cluster, password);
  const port = await freePort(undefined);
  await startServer(cluster, port, { durable: true });
  await asSuperuser({ password, port }, async (client: pg.Client) => {
    await ensureRoles(client, { owner: password, app: password });
    await ensureDatabase(client, "essor");
  });
  const urls = { owner: urlOf(roles.owner, password, port, "essor"), app: urlOf(roles.app, password, port, "essor") };
  await migrate(root, urls.owner);
  return { ...urls, cut: () => stopServer(cluster, { atOnce: true }), start: () => startServer(cluster, port, { durable: true }) };
}

test("a server that is cut off while sixteen clients validate invoices comes back without a gap or a double", async () => {
  const server = await ownServer();
  const [companyId, customerId, seriesId] = [uuidv7(), uuidv7(), uuidv7()];
  const connect = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    client.on("error", () => {}); // the cut
    await client.connect();
    return client;
  };
  const first = await connect(server.owner);
  await first.query("INSERT INTO customers (id, company_id, last_name) VALUES ($1, $2, 'Tessier')", [customerId, companyId]);
  await first.query("INSERT INTO document_series (id, company_id, name, prefix) VALUES ($1, $2, 'Factures', 'FA-')", [seriesId, companyId]);
  await first.end();

  let [acknowledged, turn] = [0, 0];
  const validate = async (until: number, cutAt = Infinity) => {
    let cut: Promise<void> | undefined;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const client = await connect(server.app);
        try {
          while (acknowledged < until && !cut) {
            const mine = turn++;
            await client.query("BEGIN");
            await client.query("SELECT set_config('app.current_company_id', $1, true)", [companyId]);
            await client.query(
              `INSERT INTO documents (id, company_id, customer_id, series_id, number, type, status, issued_on, validated_at)
               SELECT gen_random_uuid(), $1, $2, $3, app.take_document_number($3), 'invoice', 'validated', '2026-11-22', now()`,
              [companyId, customerId, seriesId],
            );
            if (mine % 10 === 9) await client.query("ROLLBACK");
            else {
              await client.query("COMMIT");
              acknowledged++;
            }
            if (acknowledged >= cutAt) cut ??= server.cut();
          }
        } catch (error) {
          if (!cut) throw error;
        } finally {
          await client.end().catch(() => {});
        }
      }),
    );
    await cut;
  };
  const look = async () => {
    const owner = await connect(server.owner);
    const { rows } = await owner.query<{ rows: number; numbers: number; most: number; next: number }>(
      `SELECT count(*)::int AS rows, count(DISTINCT number)::int AS numbers, coalesce(max(substr(number, 4)::int), 0) AS most,
         (SELECT next_number FROM document_series) AS next FROM documents`,
    );
    await owner.end();
    return rows[0]!;
  };

  await validate(wanted, wanted / 2);
  await server.start();
  const cut = await look();
  expect(cut).toEqual({ rows: cut.rows, numbers: cut.rows, most: cut.rows, next: cut.rows + 1 });
  expect(cut.rows).toBeGreaterThanOrEqual(acknowledged); // what was acknowledged is there; what was on its way may be
  expect(cut.rows).toBeLessThanOrEqual(acknowledged + clients);

  acknowledged = cut.rows;
  await validate(wanted);
  const end = await look();
  expect(end).toEqual({ rows: acknowledged, numbers: acknowledged, most: acknowledged, next: acknowledged + 1 });
  figure("invoices validated over a cut, gaps and doubles", `${acknowledged}, 0`);
});
