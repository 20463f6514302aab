import { Decimal } from "decimal.js";
import { takeDocumentNumber } from "~/domains/commerce/document/take-document-number.server";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface TestLine {
  description: string;
  quantity: number;
  /** Euros a unit, excluding tax. */
  unitPrice: number;
  /** Percent. */
  discount?: number;
  vatRate?: number;
  productId?: string | null;
  unit?: string;
}

/** A line with its sums, to the cent. */
export function lineSums({ quantity, unitPrice, discount = 0, vatRate = 20 }: TestLine) {
  const exclTax = new Decimal(quantity).times(unitPrice).times(new Decimal(100).minus(discount)).div(100).toDecimalPlaces(2);
  const tax = exclTax.times(vatRate).div(100).toDecimalPlaces(2);
  return { exclTax, tax, inclTax: exclTax.plus(tax) };
}

export interface TestDocument {
  type: "quote" | "invoice" | "deposit_invoice" | "credit_note";
  customerId: string;
  seriesId: string;
  lines: Array<TestLine>;
  /** Calendar days of the company; unused for a draft. */
  issuedOn?: Date;
  dueOn?: Date;
  originDocumentId?: string;
  createdById?: string;
  /** What became of it: without it a draft. An invoice that is `paid` or `partially_paid` says by `paid` what came in, and how. */
  status?: "validated" | "sent" | "accepted" | "refused" | "paid" | "partially_paid" | "overdue";
  paid?: Array<{ on: Date; amount?: number; method: "transfer" | "card" | "cash" | "cheque"; reference?: string }>;
  notes?: string;
}

/** A document whose totals are the sums of its lines; numbered by its series in this transaction when it is validated. What is paid of it is kept by the payments' trigger. */
export async function aDocument(ctx: CompanyCtx, document: TestDocument): Promise<{ id: string; number: string | null; total: Decimal }> {
  const { db, companyId, now } = ctx;
  const { lines, issuedOn, dueOn, status, paid = [], ...own } = document;
  const issuedAt = issuedOn ? new Date(issuedOn.getTime() + 9 * 3_600_000) : now;
  const id = uuidv7(issuedAt);
  const sums = lines.map(lineSums);
  const [totalExclTax, totalTax] = [Decimal.sum(...sums.map((sum) => sum.exclTax)), Decimal.sum(...sums.map((sum) => sum.tax))];
  const total = totalExclTax.plus(totalTax);
  await db.document.create({
    data: { id, companyId, ...own, totalExclTax, totalTax, totalInclTax: total, createdAt: issuedAt },
  });
  await db.documentLine.createMany({
    data: lines.map(({ description, quantity, unitPrice, discount = 0, vatRate = 20, productId, unit = "unit" }, at) => ({
      companyId,
      documentId: id,
      productId,
      position: at + 1,
      description,
      quantity,
      unit,
      unitPriceExclTax: unitPrice,
      discountPercent: discount,
      vatRate,
      totalExclTax: sums[at]!.exclTax,
      totalTax: sums[at]!.tax,
      totalInclTax: sums[at]!.inclTax,
    })),
  });
  if (!status) return { id, number: null, total };

  const company = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { name: true, postalAddress: true, siret: true, vatNumber: true },
  });
  const customer = await db.customer.findFirstOrThrow({
    where: { id: own.customerId },
    select: { firstName: true, lastName: true, organizationName: true, siret: true, vatNumber: true, email: true },
  });
  const number = await takeDocumentNumber(ctx, { seriesId: own.seriesId });
  const where = { companyId_id: { companyId, id } };
  await db.document.update({
    where,
    data: {
      status: "validated",
      number,
      issuedOn,
      dueOn,
      sellerSnapshot: company,
      buyerSnapshot: customer,
      validatedAt: issuedAt,
      validatedById: own.createdById,
    },
  });
  for (const { on, amount, method, reference } of paid) {
    await db.payment.create({
      data: {
        companyId,
        documentId: id,
        paidOn: on,
        amount: amount ?? total,
        method,
        reference,
        createdById: own.createdById,
        createdAt: on,
      },
    });
  }
  if (status !== "validated")
    await db.document.update({
      where,
      data: {
        status,
        sentAt: issuedAt,
        acceptedAt: status === "accepted" ? new Date(issuedAt.getTime() + 3 * 86_400_000) : null,
        refusedAt: status === "refused" ? new Date(issuedAt.getTime() + 5 * 86_400_000) : null,
        paidAt: status === "paid" ? paid.at(-1)!.on : null,
      },
    });
  return { id, number, total };
}

/** A numbering of documents of the company, the default of its kind where there is none yet. @returns its id */
export async function aSeries(
  { db, companyId }: CompanyCtx,
  { name, prefix, isFor }: { name: string; prefix: string; isFor: "quotes" | "invoices" | "creditNotes" },
): Promise<string> {
  const there = await db.documentSeries.findFirst({ where: { companyId, prefix }, select: { id: true } });
  if (there) return there.id;
  const flag = { quotes: "isDefaultForQuotes", invoices: "isDefaultForInvoices", creditNotes: "isDefaultForCreditNotes" }[isFor];
  const isFirst = !(await db.documentSeries.findFirst({ where: { companyId, [flag]: true }, select: { id: true } }));
  return (await db.documentSeries.create({ data: { companyId, name, prefix, [flag]: isFirst }, select: { id: true } })).id;
}

/** Goods that come or go in a store; its stock is kept by the movement's trigger. The same `businessKey` counts once. */
export const moveStock = (
  { db, companyId }: CompanyCtx,
  movements: Array<{
    storeId: string;
    productId: string;
    type: "purchase" | "sale" | "return" | "transfer_in" | "transfer_out" | "adjustment" | "loss";
    /** Signed. */
    quantity: number;
    businessKey: string;
    reason?: string;
    transferId?: string;
    documentId?: string;
    createdById?: string;
    createdAt?: Date;
  }>,
) => db.stockMovement.createMany({ data: movements.map((movement) => ({ companyId, ...movement })), skipDuplicates: true });

/**
 * A day at a till, from the float to the closing count: cash sales (one may be given back), the count and the closing of the day over
 * the entries of the session. @returns the till's perpetual sum after it
 */
export async function aTillDay(
  { db, companyId }: CompanyCtx,
  day: {
    registerId: string;
    on: Date;
    openedAt: Date;
    closedAt: Date;
    userId: string;
    float: number;
    sales: Array<number>;
    refund?: number;
  },
) {
  const { registerId, userId } = day;
  const { id: sessionId } = await db.registerSession.create({
    data: { companyId, registerId, openedById: userId, openedAt: day.openedAt, openingFloat: day.float },
    select: { id: true },
  });
  const amounts = [...day.sales, ...(day.refund ? [-day.refund] : [])];
  const taxOf = (amount: number) => new Decimal(amount).div(6).toDecimalPlaces(2); // 20 % of what is without it
  for (const [at, amount] of amounts.entries())
    await db.tillEntry.create({
      data: {
        companyId,
        registerId,
        sessionId,
        type: amount < 0 ? "refund" : "sale",
        amount,
        taxAmount: taxOf(amount),
        detail: { payment: "cash" },
        createdById: userId,
        createdAt: new Date(day.openedAt.getTime() + (at + 1) * 2_700_000),
      },
    });
  const taken = Decimal.sum(...amounts);
  const cash = taken.plus(day.float);
  await db.registerSession.update({
    where: { companyId_id: { companyId, id: sessionId } },
    data: { closedById: userId, closedAt: day.closedAt, expectedCash: cash, countedCash: cash, difference: 0 },
  });
  const entries = await db.tillEntry.findMany({ where: { companyId, sessionId }, orderBy: { sequence: "asc" } });
  const [first, last] = [entries[0]!, entries.at(-1)!];
  const sums = {
    totalInclTax: taken,
    totalTax: Decimal.sum(...amounts.map(taxOf)),
    grandTotal: last.grandTotal,
    firstSequence: first.sequence,
    lastSequence: last.sequence,
  };
  const told = JSON.stringify(sums, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(last.hash + told))).toString("hex");
  await db.closing.create({
    data: { companyId, registerId, period: "day", periodStart: day.on, periodEnd: day.on, ...sums, hash, createdAt: day.closedAt },
  });
  return last.grandTotal;
}
