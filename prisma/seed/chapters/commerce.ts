import { addDays } from "~/platform/local-time";
import { aDocument, aSeries, aTillDay, moveStock } from "~tests/factories/commerce";
import { movePoints } from "~tests/factories/crm";
import type { Chapter, DemoCtx } from "../demo-story";
import { demoProducts } from "./catalogue";
import { demoCustomer } from "./crm";

/** Quotes, invoices and what was paid of them; two stores, their goods and a till that was counted each evening. */
export const commerce: Chapter = async (ctx) => {
  await documents(ctx);
  await stores(ctx);
};

async function documents(ctx: DemoCtx) {
  const { db, companyId, people, days } = ctx;
  const year = days.today.getUTCFullYear();
  const quotes = await aSeries(ctx, { name: "Devis", prefix: `DEM-DE-${year}-`, isFor: "quotes" });
  const invoices = await aSeries(ctx, { name: "Factures", prefix: `DEM-FA-${year}-`, isFor: "invoices" });
  const credits = await aSeries(ctx, { name: "Avoirs", prefix: `DEM-AV-${year}-`, isFor: "creditNotes" });

  const visits = (quantity: number) => ({ description: "Visite 3D, photos et plan d’un bien", quantity, unitPrice: 290 });
  const photos = (quantity: number, discount = 0) => ({
    description: "Reportage photo, vingt vues",
    quantity,
    unitPrice: 149,
    discount,
    productId: demoProducts.photos,
  });
  const panels = (quantity: number) => ({
    description: "Panneau « À vendre », 80 × 60 cm",
    quantity,
    unitPrice: 24.9,
    productId: demoProducts.panel,
  });
  const of = { createdById: people.owner };
  const quote = { type: "quote" as const, seriesId: quotes, ...of };
  const invoice = { type: "invoice" as const, seriesId: invoices, ...of };
  const due = (day: number) => addDays(days.date(day), 30);

  // In the order of their days: numbers and days of a series run together.
  const accepted = await aDocument(ctx, {
    ...quote,
    customerId: demoCustomer(1),
    issuedOn: days.date(-34),
    dueOn: due(-34),
    status: "accepted",
    lines: [visits(4), photos(4, 10)],
  });
  await aDocument(ctx, {
    ...quote,
    customerId: demoCustomer(6),
    issuedOn: days.date(-21),
    dueOn: due(-21),
    status: "refused",
    lines: [visits(10)],
  });
  await aDocument(ctx, {
    ...quote,
    customerId: demoCustomer(3),
    issuedOn: days.date(-6),
    dueOn: due(-6),
    status: "sent",
    lines: [visits(2), photos(2)],
  });
  const late = await aDocument(ctx, {
    ...invoice,
    customerId: demoCustomer(2),
    issuedOn: days.date(-41),
    dueOn: days.date(-11),
    status: "overdue",
    lines: [photos(3)],
  });
  const paid = await aDocument(ctx, {
    ...invoice,
    customerId: demoCustomer(1),
    originDocumentId: accepted.id,
    issuedOn: days.date(-24),
    dueOn: due(-24),
    status: "paid",
    paid: [{ on: days.date(-10), method: "transfer", reference: "VIR Agence" }],
    lines: [visits(4), photos(4, 10)],
  });
  const part = await aDocument(ctx, {
    ...invoice,
    customerId: demoCustomer(4),
    issuedOn: days.date(-12),
    dueOn: due(-12),
    status: "partially_paid",
    paid: [{ on: days.date(-5), amount: 200, method: "card" }],
    lines: [panels(30), visits(1)],
  });
  await aDocument(ctx, {
    ...invoice,
    customerId: demoCustomer(5),
    issuedOn: days.date(-3),
    dueOn: due(-3),
    status: "sent",
    lines: [visits(3)],
  });
  await aDocument(ctx, { ...invoice, customerId: demoCustomer(7), lines: [photos(5)], notes: "À valider après la livraison." });
  await aDocument(ctx, {
    type: "credit_note",
    seriesId: credits,
    ...of,
    customerId: demoCustomer(4),
    originDocumentId: part.id,
    issuedOn: days.date(-4),
    status: "sent",
    lines: [panels(2)],
  });

  await db.paymentLink.create({
    data: {
      companyId,
      title: `Facture ${late.number}`,
      slug: `facture-${late.id.slice(-12)}`,
      documentId: late.id,
      amount: late.total,
      expiresAt: days.moment(20),
      createdAt: days.moment(-9),
    },
  });
  await db.bankTransaction.createMany({
    data: [
      {
        documentId: paid.id,
        bookedOn: days.date(-10),
        amount: paid.total,
        status: "matched" as const,
        label: "VIR SEPA AGENCE",
        externalId: "demo-1",
      },
      { bookedOn: days.date(-6), amount: -312.4, status: "ignored" as const, label: "PRLV FOURNISSEUR PANNEAUX", externalId: "demo-2" },
      {
        documentId: late.id,
        bookedOn: days.date(-1),
        amount: late.total,
        status: "suggested" as const,
        label: "VIR RECU PHOTO",
        externalId: "demo-3",
      },
    ].map((line) => ({ companyId, ...line })),
    skipDuplicates: true,
  });
  for (const [customer, document] of [
    [1, paid],
    [4, part],
  ] as const)
    await movePoints(ctx, {
      customerId: demoCustomer(customer),
      points: Math.floor(document.total.toNumber() / 10),
      reason: `Facture ${document.number}`,
      businessKey: `invoice:${document.id}`,
      documentId: document.id,
      createdAt: days.moment(-5),
    });
  await movePoints(ctx, {
    customerId: demoCustomer(1),
    points: -50,
    reason: "Remise sur un reportage",
    businessKey: `demo:${paid.id}:spent`,
    createdAt: days.moment(-2),
  });
}

async function stores(ctx: DemoCtx) {
  const { db, companyId, people, days } = ctx;
  const hasMain = (await db.store.count({ where: { companyId, isMainStore: true } })) > 0;
  const store = async (name: string, phone: string, isMainStore: boolean) =>
    (
      await db.store.upsert({
        where: { companyId_name: { companyId, name } },
        create: { companyId, name, phone, isMainStore },
        update: {},
        select: { id: true },
      })
    ).id;
  const [rennes, vannes] = [
    await store("Boutique de Rennes", "+33199000110", !hasMain),
    await store("Dépôt de Vannes", "+33199000111", false),
  ];
  const goods = await db.product.findMany({
    where: { companyId, id: { in: [demoProducts.panel, demoProducts.keyBox] } },
    select: { id: true },
  });
  const by = { createdById: people.owner };
  const key = (what: string) => `demo:${what}`;
  for (const [at, { id: productId }] of goods.entries()) {
    const transfer = await db.stockTransfer.create({
      data: {
        companyId,
        fromStoreId: rennes,
        toStoreId: vannes,
        status: "received",
        sentAt: days.moment(-14, 9),
        receivedAt: days.moment(-13, 16),
        createdById: people.owner,
        createdAt: days.moment(-14, 9),
        stockTransferItems: { create: [{ productId, quantity: 12, receivedQuantity: 12 }] },
      },
      select: { id: true },
    });
    await moveStock(ctx, [
      {
        storeId: rennes,
        productId,
        type: "purchase",
        quantity: at ? 24 : 120,
        businessKey: key(`in:${productId}`),
        reason: "Livraison",
        createdAt: days.moment(-30),
        ...by,
      },
      {
        storeId: rennes,
        productId,
        type: "transfer_out",
        quantity: -12,
        businessKey: key(`out:${productId}`),
        transferId: transfer.id,
        createdAt: days.moment(-14),
        ...by,
      },
      {
        storeId: vannes,
        productId,
        type: "transfer_in",
        quantity: 12,
        businessKey: key(`to:${productId}`),
        transferId: transfer.id,
        createdAt: days.moment(-13),
        ...by,
      },
      {
        storeId: rennes,
        productId,
        type: "sale",
        quantity: at ? -3 : -30,
        businessKey: key(`sold:${productId}`),
        createdAt: days.moment(-12),
        ...by,
      },
      {
        storeId: vannes,
        productId,
        type: "loss",
        quantity: -1,
        businessKey: key(`lost:${productId}`),
        reason: "Abîmé au transport",
        createdAt: days.moment(-8),
        ...by,
      },
    ]);
  }
  await db.terminal.create({ data: { companyId, storeId: rennes, name: "Lecteur du comptoir", status: "offline" } });
  const { id: registerId } = await db.register.upsert({
    where: { companyId_name: { companyId, name: "Caisse du comptoir" } },
    create: { companyId, storeId: rennes, name: "Caisse du comptoir" },
    update: {},
    select: { id: true },
  });
  for (const [at, before] of [3, 2, 1].entries()) {
    const on = days.workday(before);
    await aTillDay(ctx, {
      registerId,
      on,
      openedAt: days.at(on, 9),
      closedAt: days.at(on, 18),
      userId: people.agent ?? people.owner,
      float: 100,
      sales: [[29.88, 46.8], [59.76, 46.8, 29.88], [93.6]][at]!,
      refund: at === 1 ? 29.88 : undefined,
    });
  }
}
