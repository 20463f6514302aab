import { beforeEach, expect, test } from "vitest";
import { createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { getBulkRun, listBulkRuns } from "~/domains/prospecting/bulk/bulk.queries.server";
import { BulkForm } from "~/domains/prospecting/bulk/bulk.schema";
import { prepareDeed } from "~/domains/prospecting/bulk/prepare-deed.server";
import { undoBulk } from "~/domains/prospecting/bulk/undo-bulk.server";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { actOnMany, someProspects } from "~tests/factories/prospecting";

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
beforeEach(async () => {
  [shop, other] = [await aCompany(), await aCompany()];
});

const everybody = { filter: {} };
const deedOf = (form: Record<string, unknown>) => inCompany(shop.owner, (ctx) => prepareDeed(ctx, BulkForm.parse(form)));
const act = async (form: Record<string, unknown>) => (await actOnMany(shop.owner, everybody, await deedOf(form)))!;
const undo = (undoOfId: string) => inCompany(shop.owner, (ctx) => undoBulk(ctx, { undoOfId, timeline: statusTimeline }));
const rows = () =>
  inCompany(shop.owner, ({ db }) =>
    db.prospect.findMany({
      orderBy: { email: "asc" },
      select: {
        firstName: true,
        city: true,
        postalCode: true,
        department: true,
        countryCode: true,
        tags: true,
        customFields: true,
        assignedToId: true,
      },
    }),
  );

test("a field is given one value as by hand, each gets his own back, and whoever was changed since keeps what he has", async () => {
  const ids = await someProspects(shop.owner, 4, (at) => ({ city: at === 4 ? "Évian" : `Ville ${at}` }));
  await someProspects(other.owner, 2, () => ({ city: "Lyon" }));
  const before = await rows();
  const run = await act({ act: "set_field", field: "city", value: "  Évian " });
  expect(run).toMatchObject({ isDone: true, total: 4, done: 3, skipped: { same: 1 } });
  expect((await rows()).map(({ city }) => city)).toEqual(["Évian", "Évian", "Évian", "Évian"]);
  await inCompany(shop.owner, ({ db }) => db.prospect.update({ where: { id: ids[0] }, data: { city: "Brest" } }));
  expect(await undo(run.bulkRunId)).toMatchObject({ isDone: true, done: 2, skipped: { changed_since: 1 } });
  expect(await rows()).toEqual([{ ...before[0]!, city: "Brest" }, ...before.slice(1)]);
  await expect(undo(run.bulkRunId)).rejects.toMatchObject({ code: "prospecting.bulk.not_undone" });
  expect(await inCompany(other.owner, ({ db }) => db.prospect.count({ where: { city: "Lyon" } }))).toBe(2);
});

test("a postcode brings its department, a country takes it, and both come back", async () => {
  await someProspects(shop.owner, 3, (at) => (at === 3 ? { countryCode: "BE", postalCode: "1000" } : {}));
  const before = await rows();
  const run = await act({ act: "set_field", field: "postalCode", value: "6300" });
  expect((await rows()).map(({ postalCode, department }) => [postalCode, department])).toEqual([
    ["06300", "06"],
    ["06300", "06"],
    ["6300", null],
  ]);
  await undo(run.bulkRunId);
  expect(await rows()).toEqual(before);
  const abroad = await act({ act: "set_field", field: "countryCode", value: "Belgique" });
  expect(abroad).toMatchObject({ done: 2, skipped: { same: 1 } });
  expect((await rows()).map(({ department }) => department)).toEqual([null, null, null]);
  await undo(abroad.bulkRunId);
  expect(await rows()).toEqual(before);
});

test("a field of the company's own is read in its type, emptied by blank, and comes back with where it came from", async () => {
  await inCompany(shop.owner, (ctx) => createCustomField(ctx, { entity: "prospect", label: "Agents", type: "number", options: [] }));
  await someProspects(shop.owner, 3);
  const [first] = await inCompany(shop.owner, ({ db }) => db.prospect.findMany({ orderBy: { id: "asc" }, take: 1, select: { id: true } }));
  await inCompany(shop.owner, ({ db }) => db.prospect.update({ where: { id: first!.id }, data: { customFields: { agents: 4 } } }));
  // Not of this second: an origin is told to the second, and one that is given back as it stands is a value of its own.
  await inCompany(
    shop.owner,
    ({ db }) =>
      db.$executeRaw`UPDATE prospects SET value_origins = jsonb_set(value_origins, '{customFields.agents,at}', '"2026-03-01T09:00:00Z"') WHERE id = ${first!.id}::uuid`,
  );
  const facts = () =>
    inCompany(shop.owner, ({ db }) => db.prospect.findMany({ orderBy: { id: "asc" }, select: { customFields: true, valueOrigins: true } }));
  const before = await facts();
  await expect(deedOf({ act: "set_field", field: "custom.agents", value: "douze" })).rejects.toMatchObject({ code: "catalogue.field.not_a_number" }); // prettier-ignore
  const set = await act({ act: "set_field", field: "custom.agents", value: "1 200" });
  expect((await rows()).map(({ customFields }) => customFields)).toEqual([{ agents: 1200 }, { agents: 1200 }, { agents: 1200 }]);
  const cleared = await act({ act: "set_field", field: "custom.agents", value: "" });
  expect(cleared.done).toBe(3);
  await undo(cleared.bulkRunId);
  await undo(set.bulkRunId);
  expect(await facts()).toEqual(before);
});

test("nobody is emptied of all that names him, and what names one alone is given to nobody together", async () => {
  await inCompany(shop.owner, ({ db }) =>
    db.prospect.createMany({
      data: [
        { companyId: shop.companyId, firstName: "Aïcha" },
        { companyId: shop.companyId, firstName: "Malik", email: "malik@example.test" },
      ],
    }),
  );
  expect(await act({ act: "set_field", field: "firstName", value: "" })).toMatchObject({ done: 1, skipped: { unidentified: 1 } });
  expect((await rows()).map(({ firstName }) => firstName).sort()).toEqual(["Aïcha", null].sort());
  for (const field of ["email", "siret", "leadScore", "id", "custom.unknown"])
    await expect(deedOf({ act: "set_field", field, value: "x@example.test" })).rejects.toMatchObject({ code: "platform.form.invalid" });
  await expect(deedOf({ act: "set_field", field: "phone", value: "12" })).rejects.toMatchObject({
    code: "prospecting.prospect.phone_invalid",
  });
});

test("tags, colleagues and segments are given and taken back from those alone who got them", async () => {
  const ids = await someProspects(shop.owner, 4, (at) => ({
    tags: at === 1 ? ["luxe"] : at === 2 ? Array.from({ length: 50 }, (_, tag) => `t${tag}`) : [],
  }));
  const before = await rows();
  const tagged = await act({ act: "tag", tag: "luxe" });
  expect(tagged).toMatchObject({ done: 2, skipped: { same: 1, too_many_tags: 1 } });
  await undo(tagged.bulkRunId);
  const untagged = await act({ act: "tag", tag: "luxe", remove: "true" });
  expect(untagged.done).toBe(1);
  await undo(untagged.bulkRunId);
  const given = await act({ act: "assign", userId: shop.agent.actor.id });
  expect((await rows()).map(({ assignedToId }) => assignedToId)).toEqual(ids.map(() => shop.agent.actor.id));
  await undo(given.bulkRunId);
  expect(await rows()).toEqual(before);

  const { segmentId } = await inCompany(shop.owner, (ctx) => createSegment(ctx, { name: "Salon", type: "fixed" }));
  const members = () => inCompany(shop.owner, ({ db }) => db.segmentMember.count({ where: { segmentId } }));
  const joined = await act({ act: "join_segment", segmentId });
  const left = await act({ act: "join_segment", segmentId, remove: "true" });
  expect([joined.done, left.done, await members()]).toEqual([4, 4, 0]);
  await undo(left.bulkRunId);
  expect(await members()).toBe(4);
  await undo(joined.bulkRunId);
  expect(await members()).toBe(0);
});

test("runs are told newest first to their company, each with whom it was meant for and who began it", async () => {
  await someProspects(shop.owner, 3);
  const { bulkRunId } = await act({ act: "tag", tag: "luxe" });
  await actOnMany(shop.agent, { filter: { tag: ["luxe"] } }, { act: "delete" });
  const { runs } = await inCompany(shop.owner, (ctx) => listBulkRuns(ctx, {}));
  expect(runs).toMatchObject([
    { act: "delete", filter: "tag=luxe", totalCount: 3, doneCount: 3, mayUndo: true },
    { id: bulkRunId, act: "tag", filter: "", by: "Odile Trémoire" },
  ]);
  expect((await inCompany(other.owner, (ctx) => listBulkRuns(ctx, {}))).runs).toEqual([]);
  await expect(inCompany(other.owner, (ctx) => getBulkRun(ctx, bulkRunId))).rejects.toMatchObject({ code: "platform.record.unknown" });
  expect(await actOnMany(other.owner, { ids: ["00000000-0000-7000-8000-000000000000"] }, { act: "delete" })).toBeNull();
});
