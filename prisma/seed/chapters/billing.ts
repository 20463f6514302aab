import { addDays, monthStart } from "~/platform/local-time";
import type { Chapter } from "../demo-story";

/** What the agency pays us: its subscription, last month's invoice, what it used. */
export const billing: Chapter = async ({ db, companyId, days, now }) => {
  const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { planId: true, subscriptionStatus: true } });
  const plan = company.planId
    ? await db.plan.findUnique({ where: { id: company.planId } })
    : await db.plan.findUnique({ where: { slug: "starter" } });
  if (!plan) return;
  const [month, price] = [monthStart(days.today), Number(plan.priceMonthly)];
  const before = monthStart(addDays(month, -1));
  const { id: subscriptionId } = await db.subscription.create({
    data: {
      companyId,
      planId: plan.id,
      status: company.subscriptionStatus,
      billingCycle: "monthly",
      amount: price,
      currentPeriodStart: month,
      currentPeriodEnd: monthStart(addDays(month, 32)),
      trialStartsAt: days.moment(-75),
      trialEndsAt: days.moment(-61),
      paymentMethod: "card",
      createdAt: days.moment(-75),
    },
    select: { id: true },
  });
  const tax = Math.round(price * 20) / 100;
  const { id: invoiceId } = await db.invoice.create({
    data: {
      companyId,
      subscriptionId,
      invoiceNumber: `DEMO-${before.toISOString().slice(0, 7)}`,
      subtotal: price,
      taxAmount: tax,
      total: (price + tax).toFixed(2),
      status: "paid",
      issuedAt: before,
      dueAt: addDays(before, 15),
      paidAt: addDays(before, 1),
      paymentMethod: "card",
      createdAt: before,
    },
    select: { id: true },
  });
  await db.billingEvent.createMany({
    data: [
      { eventType: "subscription.created", createdAt: days.moment(-75) },
      { eventType: "invoice.paid", invoiceId, amount: (price + tax).toFixed(2), createdAt: addDays(before, 1) },
    ].map((event) => ({ companyId, subscriptionId, ...event })),
  });
  const hasDefault = (await db.paymentMethod.count({ where: { companyId, isDefault: true } })) > 0;
  await db.paymentMethod.createMany({
    data: [
      {
        companyId,
        stripePaymentMethodId: "pm_demo_card",
        type: "card",
        cardBrand: "visa",
        cardLast4: "4242",
        cardExpMonth: 12,
        cardExpYear: now.getUTCFullYear() + 2,
        isDefault: !hasDefault,
      },
    ],
    skipDuplicates: true,
  });
  const sent = await db.message.count({ where: { companyId, sentAt: { gte: before, lt: month } } });
  await db.usageRecord.createMany({
    data: [
      { metricType: "emails_sent", quantity: sent },
      { metricType: "prospects_imported", quantity: 0, limit: plan.prospectsLimitMonthly },
    ].map((record) => ({ companyId, subscriptionId, periodStart: before, periodEnd: addDays(month, -1), ...record })),
    skipDuplicates: true,
  });
  await db.costTracking.create({
    data: {
      companyId,
      service: "postmark",
      resourceType: "email_sent",
      quantity: sent,
      unitCost: "0.0015",
      totalCost: (sent * 0.0015).toFixed(6),
      periodStart: before,
      periodEnd: addDays(month, -1),
    },
  });
};
