import { expect, test } from "vitest";
import { type Db, prisma } from "~/platform/db.server";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { withTransactionSettings } from "~/platform/transaction-pool.server";
import { aCompany, asOwner } from "~tests/factories/company";

type Set = { company: string | null; person: string | null };
const whoIsSet = (db: Db) =>
  db.$queryRaw<
    Array<Set>
  >`SELECT current_setting('app.current_company_id', true) AS company, current_setting('app.current_user_id', true) AS person`;

test("a transaction begins as its company and its person, and leaves nothing of them on its connection", async () => {
  const [one, other] = [(await aCompany()).owner, (await aCompany()).owner];
  for (const scope of [one, other, one])
    await inCompany(scope, async ({ db }) => {
      expect(await whoIsSet(db)).toEqual([{ company: scope.companyId, person: scope.actor.id }]);
      expect(await db.company.findMany({ select: { id: true } })).toEqual([{ id: scope.companyId }]);
    });
  await asUser(one.actor.id, async ({ db }) => {
    expect(await whoIsSet(db)).toEqual([{ company: "", person: one.actor.id }]);
    expect(await db.prospect.count()).toBe(0);
  });
  const after = await Promise.all(Array.from({ length: 30 }, () => whoIsSet(prisma())));
  for (const [set] of after) expect([set!.company || null, set!.person || null]).toEqual([null, null]);
});

test("a hundred transactions of two companies at once each see their own company alone", async () => {
  const scopes = [(await aCompany()).owner, (await aCompany()).owner];
  const seen = await Promise.all(
    Array.from({ length: 100 }, (_, turn) => inCompany(scopes[turn % 2]!, ({ db }) => db.company.findMany({ select: { id: true } }))),
  );
  seen.forEach((rows, turn) => expect(rows).toEqual([{ id: scopes[turn % 2]!.companyId }]));
});

test("a transaction opened beside the one that was asked for begins as nobody", async () => {
  const { owner: scope } = await aCompany();
  await inCompany(scope, async () => {
    const [beside] = await prisma().$transaction((db) => whoIsSet(db));
    expect(beside!.company || null).toBeNull();
  });
});

test("what is set is a value, never a statement", async () => {
  const sly = "x'; SET LOCAL app.current_company_id = 'y";
  const [set] = await withTransactionSettings({ "app.current_company_id": "", "app.current_user_id": sly }, () =>
    prisma().$transaction((db) => whoIsSet(db)),
  );
  expect(set).toEqual({ company: "", person: sly });
});

test("a setting that is refused is told by the first statement, and nothing of the transaction lands", async () => {
  const { companyId } = await aCompany();
  const renamed = withTransactionSettings({ "app.current_company_id": companyId, statement_timeout: "soon" }, () =>
    prisma().$transaction((db) => db.company.updateMany({ data: { name: "Renamed" } })),
  );
  await expect(renamed).rejects.toThrow(/statement_timeout/);
  const [company] = await asOwner(async (owner) => (await owner.query("SELECT name FROM companies WHERE id = $1", [companyId])).rows);
  expect(company.name).not.toBe("Renamed");
});
