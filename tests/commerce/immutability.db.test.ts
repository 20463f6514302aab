import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const app = new pg.Client({ connectionString: process.env.DATABASE_URL });
await app.connect();
afterAll(() => app.end());

/** One statement as the product's role in the company's transaction. @returns rows touched */
async function asApp(shop: TestCompany, text: string): Promise<number> {
  await app.query("BEGIN");
  try {
    await app.query("SELECT set_config('app.current_company_id', $1, true)", [shop.companyId]);
    const { rowCount } = await app.query(text);
    await app.query("COMMIT");
    return rowCount ?? 0;
  } catch (error) {
    await app.query("ROLLBACK");
    throw error;
  }
}
const owned = (text: string, values: Array<unknown> = []) => asOwner(async (owner) => (await owner.query(text, values)).rows);

/** Refused to the product and to the owner of the tables alike. */
async function refused(shop: TestCompany, text: string, why: RegExp) {
  await expect(asApp(shop, text), text).rejects.toThrow();
  await expect(owned(text), text).rejects.toThrow(why);
}

async function aShop() {
  const shop = await aCompany();
  const ids = { customer: uuidv7(), store: uuidv7(), product: uuidv7(), register: uuidv7(), document: uuidv7() };
  await inCompany(shop.owner, async ({ db, companyId }) => {
    await db.customer.create({ data: { id: ids.customer, companyId, lastName: "Tessier" } });
    await db.store.create({ data: { id: ids.store, companyId, name: "Boutique" } });
    await db.product.create({ data: { id: ids.product, companyId, name: "Panneau" } });
    await db.register.create({ data: { id: ids.register, companyId, storeId: ids.store, name: "Caisse 1" } });
    await db.document.create({ data: { id: ids.document, companyId, customerId: ids.customer, type: "invoice" } });
    await db.documentLine.create({
      data: {
        companyId,
        documentId: ids.document,
        position: 1,
        description: "Pose",
        quantity: "3",
        unitPriceExclTax: "10",
        vatRate: "20",
        totalExclTax: "30",
        totalTax: "6",
        totalInclTax: "36",
      },
    });
  });
  return { shop, ids };
}

test("a validated document keeps its content and its lines, its way on stays open, a draft may go", async () => {
  const { shop, ids } = await aShop();
  const stranger = await aCompany();
  const only = `WHERE id = '${ids.document}'`;
  await expect(asApp(shop, `UPDATE documents SET status = 'validated' ${only}`), "no number, no date: not validated").rejects.toThrow();
  await asApp(
    shop,
    `UPDATE documents SET status = 'validated', number = 'FA-00001', issued_on = '2026-11-22', validated_at = now(), total_excl_tax = 30, total_tax = 6, total_incl_tax = 36 ${only}`,
  );
  const kept = () =>
    owned(`SELECT d.*, l.description FROM documents d JOIN document_lines l ON l.document_id = d.id WHERE d.id = $1`, [ids.document]);
  const before = await kept();

  for (const change of [
    "number = 'FA-00002'",
    "total_excl_tax = 31, total_incl_tax = 37",
    "issued_on = '2026-11-23'",
    "status = 'draft'",
    "status = 'cancelled'",
  ])
    await refused(shop, `UPDATE documents SET ${change} ${only}`, /is validated/);
  await refused(shop, `DELETE FROM documents ${only}`, /is validated/);
  const lines = `document_id = '${ids.document}'`;
  await refused(shop, `UPDATE document_lines SET description = 'Autre' WHERE ${lines}`, /is validated/);
  await refused(shop, `DELETE FROM document_lines WHERE ${lines}`, /is validated/);
  await refused(
    shop,
    `INSERT INTO document_lines (id, company_id, document_id, position, description, quantity, unit_price_excl_tax, vat_rate, total_excl_tax, total_incl_tax)
     VALUES (gen_random_uuid(), '${shop.companyId}', '${ids.document}', 2, 'En plus', 1, 1, 0, 1, 1)`,
    /is validated/,
  );
  expect(await asApp(stranger, `UPDATE documents SET paid_at = now() ${only}`)).toBe(0);
  expect(await kept()).toEqual(before);

  expect(await asApp(shop, `UPDATE documents SET status = 'sent', sent_at = now() ${only}`)).toBe(1);
  expect(await asApp(shop, `UPDATE documents SET status = 'paid', paid_at = now() ${only}`)).toBe(1);

  const draft = uuidv7();
  await asApp(
    shop,
    `INSERT INTO documents (id, company_id, customer_id, type) VALUES ('${draft}', '${shop.companyId}', '${ids.customer}', 'quote')`,
  );
  expect(await asApp(shop, `DELETE FROM documents WHERE id = '${draft}'`)).toBe(1);
});

test("points and stock are what their movements say: never below zero, never written by hand, never changed", async () => {
  const { shop, ids } = await aShop();
  const points = (count: number, key: string) =>
    inCompany(shop.owner, ({ db, companyId }) =>
      db.pointsMovement.create({ data: { companyId, customerId: ids.customer, type: "adjusted", points: count, businessKey: key } }),
    );
  expect((await points(50, "a")).balanceAfter).toBe(50);
  expect((await points(-20, "b")).balanceAfter).toBe(30);
  await expect(points(-31, "c")).rejects.toThrow();
  await expect(points(50, "a"), "the same thing once").rejects.toThrow();

  const stock = (quantity: string, key: string) =>
    inCompany(shop.owner, ({ db, companyId }) =>
      db.stockMovement.create({
        data: { companyId, storeId: ids.store, productId: ids.product, type: "adjustment", quantity, businessKey: key },
      }),
    );
  await stock("4.5", "a");
  expect(await stock("-1.5", "b")).toMatchObject({
    quantityBefore: expect.objectContaining({}),
    quantityAfter: expect.objectContaining({}),
  });
  await expect(stock("-3.5", "c")).rejects.toThrow();

  await refused(shop, `UPDATE customers SET points_balance = 1000 WHERE id = '${ids.customer}'`, /kept by its movements/);
  await refused(shop, `UPDATE stock_items SET quantity = 1000 WHERE product_id = '${ids.product}'`, /kept by its movements/);
  for (const table of ["points_movements", "stock_movements"]) {
    await refused(shop, `UPDATE ${table} SET reason = 'x' WHERE company_id = '${shop.companyId}'`, /immutable/);
    await refused(shop, `DELETE FROM ${table} WHERE company_id = '${shop.companyId}'`, /immutable/);
  }
  expect(await owned("SELECT points_balance FROM customers WHERE id = $1", [ids.customer])).toEqual([{ points_balance: 30 }]);
  expect(
    await owned(
      "SELECT quantity, quantity = (SELECT sum(quantity) FROM stock_movements WHERE product_id = $1) AS agrees FROM stock_items WHERE product_id = $1",
      [ids.product],
    ),
  ).toEqual([{ quantity: "3.0000", agrees: true }]);
});

test("fifty redemptions of the same points at once: one wins", async () => {
  const { shop, ids } = await aShop();
  const redeem = (count: number) =>
    inCompany(shop.owner, ({ db, companyId }) =>
      db.pointsMovement.create({ data: { companyId, customerId: ids.customer, type: "redeemed", points: count } }),
    );
  await redeem(100);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => redeem(-100)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await owned("SELECT points_balance FROM customers WHERE id = $1", [ids.customer])).toEqual([{ points_balance: 0 }]);
});

test("a till's entries are one chain with its perpetual total, and refuse to be changed", async () => {
  const { shop, ids } = await aShop();
  const entry = (type: "sale" | "cash_in" | "refund", amount: string) =>
    inCompany(shop.owner, ({ db, companyId }) => db.tillEntry.create({ data: { companyId, registerId: ids.register, type, amount } }));
  await Promise.all([entry("sale", "10.00"), entry("sale", "20.00"), entry("cash_in", "100.00"), entry("refund", "-5.00")]);
  const links = await owned(
    "SELECT sequence::int, previous_hash, hash, grand_total, app.link_hash(previous_hash, to_jsonb(t)) = hash AS holds FROM till_entries t WHERE register_id = $1 ORDER BY sequence",
    [ids.register],
  );
  expect(links.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  expect(links.map(({ previous_hash }) => previous_hash)).toEqual([null, ...links.slice(0, 3).map(({ hash }) => hash)]);
  expect(links.at(-1)!.grand_total).toBe("25.00");
  expect(links.every(({ holds }) => holds)).toBe(true);
  const all = `WHERE register_id = '${ids.register}'`;
  await refused(shop, `UPDATE till_entries SET amount = 1 ${all}`, /immutable/);
  await refused(shop, `DELETE FROM till_entries ${all}`, /immutable/);
  await refused(shop, `UPDATE registers SET grand_total = 0 WHERE id = '${ids.register}'`, /kept by its movements/);
  await refused(shop, `UPDATE chain_heads SET sequence = 0 WHERE company_id = '${shop.companyId}'`, /kept by its movements/);
});

test("the audit log is a chain a company without gaps, and refuses to be changed", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const say = (who: TestCompany, action: string) =>
    inCompany(who.owner, ({ db, companyId }) => db.auditLog.create({ data: { companyId, action, newValues: { b: 1, a: [1, "é"] } } }));
  await Promise.all([say(shop, "one"), say(shop, "two"), say(other, "elsewhere"), say(shop, "three")]);
  await expect(
    inCompany(shop.owner, async ({ db, companyId }) => {
      await db.auditLog.create({ data: { companyId, action: "undone" } });
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await say(shop, "four");
  const chain = await owned(
    "SELECT sequence::int, previous_hash, hash, app.link_hash(previous_hash, to_jsonb(a)) = hash AS holds FROM audit_logs a WHERE company_id = $1 ORDER BY sequence",
    [shop.companyId],
  );
  expect(chain.length).toBeGreaterThan(4); // how the company came to be stands there too
  expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, at) => at + 1));
  expect(chain.map(({ previous_hash }) => previous_hash)).toEqual([null, ...chain.slice(0, -1).map(({ hash }) => hash)]);
  expect(chain.every(({ holds }) => holds)).toBe(true);
  await refused(shop, `UPDATE audit_logs SET action = 'nothing' WHERE company_id = '${shop.companyId}'`, /immutable/);
  await refused(shop, `DELETE FROM audit_logs WHERE company_id = '${shop.companyId}'`, /immutable/);
});
