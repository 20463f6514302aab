import "~tests/setup/jobs";
import { beforeAll, expect, test } from "vitest";
import { createRole } from "~/domains/identity/role/create-role.server";
import { changeRole } from "~/domains/identity/role/change-role.server";
import { checkList } from "~/domains/prospecting/import/run/check-list.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { requestCheck } from "~/domains/prospecting/import/run/request-check.server";
import { completeImport, importForAWhile } from "~/domains/prospecting/import/run/run-import.server";
import { startImport } from "~/domains/prospecting/import/run/start-import.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { requireCompany } from "~/platform/gate.server";
import { defaultsOf, type Permission, type Scope } from "~/platform/permissions";
import { asJob, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, requestOf, type TestCompany } from "~tests/factories/company";
import { upload } from "~tests/factories/lists";

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
beforeAll(async () => void ([shop, other] = [await aCompany(), await aCompany()]));

/** A member whose rights reach his own prospects alone, or his team's. */
async function narrowed(scope: Scope): Promise<CompanyScope> {
  const wanted = new Map<Permission, Scope>(defaultsOf("agent"));
  for (const right of ["prospect:read", "prospect:change", "prospect:import"] as const) wanted.set(right, scope);
  const { id: copyOf } = await inCompany(shop.owner, ({ db }) =>
    db.role.findFirstOrThrow({ where: { key: "agent" }, select: { id: true } }),
  );
  const held = defaultsOf("owner");
  const { roleId } = await inCompany(shop.owner, (ctx) => createRole(ctx, { name: `Agents ${crypto.randomUUID().slice(0, 8)}`, copyOf, held })); // prettier-ignore
  await inCompany(shop.owner, (ctx) => changeRole(ctx, { roleId, wanted, held }));
  const { actor, companyId } = await aMember(shop, roleId);
  const { reach } = await requireCompany(await requestOf({ actor, companyId }, "/imports"), "prospect:import");
  return { actor, companyId, reach };
}

/** Brings a list in as its jobs do, which see everybody's rows. */
async function brought(who: CompanyScope, list: string) {
  const importRunId = await upload(who, list);
  await inCompany(who, (ctx) => requestCheck(ctx, { importRunId }));
  await checkList(asJob(shop.companyId, "prospecting/check-import"), importRunId);
  const checked = await readImport(who, importRunId);
  await inCompany(who, (ctx) => startImport(ctx, { importRunId }));
  const job = asJob(shop.companyId, "prospecting/run-import");
  for (let place; ;) {
    const reached = await importForAWhile(job, { importRunId, place });
    if (reached.isDone) break;
    place = reached.place;
  }
  await completeImport(job, importRunId);
  const lines = await inCompany(who, ({ db }) => db.importLine.findMany({ where: { importRunId }, orderBy: { lineNumber: "asc" } }));
  return { run: await readImport(who, importRunId), checked, lines };
}
const typed = (who: CompanyScope, prospect: Record<string, string>) =>
  inCompany(who, async (ctx) => (await createProspect(ctx, prospect as never)).prospectId);
const read = (prospectId: string) =>
  inCompany(shop.owner, ({ db }) =>
    db.prospect.findUniqueOrThrow({
      where: { id: prospectId },
      select: { city: true, phone: true, jobTitle: true, deletedAt: true, siret: true },
    }),
  );
const head = "Prénom;Nom;Société;E-mail;Téléphone;Ville;Fonction";
const known = "prospecting.import.known_out_of_reach";

test("a list of a member who reaches his own neither tells nor fills what colleagues have, by whatever they are the same", async () => {
  const narrow = await narrowed("own");
  const tag = crypto.randomUUID().slice(0, 8);
  const byEmail = await typed(shop.manager, { lastName: "Corbin", email: `corbin-${tag}@example.test` });
  const byPhone = await typed(shop.manager, { firstName: "Claire", lastName: `Delmas ${tag}`, phone: "+33199000071" });
  const binned = await typed(shop.manager, { lastName: "Estrevel", email: `estrevel-${tag}@example.test` });
  const nobodys = await typed(shop.manager, { lastName: "Personne", email: `personne-${tag}@example.test` });
  await inCompany(shop.owner, async (ctx) => {
    await ctx.db.prospect.update({ where: { id: binned }, data: { deletedAt: ctx.now } });
    await ctx.db.prospect.update({ where: { id: nobodys }, data: { assignedToId: null } });
  });
  const own = await typed(narrow, { lastName: "Fabre", email: `fabre-${tag}@example.test` });
  await typed(other.owner, { lastName: "Garnier", email: `garnier-${tag}@example.test` });
  const before = await Promise.all([byEmail, byPhone, binned, nobodys].map(read));

  const list = [
    head,
    `Paul;Corbin;Agence A;corbin-${tag}@example.test;;Brest;Gérant`,
    `CLAIRE;DELMAS ${tag};Agence B;;01 99 00 00 71;Brest;Gérante`,
    `;Estrevel;;estrevel-${tag}@example.test;;Brest;`,
    `;Personne;;personne-${tag}@example.test;;Brest;`,
    `;Fabre;;fabre-${tag}@example.test;;Brest;Conseil`,
    `;Garnier;;garnier-${tag}@example.test;;Brest;`,
    "",
  ].join("\n");
  const { run, checked, lines } = await brought(narrow, list);

  expect(lines.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["refused", known],
    ["refused", known],
    ["refused", known],
    ["refused", known],
    ["merged", "prospecting.import.same_email"],
    ["created", null],
  ]);
  expect(lines.map(({ prospectId, previous }) => [prospectId, previous]).slice(0, 4)).toEqual(Array(4).fill([null, null]));
  expect(checked.dryRun).toMatchObject({ created: 1, merged: 1, refused: 4, reasons: [{ code: known, count: 4 }] });
  expect(run).toMatchObject({ createdCount: 1, mergedCount: 1, refusedCount: 4 });
  expect(await Promise.all([byEmail, byPhone, binned, nobodys].map(read))).toEqual(before);
  expect(await read(own)).toMatchObject({ city: "Brest", jobTitle: "Conseil" });
  // Nothing of the colleague's is in what the run says either.
  expect(JSON.stringify([run, checked, lines])).not.toContain(byEmail);
});

test("a number that a colleague's prospect bears is not given to one's own", async () => {
  const narrow = await narrowed("own");
  const tag = crypto.randomUUID().slice(0, 8);
  const siret = "73282932000074";
  await typed(shop.manager, { organizationName: "Agence du Quai", siret });
  const own = await typed(narrow, { lastName: "Fabre", email: `quai-${tag}@example.test` });
  const { lines } = await brought(narrow, ["Nom;E-mail;SIRET", `Fabre;quai-${tag}@example.test;${siret}`, `;;${siret}`, ""].join("\n"));
  expect(lines.map(({ outcome }) => outcome)).toEqual(["merged", "refused"]);
  expect(await read(own)).toMatchObject({ siret: null });
});

test("whose rights reach his team's fills theirs, whose reach all fills all, and a right taken meanwhile counts", async () => {
  const tag = crypto.randomUUID().slice(0, 8);
  const mate = await narrowed("team");
  const place = await typed(shop.manager, { lastName: "Hamon", email: `hamon-${tag}@example.test` });
  const list = (city: string) => ["Nom;E-mail;Ville", `Hamon;hamon-${tag}@example.test;${city}`, ""].join("\n");
  expect((await brought(mate, list("Brest"))).lines).toMatchObject([{ outcome: "refused", code: known }]);
  await inCompany(shop.owner, async ({ db, companyId }) => {
    const { id: teamId } = await db.team.create({ data: { companyId, name: `Quai ${tag}` }, select: { id: true } });
    const members = [shop.manager.actor.id, mate.actor.id].map((userId) => ({ companyId, teamId, userId }));
    await db.teamMember.createMany({ data: members });
  });
  expect((await brought(mate, list("Brest"))).lines).toMatchObject([{ outcome: "merged" }]);
  expect(await read(place)).toMatchObject({ city: "Brest" });
  expect((await brought(shop.agent, ["Nom;E-mail;Fonction", `Hamon;hamon-${tag}@example.test;Notaire`, ""].join("\n"))).lines).toMatchObject([{ outcome: "merged" }]); // prettier-ignore
  expect(await read(place)).toMatchObject({ jobTitle: "Notaire" });
});
