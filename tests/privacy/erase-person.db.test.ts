import { expect, test, vi } from "vitest";
import pg from "pg";
import { personalData } from "~/domains/privacy/catalogue/personal-data";
import { collectPerson } from "~/domains/privacy/person/collect-person.server";
import { erasePerson } from "~/domains/privacy/person/erase-person.server";
import { findPerson } from "~/domains/privacy/person/find-person.server";
import { mayContact } from "~/domains/privacy/contact/may-contact.server";
import { openTask } from "~/domains/crm/task/open-task.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { uuidv7 } from "~/platform/ids";
import { describeTables, isCompanys, MarkedCompany, sumsOf } from "~tests/isolation/tables";
import { asOwner } from "~tests/factories/company";
import { importedList } from "~tests/factories/lists";
import { aSendingCompany, aSentMessage } from "~tests/factories/sending";
import { placesOf } from "./places-of";
import "~tests/setup/jobs";

vi.setConfig({ testTimeout: 60_000 }); // every column of every table is looked through

const superuser = async <T>(work: (client: pg.Client) => Promise<T>) => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

test("after an erasure no column tagged as a person's holds anything of him, in every table there is", async () => {
  const tables = await superuser(describeTables);
  const [alma, bora] = [new MarkedCompany(uuidv7(), "canary-e", tables), new MarkedCompany(uuidv7(), "other-e", tables)];
  await superuser(async (client) => {
    for (const company of [alma, bora]) for (const table of tables.filter(isCompanys)) await company.fill(client, table);
    await client.query("SET session_replication_role = replica"); // what no foreign key points with is pointed here
    for (const [table, { rows = {} }] of Object.entries(personalData))
      for (const [column, target] of Object.entries(rows))
        if (/^\w+$/.test(column) && column !== "id" && !target.includes("."))
          await client.query(`UPDATE ${table} SET ${column} = $1 WHERE company_id = $2`, [
            alma.rows.get(`public.${target}`)!.id,
            alma.companyId,
          ]);
    await client.query("UPDATE stores SET address_id = NULL WHERE company_id = $1", [alma.companyId]);
  });
  const prospectId = String(alma.rows.get("public.prospects")!.id);
  const before = await superuser((client) => sumsOf(client, tables, bora.companyId));
  const scope = asJob(alma.companyId, "test");
  await inCompany(scope, async (ctx) => erasePerson(ctx, await findPerson(ctx, { prospectId })));

  const left = await superuser((client) => placesOf(client, ["canary-e"]));
  const persons = left.filter((place) => {
    const at = place.lastIndexOf(".");
    return personalData[place.slice(0, at)]?.columns[place.slice(at + 1)]?.tag === "contact";
  });
  expect(persons).toEqual([]);
  expect(left.length).toBeGreaterThan(50); // what is the company's own is still there
  expect(await superuser((client) => sumsOf(client, tables, bora.companyId))).toEqual(before);
});

test("a person who wrote, was called, imported and noted about is nowhere in the database afterwards, and others are as they were", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const [email, last] = ["melisande.kerbrazen@example.test", "Kerbrazen"];
  const theirs = await aSentMessage(other, { email, firstName: "Mélisande", lastName: last });
  await importedList(
    shop.owner,
    `Prénom;Nom;Société;E-mail;Mobile\nMélisande;${last};Kerbrazen Immo;${email};06 39 98 41 17\nPaul;Estrevel;Maison;paul-${Date.now()}@example.test;\n`,
  );
  const { id: prospectId } = await inCompany(shop.owner, ({ db }) =>
    db.prospect.findFirstOrThrow({ where: { email }, select: { id: true } }),
  );
  await aSentMessage(shop);
  await asOwner(async (owner) => {
    for (const table of ["messages", "campaign_recipients"])
      await owner.query(`UPDATE ${table} SET prospect_id = $1 WHERE company_id = $2`, [prospectId, shop.companyId]);
    await owner.query("UPDATE messages SET content = 'Bonjour Mélisande Kerbrazen', to_email = $1 WHERE company_id = $2", [
      email,
      shop.companyId,
    ]);
  });
  const stranger = await inCompany(shop.owner, async (ctx) => {
    const { id } = await ctx.db.prospect.findFirstOrThrow({ where: { firstName: "Paul" }, select: { id: true } });
    await openTask(ctx, {
      type: "call",
      title: `Rappeler Mélisande ${last}`,
      description: `au 06.39.98.41.17 ou ${email}`,
      prospectId: id,
    });
    await ctx.db.prospect.update({ where: { id }, data: { notes: `Recommandé par Mélisande ${last} (+33 6 39 98 41 17)` } });
    return id;
  });

  const person = await inCompany(shop.owner, (ctx) => findPerson(ctx, { prospectId }));
  expect(person).toMatchObject({ emails: [email], phones: ["+33639984117"] });
  const collected = await inCompany(shop.owner, (ctx) => collectPerson(ctx, person));
  expect(collected.map(({ table }) => table)).toEqual(
    expect.arrayContaining(["prospects", "messages", "import_lines", "interactions", "local_mails"]),
  );
  const { rows } = collected.find(({ table }) => table === "prospects")!;
  expect(rows).toMatchObject([{ email, last_name: last }]);
  expect(JSON.stringify(collected)).not.toContain("created_by_id");

  const certificate = await inCompany(asJob(shop.companyId, "test"), (ctx) => erasePerson(ctx, person));
  expect(certificate.find(({ table }) => table === "prospects")).toMatchObject({ emptied: 1 });
  expect(certificate.find(({ table }) => table === "suppressions")).toMatchObject({ law: "proof" });
  const again = await inCompany(shop.owner, (ctx) => erasePerson(ctx, person));
  expect(again.filter(({ deleted, cutOut }) => deleted + cutOut > 0)).toEqual([]);

  const own = async (client: pg.Client) => {
    await client.query("BEGIN");
    // What another company holds of the same person is its own: it is looked away here, and looked at below.
    await client.query("SET session_replication_role = replica");
    for (const table of await describeTables(client))
      if (isCompanys(table)) await client.query(`DELETE FROM ${table.name} WHERE company_id = $1`, [other.companyId]);
    await client.query("DELETE FROM local_mails WHERE metadata ->> 'essor-id' = $1", [theirs.messageId]);
    const places = await placesOf(client, [email, last, "0639984117", "639984117", "39 98 41 17", "39.98.41.17"]);
    await client.query("ROLLBACK");
    return places;
  };
  expect(await superuser(own)).toEqual([]);

  const kept = await inCompany(shop.owner, ({ db }) => db.prospect.findFirstOrThrow({ where: { id: stranger } }));
  expect(kept).toMatchObject({ firstName: "Paul", lastName: "Estrevel", notes: "Recommandé par […] ([…])", deletedAt: null });
  expect(await inCompany(other.owner, ({ db }) => db.prospect.findFirst({ where: { email } }))).toMatchObject({
    lastName: last,
    deletedAt: null,
  });
  const asked = { person: { emails: [email], phones: [] }, channel: "email" as const, purpose: "service" as const };
  expect(await inCompany(shop.owner, (ctx) => mayContact(ctx, asked))).toEqual({ may: false, reason: "suppressed" });
  expect(await inCompany(other.owner, (ctx) => mayContact(ctx, asked))).toEqual({ may: true });
});

test("a desk that a whole agency answers at makes nobody of its people the same person", async () => {
  const shop = await aSendingCompany();
  const [first, second] = await inCompany(shop.owner, async ({ db, companyId }) =>
    Promise.all(
      ["Un", "Deux"].map(
        async (lastName) =>
          (
            await db.prospect.create({
              data: {
                companyId,
                firstName: "Ana",
                lastName,
                phone: "+33199004455",
                email: `${lastName}-${companyId}@example.test`.toLowerCase(),
              },
            })
          ).id,
      ),
    ),
  );
  const person = await inCompany(shop.owner, (ctx) => findPerson(ctx, { prospectId: first }));
  expect(person).toMatchObject({ prospectIds: [first], phones: [] });
  await inCompany(shop.owner, (ctx) => erasePerson(ctx, person));
  expect(await inCompany(shop.owner, ({ db }) => db.prospect.findFirst({ where: { id: second } }))).toMatchObject({
    lastName: "Deux",
    phone: "+33199004455",
  });
});
