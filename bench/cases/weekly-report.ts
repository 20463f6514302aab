import pg from "pg";
import { writeWeeklyReports } from "~/domains/insights/report/write-weekly-reports.server";
import { closeDatabase, statementListeners } from "~/platform/db.server";
import { rereadEnv } from "~/platform/env.server";
import { uuidv7 } from "~/platform/ids";
import { takeFacts } from "~tests/setup/jobs";
import { useTransport } from "~inngest/client";
import type { Case } from "../run-case";

const companies = 100;
const mailsEach = 1000;
const jobId = "insights/write-weekly-report";
/** A Tuesday: every week of the rehearsal is due all over its zone. */
const moment = new Date("2026-11-24T12:00:00Z");

/**
 * The Monday reports of 100 companies with 1,000 mails each over ten weeks. The limit is the one query that sums their eight weeks, as
 * the tables' owner; the subject finds who is due, sums, finds, and keeps the reports.
 */
export default {
  name: "weekly report of 100 companies",
  goals: [{ what: "p50", atMost: 3 }],
  rounds: 7,
  async prepare(world) {
    const { url, ownerUrl, superuserUrl } = await world.database("bench_report");
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DATABASE_SUPERUSER_URL: superuserUrl });
    rereadEnv();
    useTransport(takeFacts);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const ids = Array.from({ length: companies }, () => uuidv7());
    await fill(owner, ids);
    const forget = () => owner.query("TRUNCATE success_reports, success_metrics, event_deliveries CASCADE");
    const counted = async (atMost: number) => {
      await forget();
      let statements = 0;
      const count = () => void statements++;
      statementListeners.add(count);
      await writeWeeklyReports({ moment, atMost, jobId });
      await new Promise((resolve) => setTimeout(resolve, 100)); // statements are told a moment after they leave
      statementListeners.delete(count);
      return statements;
    };

    return {
      async limit() {
        const started = performance.now();
        await owner.query(
          `SELECT count(*) FROM app.figures_of_windows(
             ARRAY(SELECT c FROM unnest($1::uuid[]) c, generate_series(0, 7)),
             ARRAY(SELECT timestamptz '2026-11-15T23:00:00Z' - w * interval '7 days' FROM unnest($1::uuid[]) c, generate_series(0, 7) w),
             ARRAY(SELECT timestamptz '2026-11-22T23:00:00Z' - w * interval '7 days' FROM unnest($1::uuid[]) c, generate_series(0, 7) w))`,
          [ids],
        );
        return { operations: companies, ms: [performance.now() - started] };
      },
      async subject() {
        await forget();
        const started = performance.now();
        const { reportIds } = await writeWeeklyReports({ moment, atMost: 1000, jobId });
        const ms = performance.now() - started;
        if (reportIds.length !== companies) throw new Error(`${reportIds.length} of ${companies} reports were written`);
        return { operations: companies, ms: [ms] };
      },
      async counts() {
        const [ten, hundred] = [await counted(10), await counted(100)];
        return [
          { what: "SQL statements for 100 companies", value: hundred, atMost: 10 },
          { what: "SQL statements more than for 10", value: hundred - ten, atMost: 0 },
        ];
      },
      async close() {
        await owner.end();
        await closeDatabase();
      },
    };
  },
} satisfies Case;

/** Companies with mails over ten weeks, written in the order of time: nine of ten delivered, one of twelve answered. */
async function fill(owner: pg.Client, ids: Array<string>) {
  await owner.query(
    `INSERT INTO companies (id, name, slug, created_at) SELECT id, 'Maison', 'maison-' || id, '2026-09-01' FROM unnest($1::uuid[]) u (id)`,
    [ids],
  );
  await owner.query(
    `WITH mails AS (
       SELECT c.id AS company, app.uuid_v7() AS message, app.uuid_v7() AS prospect, c.id AS campaign, n,
         timestamptz '2026-11-24T00:00:00Z' - n * interval '70 days' / $2::int AS at
       FROM generate_series(1, $2::int) n CROSS JOIN unnest($1::uuid[]) c (id))
     INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, occurred_at)
     SELECT app.uuid_v7(), m.company, 'outreach/message.' || e.what, 'message', m.message,
       jsonb_build_object('companyId', m.company, 'campaignId', m.campaign, 'messageId', m.message, 'prospectId', m.prospect), m.at
     FROM mails m CROSS JOIN LATERAL (VALUES ('sent'), (CASE WHEN m.n % 10 > 0 THEN 'delivered' END), (CASE WHEN m.n % 12 = 0 THEN 'replied' END)) e (what)
     WHERE e.what IS NOT NULL ORDER BY m.at DESC`,
    [ids, mailsEach],
  );
  await owner.query("ANALYZE events");
}
