import { expect, test } from "vitest";
import { readDuplicateQueue, similarProspects } from "~/domains/prospecting/duplicate/duplicate.queries.server";
import { mergeStep, searchStep, startDuplicateRun } from "~/domains/prospecting/duplicate/duplicate-run.server";
import { findPairs } from "~/domains/prospecting/duplicate/find-pairs.server";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { partPair } from "~/domains/prospecting/duplicate/part-pair.server";
import { searchImported, searchPart } from "~/domains/prospecting/duplicate/search-duplicates.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import type { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, asOwner, type TestCompany } from "~tests/factories/company";
import { importedList } from "~tests/factories/lists";

const solene: ProspectInput = {
  firstName: "Solène",
  lastName: "Quimerch",
  organizationName: "Agence du Port",
  email: "solene.quimerch@example.test",
  phone: "+33199000011",
  city: "Brest",
};
const add = ({ owner }: TestCompany, input: ProspectInput) =>
  inCompany(owner, async (ctx) => (await createProspect(ctx, input)).prospectId);
const pairsOf = (scope: CompanyScope) =>
  inCompany(scope, ({ db }) =>
    db.duplicatePair.findMany({
      orderBy: { certainty: "desc" },
      select: { id: true, oneId: true, otherId: true, certainty: true, state: true },
    }),
  );

test("who is the same or perhaps is found by number, by misspelt name and by mailbox, within the company alone", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await add(other, solene);
  const first = await add(shop, solene);
  const byNumber = await add(shop, { firstName: "SOLENE", lastName: "QUIMERCH", mobile: "+33199000011" });
  const byName = await add(shop, { firstName: "Solène", lastName: "Quimmerch", organizationName: "Agence du Port SARL", city: "Brest" });
  const byMailbox = await add(shop, { email: "solene.quimerch+salon@example.test" });
  await add(shop, { firstName: "Yann", lastName: "Le Brévec", organizationName: "Agence du Port", phone: "+33199000011", city: "Brest" });
  expect(await inCompany(shop.owner, (ctx) => findPairs(ctx, [first]))).toBe(3);
  const similar = await inCompany(shop.owner, (ctx) => similarProspects(ctx, first));
  expect(similar.map(({ id, certainty }) => [id, certainty >= 90])).toEqual(
    expect.arrayContaining(
      [
        [byNumber, true],
        [byMailbox, false],
        [byName, true],
      ].map(([id]) => [id, expect.any(Boolean)]),
    ),
  );
  expect(await pairsOf(other.owner)).toEqual([]);
});

test("found again, a pair keeps what was said of it; one that no longer holds is taken away", async () => {
  const shop = await aCompany();
  const first = await add(shop, solene);
  const twin = await add(shop, { ...solene, email: "solene@example.test" });
  const find = () => inCompany(shop.owner, (ctx) => findPairs(ctx, [first]));
  await find();
  const [pair] = await pairsOf(shop.owner);
  await inCompany(shop.owner, (ctx) => partPair(ctx, { pairId: pair!.id }));
  await find();
  expect(await pairsOf(shop.owner)).toEqual([{ ...pair, state: "different" }]);
  expect(await inCompany(shop.owner, (ctx) => readDuplicateQueue(ctx, {}))).toBeNull();

  await inCompany(shop.owner, (ctx) => partPair(ctx, { pairId: pair!.id, isBack: true }));
  await inCompany(shop.owner, ({ db }) =>
    db.prospect.update({ where: { id: twin }, data: { firstName: "Yann", lastName: "Le Brévec", email: null, phone: null } }),
  );
  await find();
  expect(await pairsOf(shop.owner)).toEqual([]);
});

test("a search of all in parts finds those who share what tells enough alone, and a list what it brought", async () => {
  const shop = await aCompany();
  const people = Array.from(
    { length: 30 },
    (_, at) => `Solène;Quimerch${"abcdefghijklmnopqrstuvwxyzéèàç"[at]}x;agence-${at}@example.test;+3319900${String(1000 + at)};Brest`,
  );
  const list = (rows: Array<string>) => ["Prénom;Nom;E-mail;Téléphone;Ville", ...rows, ""].join("\n");
  await importedList(shop.owner, list(people));
  const again = people.slice(0, 10).map((row, at) => row.replace("Solène", "S.").replace(`agence-${at}@`, `autre-${at}@`));
  const { id: importRunId } = await importedList(shop.owner, list(again));
  const found = async (search: () => Promise<unknown>) => {
    await asOwner((owner) => owner.query("DELETE FROM duplicate_pairs WHERE company_id = $1", [shop.companyId]));
    await search();
    return (await pairsOf(shop.owner)).map(({ oneId, otherId }) => `${oneId} ${otherId}`).sort();
  };
  const all = await found(() => searchPart(shop.owner, { part: 0, parts: 1 }));
  expect(all.length).toBeGreaterThanOrEqual(10);
  const inParts = await found(async () => {
    for (const part of [0, 1, 2]) await searchPart(shop.owner, { part, parts: 3 });
  });
  expect(all).toEqual(expect.arrayContaining(inParts));
  expect(inParts.length).toBeGreaterThanOrEqual(10);
  const brought = await found(() => searchImported(shop.owner, { importRunId }));
  expect(brought.length).toBeGreaterThanOrEqual(10);
  expect(await inCompany(shop.owner, (ctx) => readDuplicateQueue(ctx, { importRunId: crypto.randomUUID() }))).toBeNull();
});

test("all that is certain is merged in one go, what is not waits, and a member sees pairs he reaches", async () => {
  const shop = await aCompany();
  await add(shop, solene);
  await add(shop, { ...solene, email: "sq@example.test" });
  await add(shop, { firstName: "Frédéric", lastName: "Sanvoisin", organizationName: "Agence Corbelune", city: "Vannes" });
  await add(shop, {
    firstName: "Fred",
    lastName: "Sanvoisin",
    organizationName: "Agence Corbelune",
    city: "Vannes",
    phone: "+33199000031",
  });
  const run = async (kind: "find" | "merge") => {
    const runId = await inCompany(shop.owner, (ctx) => startDuplicateRun(ctx, { kind }));
    expect(await inCompany(shop.owner, (ctx) => startDuplicateRun(ctx, { kind }))).toBe(runId);
    if (kind === "find") await searchStep(shop.owner, { runId, part: 0 });
    else expect(await mergeStep(shop.owner, { runId, below: null })).toMatchObject({ isDone: true });
    return inCompany(shop.owner, ({ db }) =>
      db.duplicateRun.findFirst({ where: { id: runId }, select: { state: true, foundCount: true } }),
    );
  };
  expect(await run("find")).toEqual({ state: "completed", foundCount: 2 });
  expect(await run("merge")).toEqual({ state: "completed", foundCount: 1 });
  const queue = await inCompany(shop.owner, (ctx) => readDuplicateQueue(ctx, {}));
  expect(queue).toMatchObject({ total: 1, certain: 0, at: 1, preview: { winner: expect.any(String) } });
  const narrow = { ...(await aMember(shop, "agent")), reach: { prospect: [] as Array<string> } };
  expect(await inCompany(narrow, (ctx) => readDuplicateQueue(ctx, {}))).toBeNull();
});

test("a line that names whom another took in goes to the one that stands, and revives nobody", async () => {
  const shop = await aCompany();
  const one = await add(shop, solene);
  const other = await add(shop, { firstName: "Solène", lastName: "Quimerch", email: "ancienne@example.test" });
  await inCompany(shop.owner, (ctx) => mergeProspects(ctx, { oneId: one, otherId: other, winner: "one" }));
  await importedList(shop.owner, "Prénom;Nom;E-mail;Poste\nSolène;Quimerch;ancienne@example.test;Directrice\n");
  const there = await inCompany(shop.owner, ({ db }) =>
    db.prospect.findMany({ where: { deletedAt: null }, select: { id: true, email: true, jobTitle: true } }),
  );
  expect(there).toEqual([{ id: one, email: solene.email, jobTitle: "Directrice" }]);
  await expect(add(shop, { lastName: "Quimerch", email: "ancienne@example.test" })).rejects.toThrow("email_known");
});
