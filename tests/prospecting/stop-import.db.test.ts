import { expect, test } from "vitest";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { completeImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { stopImport } from "~/domains/prospecting/import/run/stop-import.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { aList, upload } from "~tests/factories/lists";

const stop = (company: TestCompany, importRunId: string) => inCompany(company.owner, (ctx) => stopImport(ctx, { importRunId }));
const start = (company: TestCompany, importRunId: string) => inCompany(company.owner, (ctx) => startImport(ctx, { importRunId }));
const count = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.prospect.count());

async function aCheckedList(company: TestCompany) {
  const importRunId = await upload(company.owner, aList(30));
  await inCompany(company.owner, async (ctx) => {
    await changeMapping(ctx, { importRunId, targets: new Map() });
    await requestCheck(ctx, { importRunId });
  });
  return importRunId;
}

test("an import that is stopped keeps what is in, goes no further by itself, and goes on when asked", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const job = asJob(company.companyId, "prospecting/run-import");
  const importRunId = await aCheckedList(company);
  await checkList(job, importRunId);
  await start(company, importRunId);
  const { isDone, place } = await importForAWhile(job, { importRunId, seconds: 0, size: 10 });
  expect([isDone, await count(company)]).toEqual([false, 10]);

  await expect(stop(stranger, importRunId)).rejects.toMatchObject({ code: "platform.record.unknown" });
  await stop(company, importRunId);
  expect(await importForAWhile(job, { importRunId, place, size: 10 })).toMatchObject({ isDone: true });
  expect(await completeImport(job, importRunId)).toEqual({ isCompleted: false });
  expect(await readImport(company.owner, importRunId)).toMatchObject({
    state: "failed",
    errorCode: "prospecting.import.stopped_by_hand",
    processedLines: 10,
    mayStart: true,
  });
  await expect(stop(company, importRunId)).rejects.toMatchObject({ code: "prospecting.import.not_running" });

  await start(company, importRunId);
  await importForAWhile(job, { importRunId });
  await completeImport(job, importRunId);
  expect(await readImport(company.owner, importRunId)).toMatchObject({ state: "completed", createdCount: 30, errorCode: null });
  expect([await count(company), await count(stranger)]).toEqual([30, 0]);
});

test("a check that is stopped leaves the columns open, and an import that wrote nothing is checked as before", async () => {
  const company = await aCompany();
  const job = asJob(company.companyId, "prospecting/check-import");
  const importRunId = await aCheckedList(company);
  await stop(company, importRunId);
  expect(await checkList(job, importRunId)).toEqual({ lines: 0 });
  expect(await readImport(company.owner, importRunId)).toMatchObject({ state: "uploaded", mayChange: true });

  await inCompany(company.owner, (ctx) => requestCheck(ctx, { importRunId }));
  await checkList(job, importRunId);
  await start(company, importRunId);
  await stop(company, importRunId);
  expect(await readImport(company.owner, importRunId)).toMatchObject({ state: "checked", mayStart: true, processedLines: 0 });
});
