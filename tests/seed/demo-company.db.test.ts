import type pg from "pg";
import { afterAll, expect, test } from "vitest";
import { lastReport } from "~/domains/insights/report/last-report.queries.server";
import { draftsByCampaign } from "~/domains/outreach/message/drafts-overview.queries.server";
import { readImport } from "~/domains/prospecting/import/import.queries.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { describeTables, isCompanys, sumsOf } from "~tests/isolation/tables";
import { seedDemo } from "../../prisma/seed";
import { demo, seedDemoCompany } from "../../prisma/seed/demo-company";
import { fillProspects, seedActivity } from "../../prisma/seed/demo-prospects";
import { chapters } from "../../prisma/seed/demo-story";
import { seedPlans } from "../../prisma/seed/plans";
import { leaveDatabase, useEmptyDatabase } from "~tests/setup/empty-database";

afterAll(leaveDatabase);

const { companyId } = demo;
const seed = () => seedDemo({ say: () => {} });

/** Tables that a seed must not fill, and why. */
const leftEmpty: Record<string, string> = {
  "public.sessions": "a session is a browser that logged in",
  "public.service_keys": "a key of an outside service is a secret, and an invented one would be used",
  "public.market_signals": "rests on open files of the market, which the demo does not carry",
  "public.bulk_run_parts": "whom an act that is under way is still meant for: none is under way",
  "public.data_keys": "made with the first secret, of which the demo company has none",
};

const ownTables = async (owner: pg.Client) =>
  (await describeTables(owner)).filter((table) => isCompanys(table) && table.name.startsWith("public."));

const sums = () => asOwner(async (owner) => sumsOf(owner, await ownTables(owner), companyId));

test("the demo company is alive in every table of a company, another company sees none of it, and a second time changes nothing", async () => {
  await useEmptyDatabase("whole");
  const stranger = await aCompany();
  const strangers = () => asOwner(async (owner) => sumsOf(owner, await ownTables(owner), stranger.companyId));
  const before = await strangers();
  await seed();
  const made = await sums();
  const empty = Object.entries(made).flatMap(([table, sum]) => (sum.startsWith("0 ") ? [table] : []));
  expect(empty.sort(), "a new table needs a row in a chapter of prisma/seed/chapters").toEqual(Object.keys(leftEmpty).sort());

  await seed();
  expect(await sums()).toEqual(made);
  expect(await strangers()).toEqual(before);
}, 60_000);

test("its books are true: totals are sums, balances the sum of their movements, numbers without gaps, chains whole", async () => {
  const wrong = (text: string) => asOwner(async (owner) => (await owner.query(text, [companyId])).rows);
  expect(
    await wrong(`SELECT d.number, d.total_incl_tax, sum(l.total_incl_tax) FROM documents d JOIN document_lines l ON l.document_id = d.id
      WHERE d.company_id = $1 GROUP BY d.id, d.company_id, d.number, d.total_incl_tax
      HAVING d.total_incl_tax <> sum(l.total_incl_tax)`),
  ).toEqual([]);
  expect(
    await wrong(
      `SELECT d.number FROM documents d WHERE d.company_id = $1 AND d.amount_paid <> coalesce((SELECT sum(p.amount) FROM payments p WHERE p.document_id = d.id), 0)`,
    ),
  ).toEqual([]);
  expect(
    await wrong(`SELECT s.prefix FROM document_series s WHERE s.company_id = $1 AND s.next_number - 1 <>
      (SELECT count(DISTINCT d.number) FROM documents d WHERE d.series_id = s.id AND d.number IS NOT NULL)`),
  ).toEqual([]);
  expect(
    await wrong(
      `SELECT c.id FROM customers c WHERE c.company_id = $1 AND c.points_balance <> coalesce((SELECT sum(m.points) FROM points_movements m WHERE m.customer_id = c.id), 0)`,
    ),
  ).toEqual([]);
  expect(
    await wrong(`SELECT i.id FROM stock_items i WHERE i.company_id = $1 AND i.quantity <>
      (SELECT sum(m.quantity) FROM stock_movements m WHERE m.store_id = i.store_id AND m.product_id = i.product_id)`),
  ).toEqual([]);
  expect(
    await wrong(`SELECT t.sequence FROM till_entries t WHERE t.company_id = $1 AND t.grand_total <>
      (SELECT sum(e.amount) FROM till_entries e WHERE e.register_id = t.register_id AND e.sequence <= t.sequence)`),
  ).toEqual([]);
  expect(
    await wrong(`SELECT c.period_start FROM closings c WHERE c.company_id = $1 AND c.total_incl_tax <>
      (SELECT sum(e.amount) FROM till_entries e WHERE e.register_id = c.register_id AND e.sequence BETWEEN c.first_sequence AND c.last_sequence)`),
  ).toEqual([]);
  expect(
    await wrong(
      `SELECT n FROM (SELECT a.sequence AS n, row_number() OVER (ORDER BY a.sequence) AS place FROM audit_logs a WHERE a.company_id = $1) x WHERE n <> place`,
    ),
  ).toEqual([]);
  expect(
    await wrong(`SELECT m.id FROM messages m WHERE m.company_id = $1 AND m.status IN ('approved', 'scheduled', 'sending')`),
    "nothing leaves by itself",
  ).toEqual([]);
  expect(
    await wrong(`SELECT event_id FROM event_deliveries WHERE company_id = $1 AND delivered_at IS NULL`),
    "no job begins by itself",
  ).toEqual([]);
});

test("what it tells is read by the pages' own queries: its list, its report, its drafts", async () => {
  const scope = { companyId, actor: { kind: "user" as const, id: demo.owner.id } };
  const told = await inCompany(scope, async ({ db, ...ctx }) => ({
    run: await db.importRun.findFirstOrThrow({ where: { companyId } }),
    report: await lastReport({ db, ...ctx }),
    drafts: await draftsByCampaign({ db, ...ctx }),
  }));
  const list = await readImport(scope, told.run.id);
  expect(list.mapping.map(({ target }) => target)).toEqual(["organizationName", "firstName", "lastName", "email", "city", "postalCode"]);
  const { run, report, drafts } = told;
  expect(run.totalLines).toBe(run.createdCount + run.mergedCount + run.refusedCount);
  expect(report?.keyMetrics.week.sent).toBeGreaterThan(0);
  expect(drafts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
});

test("nobody in it is real: addresses and phones are of the ranges kept for fiction, and nothing lies in the future that happened", async () => {
  const texts = await asOwner(async (owner) => {
    const tables = await ownTables(owner);
    const { rows } = await owner.query<{ text: string }>(
      tables.map(({ name }) => `SELECT t::text AS text FROM ${name} t WHERE company_id = '${companyId}'`).join(" UNION ALL "),
    );
    return rows.map(({ text }) => text).join("\n");
  });
  const addresses = [...new Set([...texts.matchAll(/[\w.+-]+@([\w.-]+\w)/g)].map(([, domain]) => domain!))];
  expect(addresses.filter((domain) => !/(^|\.)example(\.(com|fr|test))?$|^essor\.example$/.test(domain))).toEqual([]);
  expect([...texts.matchAll(/\+33\d{9}\b/g)].map(([phone]) => phone).filter((phone) => !/^\+33(19900|63998)\d{4}$/.test(phone))).toEqual(
    [],
  );
  const future = (text: string) => asOwner(async (owner) => (await owner.query(text, [companyId])).rows);
  expect(await future("SELECT id FROM events WHERE company_id = $1 AND occurred_at > now()")).toEqual([]);
  expect(await future("SELECT id FROM interactions WHERE company_id = $1 AND occurred_at > now()")).toEqual([]);
});

test("a demo company of an older version gets what it lacks, and keeps every row its people have, changed, made or deleted", async () => {
  await useEmptyDatabase("older");
  const stranger = await aCompany();
  await asOwner(async (owner) => {
    const now = new Date();
    await seedPlans(owner);
    await seedDemoCompany(owner, now);
    await fillProspects(owner, { companyId, total: 60, now });
    await seedActivity(owner, { companyId, userIds: [demo.owner.id, demo.manager.id, demo.agent.id], now });
    const its = [companyId];
    await owner.query("UPDATE products SET name = 'Visites du quai', is_active = false WHERE company_id = $1", its);
    await owner.query("UPDATE companies SET name = 'Agence du quai' WHERE id = $1", its);
    await owner.query("DELETE FROM tasks WHERE company_id = $1 AND priority = 'high'", its);
    await owner.query("DELETE FROM memberships WHERE company_id = $1 AND user_id = $2", [companyId, demo.agent.id]);
    await owner.query(
      "UPDATE prospects SET deleted_at = now() WHERE company_id = $1 AND id IN (SELECT id FROM prospects WHERE company_id = $1 ORDER BY id LIMIT 5)",
      its,
    );
    await owner.query(
      "INSERT INTO stores (id, company_id, name, is_main_store) VALUES (app.uuid_v7(), $1, 'Boutique de Rennes', true)",
      its,
    );
    await owner.query("INSERT INTO categories (id, company_id, name) VALUES (app.uuid_v7(), $1, 'Prestations')", its);
    await owner.query("INSERT INTO loyalty_tiers (id, company_id, name) VALUES (app.uuid_v7(), $1, 'Argent')", its);
    await owner.query(
      "INSERT INTO document_series (id, company_id, name, prefix, is_default_for_invoices) VALUES (app.uuid_v7(), $1, 'Factures', 'FA-', true)",
      its,
    );
    await owner.query(
      "INSERT INTO sales_stages (id, company_id, name, display_order, probability) VALUES (app.uuid_v7(), $1, 'À rappeler', 1, 5)",
      its,
    );
    await owner.query(
      "INSERT INTO payment_methods (id, company_id, stripe_payment_method_id, is_default) VALUES (app.uuid_v7(), $1, 'pm_own', true)",
      its,
    );
  });
  const rowsOf = () =>
    asOwner(async (owner) => {
      // The head of a chain moves with each link: the links themselves stay.
      const tables = (await ownTables(owner)).filter(({ name }) => name !== "public.chain_heads");
      const { rows } = await owner.query<{ row: string }>(
        `${tables.map(({ name }) => `SELECT '${name} ' || t::text AS row FROM ${name} t WHERE company_id = '${companyId}'`).join(" UNION ALL ")}
         UNION ALL SELECT 'company ' || c::text FROM companies c WHERE id = '${companyId}' UNION ALL SELECT 'user ' || u::text FROM users u`,
      );
      return new Set(rows.map(({ row }) => row));
    });
  const theirs = await rowsOf();

  await seed();
  const now = await rowsOf();
  expect([...theirs].filter((row) => !now.has(row))).toEqual([]);
  const told = await sums();
  for (const table of ["deals", "documents", "conversations", "tickets", "subscriptions", "stock_items", "success_reports"])
    expect(told[`public.${table}`], table).not.toMatch(/^0 /);
  expect(told["public.memberships"], "who left stays away").toMatch(/^2 /);
  expect(told["public.sales_stages"], "its pipeline is its own").toMatch(/^1 /);

  await asOwner((owner) => owner.query("DELETE FROM canned_replies WHERE company_id = $1", [companyId]));
  const kept = await sums();
  await seed();
  expect(await sums(), "what was told and deleted is not told again").toEqual(kept);
  expect((await asOwner(async (owner) => sumsOf(owner, await ownTables(owner), stranger.companyId)))["public.deals"]).toMatch(/^0 /);
}, 60_000);

test("each chapter of the story is a file of its name, by which npm start knows what is missing", async () => {
  const files = Object.keys(import.meta.glob("../../prisma/seed/chapters/*.ts")).map((path) => path.split("/").at(-1)!.replace(".ts", ""));
  expect(Object.keys(chapters).sort()).toEqual(files.sort());
});
