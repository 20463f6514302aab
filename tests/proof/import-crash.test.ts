import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { serveBuilt } from "../../scripts/serve.mjs";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, cookieOf, type TestCompany } from "~tests/factories/company";
import { aList } from "~tests/factories/lists";
import { figure, sized } from "./sized";

const root = resolve(import.meta.dirname, "../..");
const rows = sized(8_000, 50_000);
const kills = sized(3, 12);

type Server = Awaited<ReturnType<typeof serveBuilt>>;
let server: Server | undefined;
const serve = async () => (server = await serveBuilt(root, { DATABASE_URL: process.env.DATABASE_URL!, VENDORS: "local" }));

/** Ends the server as a power cut would. What it held is free for the next one once half a minute is over: here at once. */
async function cutPower() {
  await server!.stop({ atOnce: true });
  await asOwner((owner) => owner.query("UPDATE jobs.job SET lease_until = now() WHERE lease_until IS NOT NULL"));
}

async function post(company: TestCompany, path: string, body: FormData | URLSearchParams) {
  const headers = { cookie: await cookieOf(company.owner), origin: server!.origin };
  const answer = await fetch(`${server!.origin}${path}`, { method: "POST", headers, body, redirect: "manual" });
  expect(answer.status, await answer.clone().text()).toBe(302);
  return answer.headers.get("location")!;
}

/** Waits until the run is as wanted; the last look at it is the answer. */
async function until(company: TestCompany, importRunId: string, isSo: (run: Awaited<ReturnType<typeof readImport>>) => boolean) {
  for (;;) {
    const run = await readImport(company.owner, importRunId);
    if (isSo(run)) return run;
    expect(run.state, run.errorCode ?? "").not.toBe("failed");
    await wait(20);
  }
}

test("a server that is killed again and again loses no line of an import and doubles none", async () => {
  onTestFinished(async () => void (await server?.stop({ atOnce: true })));
  const company = await aCompany();
  const stranger = await aCompany();
  await serve();

  const form = new FormData();
  form.set("sourceDetail", "Liste d'essai");
  form.set("legalBasis", "legitimate_interest");
  form.set("file", new File([aList(rows)], "liste.csv", { type: "text/csv" }));
  const page = await post(company, "/imports/new", form);
  const importRunId = page.split("/").at(-1)!;

  await post(company, `${page}/check`, new URLSearchParams());
  await wait(300); // it reads
  await cutPower();
  await serve();
  const checked = await until(company, importRunId, ({ state }) => state === "checked");
  expect(checked.dryRun).toMatchObject({ created: rows, merged: 0, refused: 0 });

  await post(company, `${page}/start`, new URLSearchParams());
  let killed = 0;
  for (let standing = 0; killed < kills; killed++) {
    // It moves again, then dies somewhere within the next chunks.
    const run = await until(company, importRunId, ({ processedLines, state }) => processedLines > standing || state === "completed");
    if (run.state === "completed") break;
    await wait(Math.random() * 400);
    await cutPower();
    standing = (await readImport(company.owner, importRunId)).processedLines;
    await serve();
  }
  await until(company, importRunId, ({ state }) => state === "completed");

  const counts = await inCompany(company.owner, async ({ db, companyId }) => {
    const run = await db.importRun.findFirstOrThrow({ where: { id: importRunId } });
    const [sums] = await db.$queryRaw<
      Array<{ prospects: number; addresses: number; numbers: number; lines: number; told: number; used: number }>
    >`
      SELECT (SELECT count(*)::int FROM prospects WHERE company_id = ${companyId}::uuid) AS prospects,
        (SELECT count(DISTINCT email)::int FROM prospects WHERE company_id = ${companyId}::uuid) AS addresses,
        (SELECT count(DISTINCT import_line_number)::int FROM prospects WHERE company_id = ${companyId}::uuid) AS numbers,
        (SELECT count(*)::int FROM import_lines WHERE import_run_id = ${importRunId}::uuid AND outcome = 'created') AS lines,
        (SELECT count(DISTINCT t.id)::int FROM events e, jsonb_array_elements_text(e.payload -> 'prospectIds') t (id)
          WHERE e.event_type = 'prospecting/prospects.imported') AS told,
        (SELECT prospects_imported_month FROM usage_limits WHERE company_id = ${companyId}::uuid) AS used`;
    return { ...sums!, processed: run.processedLines, created: run.createdCount };
  });
  expect(counts).toEqual({
    prospects: rows,
    addresses: rows,
    numbers: rows,
    lines: rows,
    told: rows,
    used: rows,
    processed: rows,
    created: rows,
  });
  expect(await inCompany(stranger.owner, ({ db }) => db.prospect.count())).toBe(0);
  expect(killed).toBeGreaterThan(0);
  figure("kill -9 during an import", killed);
  figure("lines lost or doubled", Math.abs(rows - counts.processed) + Math.abs(rows - counts.prospects));
});
