import { expect, test } from "vitest";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { requestRollback } from "~/domains/prospecting/import/run/request-rollback.server";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { inCompany } from "~/platform/tenancy.server";
import { checkImport } from "~inngest/functions/prospecting/check-import";
import { rollBackImport } from "~inngest/functions/prospecting/roll-back-import";
import { runImport } from "~inngest/functions/prospecting/run-import";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aList, upload } from "~tests/factories/lists";
import { expectNoise } from "~tests/setup/console";

const functions = [checkImport, runImport, rollBackImport];

async function check(company: TestCompany, importRunId: string) {
  await inCompany(company.owner, async (ctx) => {
    await changeMapping(ctx, { importRunId, targets: new Map() });
    await requestCheck(ctx, { importRunId });
  });
}
const start = (company: TestCompany, importRunId: string) => inCompany(company.owner, (ctx) => startImport(ctx, { importRunId }));
const count = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.prospect.count());

test("a list is checked, let in and taken out again by its jobs, each of whose answers is lost once", { timeout: 60_000 }, async () => {
  const company = await aCompany();
  const stranger = await aCompany();
  const importRunId = await upload(company.owner, aList(1500));
  await withJobs(
    functions,
    async (jobs) => {
      await check(company, importRunId);
      await jobs.advance("10m");
      expect(await readImport(company.owner, importRunId)).toMatchObject({
        state: "checked",
        totalLines: 1500,
        dryRun: { created: 1500, isComplete: true },
      });
      expect(await count(company)).toBe(0);

      await start(company, importRunId);
      await jobs.advance("10m");
      expect(await readImport(company.owner, importRunId)).toMatchObject({
        state: "completed",
        createdCount: 1500,
        mergedCount: 0,
        refusedCount: 0,
      });
      expect(await count(company)).toBe(1500);
      expect(await count(stranger)).toBe(0);
      const facts = await inCompany(company.owner, ({ db }) =>
        db.event.findMany({ where: { aggregateId: importRunId, eventType: "prospecting/prospects.imported" }, select: { payload: true } }),
      );
      const told = facts.flatMap(({ payload }) => (payload as { prospectIds: Array<string> }).prospectIds);
      expect([told.length, new Set(told).size]).toEqual([1500, 1500]);

      const [run] = await jobs.runs("prospecting/run-import");
      await jobs.rerun(run!.id);
      await jobs.advance("10m");
      expect(await count(company)).toBe(1500);

      await inCompany(company.owner, (ctx) => requestRollback(ctx, { importRunId }));
      await jobs.advance("10m");
      expect((await readImport(company.owner, importRunId)).state).toBe("rolled_back");
      expect(await count(company)).toBe(0);
    },
    { intercept: losingFirstAnswers() },
  );
});

test("an import that keeps failing is given up in words, keeps what is in, and goes on when asked", { timeout: 60_000 }, async () => {
  const company = await aCompany();
  const importRunId = await upload(company.owner, aList(1500));
  expectNoise(/platform\.database\.refused/);
  await withJobs(functions, async (jobs) => {
    await check(company, importRunId);
    await jobs.advance("10m");
    await asOwner((owner) =>
      owner.query(`CREATE FUNCTION public.fail_third() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.id = '${importRunId}' AND NEW.processed_lines > 1000 THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER fail_third BEFORE UPDATE ON import_runs FOR EACH ROW EXECUTE FUNCTION public.fail_third()`),
    );
    try {
      await start(company, importRunId);
      await jobs.advance("2h");
    } finally {
      await asOwner((owner) => owner.query("DROP TRIGGER fail_third ON import_runs; DROP FUNCTION public.fail_third()"));
    }
    expect(await readImport(company.owner, importRunId)).toMatchObject({
      state: "failed",
      errorCode: "prospecting.import.stopped",
      processedLines: 1000,
      mayStart: true,
    });
    expect(await count(company)).toBe(1000);

    await start(company, importRunId);
    await jobs.advance("10m");
    expect(await readImport(company.owner, importRunId)).toMatchObject({ state: "completed", createdCount: 1500, errorCode: null });
    expect(await count(company)).toBe(1500);
  });
});
