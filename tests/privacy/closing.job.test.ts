import { expect, test, vi } from "vitest";
import pg from "pg";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { personalData } from "~/domains/privacy/catalogue/personal-data";
import { askClosing, cancelClosing } from "~/domains/privacy/closing/ask-closing.server";
import { findCertificate } from "~/domains/privacy/closing/closing.queries.server";
import { closingDays } from "~/domains/privacy/closing/closing.rules";
import { eraseSome, sealClosing, stageOf } from "~/domains/privacy/closing/end-closing.server";
import { apiTokenByDigest, eraseCompany, sessionByDigest, userByEmail } from "~/platform/across.server";
import { uuidv7 } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { findLocalMailById, listLocalMails } from "~/platform/vendors/mailbox.server";
import { closeCompanies } from "~inngest/functions/privacy/close-companies";
import { tellClosingJob } from "~inngest/functions/privacy/tell-closing";
import { asOwner, cookieOf, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";
import { anApprovedMessage } from "~tests/factories/outreach";
import { aSendingCompany, aSentMessage, messageOf, sendOnce } from "~tests/factories/sending";
import { type CompanyTable, describeTables, isCompanys, MarkedCompany, sumsOf } from "~tests/isolation/tables";
import { placesOf } from "./places-of";

vi.setConfig({ testTimeout: 120_000 }); // every column of every table is looked through

const superuser = async <T>(work: (client: pg.Client) => Promise<T>) => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** As if it had been asked so many days earlier. */
const daysLater = (companyId: string, days: number) =>
  asOwner(async (owner) => {
    const back = `- make_interval(days => ${days})`;
    await owner.query(`UPDATE companies SET closes_at = closes_at ${back} WHERE id = $1`, [companyId]);
    await owner.query(
      `UPDATE company_closings SET requested_at = requested_at ${back}, ends_at = ends_at ${back}, next_at = next_at ${back} WHERE company_id = $1 AND cancelled_at IS NULL`,
      [companyId],
    );
  });

const subjectsTo = async (to: string) => (await listLocalMails({ to, take: 20 })).map(({ subject }) => subject);
const ask = (shop: TestCompany) => inCompany(shop.owner, (ctx) => askClosing(ctx, { name: ` ${shop.name.toUpperCase()} ` }));
const runCron = async (jobs: { advance: (by: string) => Promise<unknown> }) => jobs.advance("25h");

test("asking stops every send at once and changes nothing else; taking it back lets them go on at once", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const mine = await anApprovedMessage(shop);
  const theirs = await anApprovedMessage(other);
  await expect(inCompany(shop.owner, (ctx) => askClosing(ctx, { name: other.name }))).rejects.toThrow("privacy.closing.name_differs");
  const { closingId, endsAt } = await ask(shop);
  expect(Math.round((endsAt.getTime() - Date.now()) / 86_400_000)).toBe(closingDays);
  await expect(ask(shop)).rejects.toThrow("privacy.closing.asked_before");
  await expect(inCompany(other.owner, cancelClosing)).rejects.toThrow("privacy.closing.none");

  await sendOnce(shop, mine.campaignId);
  await sendOnce(other, theirs.campaignId);
  expect((await messageOf(shop, mine.messageId)).status).toBe("approved");
  expect((await messageOf(other, theirs.messageId)).status).toBe("sent");
  const told = await inCompany(shop.agent, ({ db }) => db.notification.findMany({ where: { type: "company.closing" } }));
  expect(told.map(({ userId }) => userId).sort()).toEqual([shop.agent.actor.id, shop.manager.actor.id].sort());

  expect(await eraseSome(asJob(shop.companyId, "test"), closingId)).toBe(0);
  await expect(eraseCompany(closingId, [], 1000)).rejects.toThrow();
  await inCompany(shop.owner, cancelClosing);
  await sendOnce(shop, mine.campaignId);
  expect((await messageOf(shop, mine.messageId)).status).toBe("sent");
  expect(await stageOf(asJob(shop.companyId, "test"), closingId)).toBe("waits");
});

test("its owners hear of it when it is asked, a week before and at the end, each once, whatever answer is lost on the way", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const to = shop.emails.owner;
  const before = (await subjectsTo(to)).length;
  await withJobs(
    [closeCompanies, tellClosingJob],
    async (jobs) => {
      await ask(shop);
      await jobs.advance("10m");
      expect(await subjectsTo(to)).toHaveLength(before + 1);
      await runCron(jobs);
      expect(await subjectsTo(to)).toHaveLength(before + 1);
      await daysLater(shop.companyId, 23);
      await runCron(jobs);
      await runCron(jobs);
      expect(await subjectsTo(to)).toHaveLength(before + 2);
      await daysLater(shop.companyId, 7);
      await runCron(jobs);
      const mails = await Promise.all((await listLocalMails({ to, take: 20 })).map(async ({ id }) => (await findLocalMailById(id))!));
      expect(mails).toHaveLength(1); // the last letter alone
      const [, token = ""] = /\/closing\/([\w-]+)/.exec(mails[0]!.text) ?? [];
      const certificate = (await findCertificate(token))!;
      expect(certificate.company).toBe(shop.name);
      expect(certificate.erased).toMatchObject({ memberships: 3, users: 3 });
      expect(certificate.kept.map(({ law }) => law)).toContain("audit");
      await runCron(jobs);
      expect(await subjectsTo(to)).toHaveLength(1);
      expect((await findCertificate(token))!.erased).toEqual(certificate.erased);
    },
    { intercept: losingFirstAnswers() },
  );
  expect(await findCertificate(linkToken("closing", uuidv7()))).toBeNull();
  expect(await userByEmail(other.emails.owner)).not.toBeNull();
});

/** Runs the end to its last row, a few rows at a time. */
async function endNow(companyId: string, closingId: string) {
  while ((await eraseSome(asJob(companyId, "test"), closingId)) > 0);
  await sealClosing(asJob(companyId, "test"), closingId);
}

test("after the end nobody gets in, and its people are nowhere in the database outside the lawful set; others are as they were", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const email = `gwenola.trevarez-${Date.now()}@example.test`;
  const last = "Trevarez";
  await importedList(shop.owner, `Prénom;Nom;E-mail;Mobile\nGwenola;${last};${email};06 39 98 41 18\n`);
  await aSentMessage(shop);
  const theirs = await aSentMessage(other);
  // Somebody who works in both stays a person there.
  const both = shop.agent.actor.id;
  await asOwner((owner) =>
    owner.query(
      "INSERT INTO memberships (id, company_id, user_id, role_id, accepted_at) SELECT app.uuid_v7(), $1, $2, r.id, now() FROM roles r WHERE r.company_id = $1 AND r.key = 'agent'",
      [other.companyId, both],
    ),
  );
  const cookie = decodeURIComponent((await cookieOf(shop.owner)).split("=")[1]!);
  const sessionId = Buffer.from(cookie.split(".")[0]!, "base64").toString().replaceAll('"', "");
  expect((await sessionByDigest(digest(sessionId)))?.companyId).toBe(shop.companyId);
  const apiToken = `essor_live_${uuidv7()}`;
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.apiToken.create({
      data: {
        companyId,
        name: "Site",
        prefix: "essor_live_x",
        tokenHash: digest(apiToken),
        scopes: ["prospect:read"],
        createdById: shop.owner.actor.id,
      },
    }),
  );
  expect(await apiTokenByDigest(digest(apiToken))).not.toBeNull();
  const tables = await superuser(describeTables);
  const sums = () => superuser((client) => sumsOf(client, tables, other.companyId, ["public.rate_windows"]));

  const { closingId } = await ask(shop);
  await daysLater(shop.companyId, 31);
  await expect(inCompany(shop.owner, cancelClosing)).rejects.toThrow("privacy.closing.none");
  const before = await sums();
  await endNow(shop.companyId, closingId);

  expect(await sessionByDigest(digest(sessionId))).toBeNull();
  expect(await apiTokenByDigest(digest(apiToken))).toBeNull();
  expect(await userByEmail(shop.emails.owner)).toBeNull();
  expect(await userByEmail(shop.emails.agent)).toBe(both);
  expect(await firstCompanyOf(both)).toBe(other.companyId);
  const words = [email, last, "639984118", shop.emails.owner, shop.emails.manager];
  expect(await superuser((client) => placesOf(client, words))).toEqual([]);
  expect(await sums()).toEqual(before);
  expect((await messageOf(other, theirs.messageId)).status).toBe("sent");
});

test("a company with a row in every table leaves what the law keeps and what that stands on, without persons; then, law by law, nothing at all", async () => {
  const tables = await superuser(describeTables);
  const [alma, bora] = [new MarkedCompany(uuidv7(), "canary-c", tables), new MarkedCompany(uuidv7(), "other-c", tables)];
  await superuser(async (client) => {
    for (const company of [alma, bora]) for (const table of tables.filter(isCompanys)) await company.fill(client, table);
  });
  const closingOf = (company: MarkedCompany) => String(company.rows.get("public.company_closings")!.id);
  const closingId = closingOf(alma);
  const day = (days: number, company = alma) =>
    asOwner(async (owner) => {
      await owner.query("UPDATE companies SET closes_at = now() - make_interval(days => $2) WHERE id = $1", [company.companyId, days]);
      await owner.query(
        "UPDATE company_closings SET token_hash = $3, requested_at = now() - make_interval(days => $2 + 30), ends_at = (SELECT closes_at FROM companies WHERE id = $1) WHERE company_id = $1",
        [company.companyId, days, digest(linkToken("closing", closingOf(company)))],
      );
    });
  const before = await superuser((client) => sumsOf(client, tables, bora.companyId));
  await day(1);
  await endNow(alma.companyId, closingId);

  const left = await superuser((client) => placesOf(client, ["canary-c"]));
  const persons = left.filter((place) => {
    const at = place.lastIndexOf(".");
    return ["contact", "free", "secret"].includes(personalData[place.slice(0, at)]?.columns[place.slice(at + 1)]?.tag ?? "");
  });
  expect(persons).toEqual([]);
  const keeps = await asOwner(
    async (owner) => (await owner.query("SELECT DISTINCT table_name FROM app.closing_keeps")).rows as Array<{ table_name: string }>,
  );
  const lawful = new Set(keeps.map(({ table_name }) => table_name));
  const stays = await rowsLeft(tables, alma.companyId);
  for (const table of ["till_entries", "payments", "consents", "audit_logs", "invoices"]) expect(stays, table).toContain(`public.${table}`);
  for (const table of [
    "users",
    "prospects",
    "messages",
    "events",
    "interactions",
    "suppressions",
    "person_keys",
    "api_tokens",
    "service_keys",
  ])
    expect(stays, table).not.toContain(`public.${table}`);
  const parents = stays.map((name) => name.replace("public.", "")).filter((name) => !lawful.has(name));
  expect(parents.sort()).toMatchSnapshot();

  await day(13 * 31);
  await endNow(alma.companyId, closingId);
  const after = await rowsLeft(tables, alma.companyId);
  expect(after).not.toContain("public.audit_logs");
  expect(after).toContain("public.payments");
  expect((await findCertificate(linkToken("closing", closingId)))!.kept.map(({ law }) => law)).not.toContain("audit");

  await day(11 * 366);
  await endNow(alma.companyId, closingId);
  expect(await rowsLeft(tables, alma.companyId)).toEqual([]);
  expect(await eraseSome(asJob(alma.companyId, "test"), closingId)).toBe(0);
  expect(await superuser((client) => sumsOf(client, tables, bora.companyId))).toEqual(before);

  await day(30 * 366, bora); // of whose invented rows no other test shall hear
  await endNow(bora.companyId, closingOf(bora));
  expect(await rowsLeft(tables, bora.companyId)).toEqual([]);
});

const rowsLeft = (tables: Array<CompanyTable>, companyId: string) =>
  superuser(async (client) =>
    Object.entries(await sumsOf(client, tables, companyId))
      .filter(([, sum]) => !sum.startsWith("0 "))
      .map(([name]) => name),
  );
