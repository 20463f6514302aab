import pg from "pg";
import { importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { closeDatabase } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { aList, startedImport } from "~tests/factories/lists";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import { fillProspects } from "../../prisma/seed/demo-prospects";
import type { Case } from "../run-case";

const rows = 10_000;
const chunk = 1000;

/**
 * A list of 10,000 rows into a company that holds 20,000 others (100,000 at full size). The limit splits the text at its delimiters and writes the same prospects and
 * lines, under the same indexes, as the tables' owner, in chunks of the same size: no detection, no checks, no merging, no
 * tenancy, no facts. The subject is the import as the job runs it, from the stored file.
 */
export default {
  name: "import of 10,000 rows",
  // The time of the import alone: a go also empties the tables, uploads and checks the list.
  goals: [{ what: "p50", atMost: 2 }],
  rounds: 7,
  async prepare(world) {
    const { url, ownerUrl, superuserUrl } = await world.database("bench_import");
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
    rereadEnv();
    useTransport(takeFacts);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const text = aList(rows);
    const company = await aCompany();
    await asOwner((client) => client.query("UPDATE usage_limits SET prospects_limit_monthly = 2000000000"));
    const total = world.full ? 100_000 : 20_000;
    await fillProspects(owner, { companyId: company.companyId, total, now: new Date("2026-11-21T09:00:00Z") });
    // There are ten thousand numbers for fiction: left in, each line would share its own with several others, as in no real list.
    await owner.query("UPDATE prospects SET phone = NULL, mobile = NULL");
    const superuser = new pg.Client({ connectionString: superuserUrl });
    await superuser.connect();
    await superuser.query("SET session_replication_role = replica"); // ten thousand rows leave without asking each table that may point at them
    /** Takes the last list out again, so that each one comes into the same tables. */
    const empty = async () => {
      await superuser.query("TRUNCATE import_lines");
      await superuser.query("DELETE FROM prospects WHERE import_run_id IS NOT NULL");
      await superuser.query("VACUUM ANALYZE prospects");
    };

    return {
      async limit() {
        await empty();
        const importRunId = await aRun(owner, company.companyId);
        const started = performance.now();
        await rawImport(owner, { companyId: company.companyId, importRunId, text });
        return { operations: rows, ms: [performance.now() - started] };
      },
      async subject() {
        await empty();
        const importRunId = await startedImport(company.owner, text);
        const started = performance.now();
        await importForAWhile(company.owner, { importRunId, seconds: 60 });
        const ms = performance.now() - started;
        const { createdCount } = await readImport(company.owner, importRunId);
        if (createdCount !== rows) throw new Error(`${createdCount} of ${rows} rows came in`);
        return { operations: rows, ms: [ms] };
      },
      counts: async () => [
        {
          what: "prospects that are missing",
          value: total + rows - (await inCompany(company.owner, ({ db }) => db.prospect.count())),
          atMost: 0,
        },
      ],
      async close() {
        await Promise.all([owner.end(), superuser.end()]);
        await closeDatabase();
      },
    };
  },
} satisfies Case;

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

async function rawImport(owner: pg.Client, { companyId, importRunId, text }: { companyId: string; importRunId: string; text: string }) {
  const lines = text.split("\n").slice(1, -1);
  for (let from = 0; from < lines.length; from += chunk) {
    const cells = lines.slice(from, from + chunk).map((line) => line.split(";"));
    const ids = cells.map(() => uuidv7());
    const column = (at: number) => cells.map((row) => row[at]);
    await owner.query("BEGIN");
    await owner.query(
      `INSERT INTO prospects (id, company_id, source, import_run_id, import_line_number, first_name, last_name, organization_name, email, phone, city, postal_code, department, updated_at)
       SELECT r.*, now() FROM (SELECT t.id, $2::uuid, 'import_csv'::prospect_source, $3::uuid, $4::int + t.n::int, t.first_name, t.last_name, t.firm, t.email, '+33' || substr(replace(t.phone, ' ', ''), 2), t.city, t.postcode, left(t.postcode, 2)
         FROM unnest($1::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
           WITH ORDINALITY AS t (id, first_name, last_name, firm, email, phone, city, postcode, n)) r`,
      [ids, companyId, importRunId, from + 1, ...[0, 1, 2, 3, 4, 5, 6].map(column)],
    );
    await owner.query(
      `INSERT INTO import_lines (company_id, import_run_id, line_number, outcome, prospect_id, cells)
       SELECT $1::uuid, $2::uuid, $3::int + t.n::int, 'created', t.id, string_to_array(t.line, ';')
       FROM unnest($4::uuid[], $5::text[]) WITH ORDINALITY AS t (id, line, n)`,
      [companyId, importRunId, from + 1, ids, lines.slice(from, from + chunk)],
    );
    await owner.query("COMMIT");
  }
}
