import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import pg from "pg";
import { build } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import { closeDatabase } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { aCompany, asOwner } from "~tests/factories/company";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import type { Answered, Asked } from "./import-process";
import { longRow, outcomeOf } from "./long-list";
import type { World } from "./run-case";

const chunk = 1000;

/** How many rows a case about long lists takes: BENCH_ROWS, or its own small or full size. */
export const rowsOf = (world: World, { small, full }: { small: number; full: number }) =>
  Number(process.env.BENCH_ROWS ?? (world.full ? full : small));

/** An empty company, a process that imports, and the bare pipeline it is held against. */
export async function importWorld(world: World, name: string) {
  const { url, ownerUrl, superuserUrl } = await world.database(name);
  Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
  rereadEnv();
  useTransport(takeFacts);
  const company = await aCompany();
  await asOwner((client) => client.query("UPDATE usage_limits SET prospects_limit_monthly = 2000000000"));
  const [owner, superuser] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: superuserUrl })];
  await Promise.all([owner.connect(), superuser.connect()]);
  await superuser.query("SET session_replication_role = replica"); // tables are emptied at once, without asking each that may point at them
  const importer = await startImporter();
  return {
    /** Takes every list out again, so that each one comes into the same tables. */
    async empty() {
      await superuser.query("TRUNCATE prospects, import_lines, stored_file_chunks, events, event_deliveries CASCADE");
      await superuser.query("ANALYZE prospects, import_lines");
    },
    importList: (rows: number) => importer.ask({ owner: company.owner, rows }),
    rawImport: (rows: number) => rawImport(owner, company.companyId, rows),
    async count() {
      const { rows } = await owner.query<{ count: number }>("SELECT count(*)::int AS count FROM prospects");
      return rows[0]!.count;
    },
    async close() {
      await importer.stop();
      await Promise.all([owner.end(), superuser.end()]);
      await closeDatabase();
    },
  };
}

/** Built as the server is, so that what its memory holds is the product and not what reads TypeScript. */
async function startImporter() {
  const outDir = "build/bench/import";
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [tsconfigPaths()],
    build: { ssr: "bench/import-process.ts", outDir, target: "node20", emptyOutDir: true },
  });
  const child = spawn(process.execPath, [`${outDir}/import-process.js`], { env: process.env, stdio: ["pipe", "pipe", "inherit"] });
  const gone = new Promise<null>((done) => child.on("exit", () => done(null)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(asked: Asked): Promise<Answered> {
      child.stdin.write(`${JSON.stringify(asked)}\n`);
      const line = await Promise.race([lines.next(), gone]);
      if (!line?.value) throw new Error("The process that imports has left.");
      return JSON.parse(line.value) as Answered;
    },
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}

/**
 * The same rows into the same tables, under the same indexes and constraints, by their owner: the list is cut at its delimiters, and what
 * becomes of a line is known beforehand. No detection, no checks, no search for who is there, no tenancy, no facts.
 */
async function rawImport(owner: pg.Client, companyId: string, rows: number): Promise<number> {
  const importRunId = await aRun(owner, companyId);
  const started = performance.now();
  const idOf = new Map<number, string>();
  for (let from = 0; from < rows; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, rows - from) }, (_, at) => from + at);
    const lines = numbers.map((number) => {
      const cells = longRow(number).join(";").split(";");
      return { number, cells, outcome: outcomeOf(number), id: uuidv7() };
    });
    for (const { number, id } of lines) if (number % 50 === 20) idOf.set(number, id);
    const made = lines.filter(({ outcome }) => outcome === "created");
    const column = (at: number) => made.map(({ cells }) => cells[at]);
    await owner.query("BEGIN");
    await owner.query(
      `INSERT INTO prospects (id, company_id, source, import_run_id, import_line_number, first_name, last_name, organization_name, email, phone, city, postal_code, department, updated_at)
       SELECT t.id, $2, 'import_csv', $3, t.n, t.first_name, t.last_name, t.firm, t.email, '+33' || substr(replace(nullif(t.phone, ''), ' ', ''), 2), t.city, t.postcode, left(t.postcode, 2), now()
       FROM unnest($1::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
         AS t (id, n, first_name, last_name, firm, email, phone, city, postcode)`,
      [made.map(({ id }) => id), companyId, importRunId, made.map(({ number }) => number + 2), ...[0, 1, 2, 3, 4, 5, 6].map(column)],
    );
    await owner.query(
      `INSERT INTO import_lines (company_id, import_run_id, line_number, outcome, code, prospect_id, cells)
       SELECT $1, $2, t.n, t.outcome::import_line_outcome, t.code, t.id, string_to_array(t.line, ';')
       FROM unnest($3::int[], $4::text[], $5::text[], $6::uuid[], $7::text[]) AS t (n, outcome, code, id, line)`,
      [
        companyId,
        importRunId,
        lines.map(({ number }) => number + 2),
        lines.map(({ outcome }) => outcome),
        lines.map(({ outcome }) => (outcome === "refused" ? "prospecting.import.unidentified" : null)),
        lines.map(({ number, outcome, id }) => (outcome === "refused" ? null : outcome === "merged" ? (idOf.get(number - 1) ?? null) : id)),
        lines.map(({ cells }) => cells.join(";")),
      ],
    );
    await owner.query("COMMIT");
  }
  return performance.now() - started;
}

async function aRun(owner: pg.Client, companyId: string): Promise<string> {
  const [job, file, run] = [uuidv7(), uuidv7(), uuidv7()];
  await owner.query("INSERT INTO import_jobs (id, company_id, name) VALUES ($1, $2, 'raw')", [job, companyId]);
  await owner.query("INSERT INTO stored_files (id, company_id, name, content_type) VALUES ($1, $2, 'raw.csv', 'text/csv')", [
    file,
    companyId,
  ]);
  await owner.query(
    "INSERT INTO import_runs (id, company_id, import_job_id, file_id, file_name, dialect) VALUES ($1, $2, $3, $4, 'raw.csv', '{}')",
    [run, companyId, job, file],
  );
  return run;
}
