import { expect, test } from "vitest";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { cancelBulk } from "~/domains/prospecting/bulk/end-run.server";
import { forgetOldRuns } from "~/domains/prospecting/bulk/forget-bulk.server";
import { runBulkForAWhile } from "~/domains/prospecting/bulk/run-bulk.server";
import type { StatusTimeline } from "~/domains/prospecting/bulk/run-part.server";
import { undoBulk } from "~/domains/prospecting/bulk/undo-bulk.server";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { forgetBulkRuns } from "~inngest/functions/prospecting/forget-bulk-runs";
import { runBulk } from "~inngest/functions/prospecting/run-bulk";
import { aCompany, aMember, asOwner, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { actOnMany } from "~tests/factories/prospecting";

const many = 2300;
const crowd = ({ owner, companyId }: TestCompany, count = many, city = "Brest") =>
  inCompany(owner, ({ db }) =>
    db.prospect.createMany({
      data: Array.from({ length: count }, (_, at) => ({ companyId, lastName: `Morvezen ${at}`, city: at % 2 ? city : "Rennes" })),
    }),
  );
const countOf = (company: TestCompany, where: object) => inCompany(company.owner, ({ db }) => db.prospect.count({ where }));
const runOf = (who: CompanyScope, id: string) => inCompany(who, ({ db }) => db.bulkRun.findUniqueOrThrow({ where: { id } }));
const kept = (company: TestCompany) => inCompany(company.owner, ({ db }) => db.bulkRunRow.count());
const undo = (who: CompanyScope, undoOfId: string) => inCompany(who, (ctx) => undoBulk(ctx, { undoOfId, timeline: statusTimeline }));
const acts = (company: TestCompany) =>
  inCompany(company.owner, async ({ db }) =>
    (await db.auditLog.findMany({ where: { action: { contains: "prospects." } }, orderBy: { sequence: "asc" } })).map(
      ({ action, newValues }) => [action, (newValues as { count?: number }).count],
    ),
  );

test("an act on thousands lands once though each answer of the job is lost, is undone by another, and is one entry of the log", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await crowd(shop);
  await crowd(other, 300);
  await withJobs(
    [runBulk],
    async (jobs) => {
      const run = await actOnMany(shop.owner, { filter: {} }, { act: "status", status: "qualified" });
      expect(run).toMatchObject({ isDone: false, total: many, done: 0 });
      await inCompany(shop.owner, ({ db }) => db.prospect.create({ data: { companyId: shop.companyId, lastName: "Venue après" } }));
      await jobs.advance("2m");
      expect(await runOf(shop.owner, run!.bulkRunId)).toMatchObject({ state: "done", doneCount: many, partsDone: 3, skipped: {} });
      expect([await countOf(shop, { status: "qualified" }), await countOf(shop, { status: "new" })]).toEqual([many, 1]);
      expect(await countOf(other, { status: "qualified" })).toBe(0);
      const lines = () => inCompany(shop.owner, ({ db }) => db.interaction.count({ where: { type: "stage_change" } }));
      expect(await lines()).toBe(many);
      expect(await acts(shop)).toEqual([["prospects.changed", many]]);

      await inCompany(shop.owner, ({ db }) =>
        db.prospect.updateMany({ where: { lastName: { in: ["Morvezen 1", "Morvezen 2"] } }, data: { status: "customer" } }),
      );
      const back = await undo(shop.owner, run!.bulkRunId);
      expect(back.isDone).toBe(false);
      await expect(undo(shop.owner, run!.bulkRunId)).rejects.toMatchObject({ code: "prospecting.bulk.not_undone" });
      await jobs.advance("2m");
      expect(await runOf(shop.owner, back.bulkRunId)).toMatchObject({ state: "done", doneCount: many - 2, skipped: { changed_since: 2 } });
      expect(await runOf(shop.owner, run!.bulkRunId)).toMatchObject({ state: "undone" });
      expect([await countOf(shop, { status: "new" }), await countOf(shop, { status: "customer" })]).toEqual([many - 1, 2]);
      expect([await lines(), await kept(shop)]).toEqual([2, 0]);
    },
    { intercept: losingFirstAnswers() },
  );
});

test("killed within a part, run twice at once and begun again, each prospect is changed once and counted once", async () => {
  const shop = await aCompany();
  await crowd(shop);
  const { bulkRunId } = (await actOnMany(shop.owner, { filter: { city: "Brest" } }, { act: "status", status: "lost" }))!;
  const job = asJob(shop.companyId, "prospecting/run-bulk");
  let parts = 0;
  const dying: StatusTimeline = {
    ...statusTimeline,
    record: (ctx, change) => (++parts === 2 ? Promise.reject(new Error("killed")) : statusTimeline.record(ctx, change)),
  };
  await expect(runBulkForAWhile(job, { bulkRunId, timeline: dying })).rejects.toThrow("killed");
  expect(await runOf(shop.owner, bulkRunId)).toMatchObject({ state: "running", doneCount: 1000, partsDone: 1 });
  expect(await countOf(shop, { status: "lost" })).toBe(1000);
  const go = () => runBulkForAWhile(job, { bulkRunId, timeline: statusTimeline, seconds: 0 });
  expect(await Promise.all([go(), go()])).toContainEqual({ isDone: true });
  expect(await go()).toEqual({ isDone: true });
  expect(await runOf(shop.owner, bulkRunId)).toMatchObject({ state: "done", doneCount: 1150, partsDone: 2 });
  expect([await countOf(shop, { status: "lost" }), await kept(shop)]).toEqual([1150, 1150]);
  expect(await inCompany(shop.owner, ({ db }) => db.bulkRunPart.count())).toBe(0);
});

test("a run that is stopped between two parts stays where it is, goes no further, and what it did is undone", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await crowd(shop);
  const { bulkRunId } = (await actOnMany(shop.owner, { filter: {} }, { act: "tag", tag: "salon" }))!;
  const go = (company: TestCompany) =>
    runBulkForAWhile(asJob(company.companyId, "prospecting/run-bulk"), { bulkRunId, timeline: statusTimeline, seconds: 0 });
  await go(shop);
  expect(await inCompany(other.owner, (ctx) => cancelBulk(ctx, bulkRunId))).toBe(false);
  expect(await inCompany(shop.owner, (ctx) => cancelBulk(ctx, bulkRunId))).toBe(true);
  expect(await go(shop)).toEqual({ isDone: true });
  expect(await runOf(shop.owner, bulkRunId)).toMatchObject({ state: "cancelled", doneCount: 1000 });
  expect(await countOf(shop, { tags: { has: "salon" } })).toBe(1000);
  const back = await undo(shop.owner, bulkRunId);
  for (let isDone = false; !isDone;)
    ({ isDone } = await runBulkForAWhile(asJob(shop.companyId, "x"), { bulkRunId: back.bulkRunId, timeline: statusTimeline, seconds: 0 }));
  expect([await countOf(shop, { tags: { has: "salon" } }), await kept(shop)]).toEqual([0, 0]);
});

test("the job reaches as far as whoever began it: his own alone, and nobody once his right is taken", async () => {
  const shop = await aCompany();
  await crowd(shop, 600);
  const own = await aMember(shop, "agent", "own");
  await inCompany(shop.owner, ({ db }) => db.prospect.updateMany({ where: { city: "Brest" }, data: { assignedToId: own.actor.id } }));
  const narrow = { ...own, reach: { prospect: [own.actor.id] } };
  const first = (await actOnMany(narrow, { filter: {} }, { act: "set_field", field: "city", value: "Quimper" }))!;
  expect(first.total).toBe(300);
  await inCompany(shop.owner, ({ db }) =>
    db.prospect.updateMany({ where: { lastName: { in: ["Morvezen 1", "Morvezen 3"] } }, data: { assignedToId: null } }),
  );
  const go = (bulkRunId: string) =>
    runBulkForAWhile(asJob(shop.companyId, "prospecting/run-bulk"), { bulkRunId, timeline: statusTimeline });
  await go(first.bulkRunId);
  expect(await runOf(shop.owner, first.bulkRunId)).toMatchObject({ state: "done", doneCount: 298, skipped: { gone: 2 } });
  const second = (await actOnMany(narrow, { filter: {} }, { act: "delete" }))!;
  await asOwner((owner) =>
    owner.query("UPDATE memberships SET is_active = false WHERE company_id = $1 AND user_id = $2", [shop.companyId, own.actor.id]),
  );
  await go(second.bulkRunId);
  expect(await runOf(shop.owner, second.bulkRunId)).toMatchObject({
    state: "failed",
    errorCode: "prospecting.bulk.no_right",
    doneCount: 0,
  });
  expect(await countOf(shop, { deletedAt: null })).toBe(600);
});

test("after thirty days a run can no longer be undone, and what it kept for that is gone", async () => {
  const shop = await aCompany();
  await crowd(shop, 10);
  const { bulkRunId } = (await actOnMany(shop.owner, { filter: {} }, { act: "delete" }))!;
  expect([await kept(shop), await forgetOldRuns(forgetBulkRuns.id())]).toEqual([10, 0]);
  await asOwner((owner) => owner.query("UPDATE bulk_runs SET undo_until = now() - interval '1 minute' WHERE id = $1", [bulkRunId]));
  expect(await forgetOldRuns("prospecting/forget-bulk-runs")).toBe(1);
  expect(await kept(shop)).toBe(0);
  await expect(undo(shop.owner, bulkRunId)).rejects.toMatchObject({ code: "prospecting.bulk.not_undone" });
});
