import { expect, test } from "vitest";
import { startDuplicateRun } from "~/domains/prospecting/duplicate/duplicate-run.server";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { inCompany } from "~/platform/tenancy.server";
import { findDuplicates } from "~inngest/functions/prospecting/find-duplicates";
import { runDuplicates } from "~inngest/functions/prospecting/run-duplicates";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";

const pairs = ({ owner }: TestCompany) =>
  inCompany(owner, ({ db }) =>
    db.duplicatePair.findMany({ orderBy: { id: "asc" }, select: { oneId: true, otherId: true, state: true, importRunId: true } }),
  );

test("who is new, who changed and what a list brought are compared, once however often the job dies; all that is certain is merged", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const phone = "+33199000011";
  await withJobs(
    [findDuplicates, runDuplicates],
    async (jobs) => {
      const add = (input: Parameters<typeof createProspect>[1]) =>
        inCompany(shop.owner, async (ctx) => (await createProspect(ctx, input)).prospectId);
      await inCompany(other.owner, (ctx) => createProspect(ctx, { firstName: "Solène", lastName: "Quimerch", phone }));
      await add({ firstName: "Solène", lastName: "Quimerch", phone });
      await jobs.advance("2m");
      expect(await pairs(shop)).toEqual([]);
      const second = await add({ firstName: "Solène", lastName: "Quimmerch", email: "sq@example.test" });
      await jobs.advance("2m");
      expect(await pairs(shop)).toEqual([]);
      await inCompany(shop.owner, (ctx) => changeProspect(ctx, second, { mobile: phone }));
      await jobs.advance("2m");
      expect(await pairs(shop)).toMatchObject([{ state: "open", importRunId: null }]);

      await importedList(shop.owner, `Prénom;Nom;Téléphone portable;E-mail\nS.;Quimerch;${phone};autre@example.test\n`);
      await jobs.advance("5m");
      expect((await pairs(shop)).filter(({ importRunId }) => importRunId !== null).length).toBeGreaterThan(0);

      await add({ firstName: "SOLENE", lastName: "QUIMERCH", mobile: phone });
      await inCompany(shop.owner, (ctx) => startDuplicateRun(ctx, { kind: "find" }));
      await jobs.advance("5m");
      await inCompany(shop.owner, (ctx) => startDuplicateRun(ctx, { kind: "merge" }));
      await jobs.advance("5m");
      const runs = await inCompany(shop.owner, ({ db }) =>
        db.duplicateRun.findMany({ orderBy: { startedAt: "asc" }, select: { kind: true, state: true } }),
      );
      expect(runs).toEqual([
        { kind: "find", state: "completed" },
        { kind: "merge", state: "completed" },
      ]);
      expect(await inCompany(shop.owner, ({ db }) => db.prospectMerge.count())).toBeGreaterThan(0);
      expect(await pairs(other)).toEqual([]);
    },
    { intercept: losingFirstAnswers() },
  );
});
