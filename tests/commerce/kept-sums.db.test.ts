import { expect, test } from "vitest";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

/** An invoice over 36 euros, as a draft. */
async function anInvoice(shop: TestCompany, currency = "EUR") {
  const [customerId, documentId] = [uuidv7(), uuidv7()];
  await inCompany(shop.owner, async ({ db, companyId }) => {
    await db.customer.create({ data: { id: customerId, companyId, lastName: "Tessier" } });
    await db.document.create({
      data: { id: documentId, companyId, customerId, type: "invoice", currency, totalExclTax: "30", totalTax: "6", totalInclTax: "36" },
    });
    const line = { description: "Pose", quantity: "3", unitPriceExclTax: "10", vatRate: "20", totalExclTax: "30", totalTax: "6", totalInclTax: "36" }; // prettier-ignore
    await db.documentLine.create({ data: { companyId, documentId, position: 1, ...line } });
  });
  return documentId;
}

const validate =
  (documentId: string, more = {}) =>
  (ctx: CompanyCtx) =>
    ctx.db.document.update({
      where: { companyId_id: { companyId: ctx.companyId, id: documentId } },
      data: { status: "validated", number: `FA-${documentId.slice(-6)}`, issuedOn: new Date("2026-11-22"), validatedAt: ctx.now, ...more },
    });
const pay = (documentId: string, amount: string, currency = "EUR") => ({ db, companyId }: CompanyCtx) =>
  db.payment.create({ data: { companyId, documentId, amount, currency, method: "transfer", paidOn: new Date("2026-11-22") } }); // prettier-ignore
const paid = async (documentId: string) =>
  asOwner(
    async (owner) =>
      (
        await owner.query<{ paid: string; agrees: boolean }>(
          "SELECT amount_paid::text AS paid, amount_paid = (SELECT coalesce(sum(amount), 0) FROM payments WHERE document_id = $1) AS agrees FROM documents WHERE id = $1",
          [documentId],
        )
      ).rows[0],
  );

test("what is paid is the sum of the payments: after each, after one that is corrected, after one that is rolled back, and of many at once", async () => {
  const shop = await aCompany();
  const id = await anInvoice(shop);
  await inCompany(shop.owner, validate(id));
  await inCompany(shop.owner, pay(id, "20.50"));
  expect(await paid(id)).toEqual({ paid: "20.50", agrees: true });
  await inCompany(shop.owner, pay(id, "-20.50"));
  expect(await paid(id)).toEqual({ paid: "0.00", agrees: true });
  await expect(
    inCompany(shop.owner, async (ctx) => {
      await pay(id, "36")(ctx);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await paid(id)).toEqual({ paid: "0.00", agrees: true });
  await Promise.all(Array.from({ length: 12 }, () => inCompany(shop.owner, pay(id, "3"))));
  expect(await paid(id)).toEqual({ paid: "36.00", agrees: true });
});

test("nobody writes it by hand, no payment changes or goes, and none comes in another currency", async () => {
  const shop = await aCompany();
  const id = await anInvoice(shop);
  await inCompany(shop.owner, pay(id, "6"));
  const where = { companyId_id: { companyId: shop.companyId, id } };
  await expect(inCompany(shop.owner, ({ db }) => db.document.update({ where, data: { amountPaid: "36" } }))).rejects.toMatchObject({
    code: "platform.database.rule.kept_by_movements",
  });
  await asOwner(async (owner) => {
    await expect(owner.query("UPDATE documents SET amount_paid = 36 WHERE id = $1", [id])).rejects.toThrow("kept by its movements");
    await expect(owner.query("UPDATE payments SET amount = 36 WHERE document_id = $1", [id])).rejects.toThrow("immutable");
    await expect(owner.query("DELETE FROM payments WHERE document_id = $1", [id])).rejects.toThrow("immutable");
  });
  await expect(inCompany(shop.owner, pay(id, "1", "CHF"))).rejects.toMatchObject({ code: "platform.database.rule.payment_currency" });
  expect(await paid(id)).toEqual({ paid: "6.00", agrees: true });
});

test("another company's document takes no payment, and reads as if it did not exist", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const id = await anInvoice(shop);
  for (const unknown of [id, uuidv7()])
    await expect(inCompany(stranger.owner, pay(unknown, "36"))).rejects.toMatchObject({
      code: "platform.database.missing",
      detail: { field: "documentId" },
    });
  expect(await paid(id)).toEqual({ paid: "0.00", agrees: true });
});

test("a document leaves its draft with the sums of its lines only, whatever happened to them before", async () => {
  const shop = await aCompany();
  const id = await anInvoice(shop);
  const lines = { companyId: shop.companyId, documentId: id };
  const sums = { totalExclTax: "10", totalTax: "2", totalInclTax: "12" };
  await inCompany(
    shop.owner,
    ({ db }) =>
    db.documentLine.create({ data: { ...lines, position: 2, description: "Clé", quantity: "1", unitPriceExclTax: "10", vatRate: "20", ...sums } }), // prettier-ignore
  );
  const refused = { code: "platform.database.rule.document_totals" };
  await expect(inCompany(shop.owner, validate(id)), "a line more").rejects.toMatchObject(refused);
  await inCompany(shop.owner, ({ db }) => db.documentLine.deleteMany({ where: { ...lines, position: 1 } }));
  await expect(inCompany(shop.owner, validate(id)), "a line less").rejects.toMatchObject(refused);
  await inCompany(shop.owner, ({ db }) =>
    db.documentLine.updateMany({ where: lines, data: { quantity: "2", totalExclTax: "20", totalTax: "4", totalInclTax: "24" } }),
  );
  await expect(inCompany(shop.owner, validate(id, sums)), "a line changed").rejects.toMatchObject(refused);
  await inCompany(shop.owner, validate(id, { totalExclTax: "20", totalTax: "4", totalInclTax: "24" }));
  await expect(
    inCompany(shop.owner, async ({ db, companyId }) => {
      const customer = await db.customer.create({ data: { companyId, lastName: "Tessier" } });
      const at = { issuedOn: new Date("2026-11-22"), validatedAt: new Date("2026-11-22T10:00:00Z") };
      await db.document.create({ data: { companyId, customerId: customer.id, type: "invoice", status: "validated", number: "FA-9", ...at, ...sums } }); // prettier-ignore
    }),
    "validated before it has lines",
  ).rejects.toMatchObject(refused);
});
