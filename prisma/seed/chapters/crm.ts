import { createHash, randomUUID } from "node:crypto";
import { uuidv7 } from "~/platform/ids";
import { aCustomer, aDeal } from "~tests/factories/crm";
import { inventAgency, inventedId } from "../invented-agencies";
import type { Chapter } from "../demo-story";

const digest = () => createHash("sha256").update(randomUUID()).digest("hex"); // of a secret nobody keeps

/** The id of the demo's customer number `at`, from 1. */
export const demoCustomer = (at: number) => inventedId(at, 5);
export const demoCustomers = 8;

/** Who bought and who may: customers, deals on every stage of the pipeline, meetings behind and ahead, automations. */
export const crm: Chapter = async (ctx) => {
  const { db, companyId, people, days, now } = ctx;
  const team = [people.owner, people.manager, people.agent].filter((id) => id !== null);
  const member = (at: number) => team[at % team.length]!;

  const tiers = [
    { name: "Bronze", pointsThreshold: 0, discountPercent: 0 },
    { name: "Argent", pointsThreshold: 300, discountPercent: 3 },
    { name: "Or", pointsThreshold: 800, discountPercent: 5 },
  ];
  await db.loyaltyTier.createMany({ data: tiers.map((tier, at) => ({ companyId, ...tier, displayOrder: at + 1 })), skipDuplicates: true });
  const bronze = await db.loyaltyTier.findFirst({ where: { companyId }, orderBy: { pointsThreshold: "asc" }, select: { id: true } });

  const prospects = await db.prospect.findMany({
    where: { companyId, deletedAt: null },
    orderBy: [{ lastContactedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
    take: 24,
    select: { id: true, organizationName: true, firstName: true, lastName: true },
  });
  for (let at = 1; at <= demoCustomers; at++) {
    const agency = inventAgency(8_000 + at, now);
    const isPerson = at === demoCustomers;
    await aCustomer(ctx, {
      id: demoCustomer(at),
      firstName: agency.first_name ?? "Solène",
      lastName: agency.last_name ?? "Morvezen",
      organizationName: isPerson ? null : agency.organization_name,
      email: `client${at}@agence-${8_000 + at}.example.test`,
      phone: `+331990009${String(at).padStart(2, "0")}`,
      city: agency.city,
      postalCode: agency.postal_code,
      assignedToId: member(at),
      tags: at % 3 === 0 ? ["réseau"] : [],
      loyaltyTierId: bronze?.id,
      createdAt: days.moment(-50 + at * 4, 11),
    });
  }

  const campaign = await db.campaign.findFirst({
    where: { companyId, status: "completed" },
    orderBy: { startedAt: "asc" },
    select: { id: true },
  });
  const paths: Array<{
    name: string;
    path: Array<[string, number]>;
    monthly: number;
    setup: number;
    customer?: number;
    loss?: string;
    close?: number;
  }> = [
    {
      name: "Visites 3D, 12 biens par trimestre",
      path: [
        ["lead", -45],
        ["qualified", -38],
        ["proposal", -30],
        ["won", -22],
      ],
      monthly: 390,
      setup: 250,
      customer: 1,
    },
    {
      name: "Reportages photo, deux agences",
      path: [
        ["lead", -40],
        ["qualified", -34],
        ["demo", -27],
        ["won", -16],
      ],
      monthly: 240,
      setup: 0,
      customer: 2,
    },
    {
      name: "Pack complet, réseau de trois agences",
      path: [
        ["lead", -36],
        ["qualified", -29],
        ["lost", -15],
      ],
      monthly: 690,
      setup: 400,
      loss: "Prix",
    },
    {
      name: "Visites 3D, maisons de ville",
      path: [
        ["lead", -30],
        ["qualified", -24],
        ["proposal", -12],
        ["negotiation", -4],
      ],
      monthly: 310,
      setup: 150,
      close: 6,
    },
    {
      name: "Photos et plans, gestion locative",
      path: [
        ["lead", -26],
        ["qualified", -15],
        ["proposal", -5],
      ],
      monthly: 180,
      setup: 0,
      close: 12,
    },
    {
      name: "Essai sur deux biens",
      path: [
        ["lead", -20],
        ["qualified", -11],
        ["demo", -3],
      ],
      monthly: 0,
      setup: 298,
      close: 9,
    },
    {
      name: "Visites 3D, programme neuf",
      path: [
        ["lead", -14],
        ["qualified", -6],
      ],
      monthly: 520,
      setup: 300,
      close: 25,
    },
    { name: "Reportages photo, biens de prestige", path: [["lead", -8]], monthly: 450, setup: 0, close: 32 },
    { name: "Panneaux, ouverture d’agence", path: [["lead", -2]], monthly: 0, setup: 745, close: 20 },
  ];
  for (const [at, { name, path, monthly, setup, customer, loss, close }] of paths.entries())
    await aDeal(ctx, {
      name,
      path: path.map(([stage, day]) => [stage, days.moment(day, 9 + (at % 7))]),
      prospectId: prospects[at]?.id ?? null,
      customerId: customer ? demoCustomer(customer) : null,
      assignedToId: member(at),
      campaignId: at % 2 === 0 ? campaign?.id : null,
      monthlyValue: monthly,
      setupFee: setup,
      contractMonths: monthly ? 12 : 0,
      expectedCloseDate: close ? days.date(close) : undefined,
      lossReason: loss,
    });

  const meetings = [
    { day: -9, status: "completed" as const, outcome: "Devis demandé", location: "12 quai des Essais, Rennes" },
    { day: -3, status: "completed" as const, outcome: "Essai sur deux biens", location: null },
    { day: -2, status: "no_show" as const, outcome: null, location: null },
    { day: 1, status: "confirmed" as const, outcome: null, location: "À l’agence" },
    { day: 2, status: "scheduled" as const, outcome: null, location: null },
    { day: 6, status: "scheduled" as const, outcome: null, location: null },
  ];
  await db.meeting.createMany({
    data: meetings.map(({ day, ...meeting }, at) => ({
      companyId,
      prospectId: at === 0 ? null : prospects[at + 2]?.id,
      customerId: at === 0 ? demoCustomer(1) : null,
      campaignId: at % 2 === 0 ? campaign?.id : null,
      organizerId: member(at),
      title: at === 0 ? "Point de fin de mois" : `Présentation à ${prospects[at + 2]?.organizationName ?? "une agence"}`,
      scheduledAt: days.moment(day, 10 + at),
      durationMinutes: at % 2 ? 30 : 45,
      meetingUrl: meeting.location ? null : `https://visio.example.test/horizon-${at}`,
      completedAt: meeting.status === "completed" ? days.moment(day, 11 + at) : null,
      ...meeting,
      createdAt: days.moment(day - 6, 9),
    })),
  });
  await db.task.createMany({
    data: [
      {
        title: "Relancer le devis des photos",
        type: "follow_up",
        customerId: demoCustomer(3),
        dueDate: days.date(1),
        priority: "high" as const,
      },
      {
        title: "Convenir de la pose des panneaux",
        type: "call",
        customerId: demoCustomer(4),
        dueDate: days.date(3),
        priority: "medium" as const,
      },
    ].map((task, at) => ({ companyId, assignedToId: member(at), ...task })),
  });
  await db.interaction.createMany({
    data: [1, 2, 3].map((at) => ({
      id: uuidv7(days.moment(-at * 3, 14)),
      companyId,
      customerId: demoCustomer(at),
      userId: member(at),
      type: "call_made",
      channel: "phone",
      content: [
        "Content des délais, demande un tarif pour dix biens de plus.",
        "Prépare l’ouverture d’une deuxième agence.",
        "Rappeler après la réunion de lundi.",
      ][at - 1],
      occurredAt: days.moment(-at * 3, 14),
    })),
  });

  await db.automation.createMany({
    data: [
      {
        companyId,
        name: "Rappeler après une réponse",
        triggerType: "outreach/message.replied",
        conditions: {},
        actions: [{ type: "open_task", title: "Répondre dans la journée" }],
        createdById: people.owner,
        createdAt: days.moment(-20),
      },
    ],
    skipDuplicates: true,
  });
  const automation = await db.automation.findFirstOrThrow({ where: { companyId }, select: { id: true } });
  const reply = await db.event.findFirst({ where: { companyId, eventType: "outreach/message.replied" }, orderBy: { occurredAt: "asc" } });
  await db.automationExecution.create({
    data: {
      companyId,
      automationId: automation.id,
      triggerEventId: reply?.id,
      status: "completed",
      result: { opened: 1 },
      startedAt: reply?.occurredAt ?? days.moment(-15),
      completedAt: reply?.occurredAt ?? days.moment(-15),
    },
  });

  await db.customerNotification.create({
    data: {
      companyId,
      customerId: demoCustomer(1),
      type: "invoice",
      title: "Votre facture est disponible",
      readAt: days.moment(-2, 16),
      createdAt: days.moment(-3),
    },
  });
  const { id: accountId } = await db.portalAccount.create({
    data: {
      companyId,
      customerId: demoCustomer(1),
      email: "client1@agence-8001.example.test",
      emailVerifiedAt: days.moment(-20),
      createdAt: days.moment(-21),
    },
    select: { id: true },
  });
  await db.portalToken.create({
    data: {
      companyId,
      accountId,
      purpose: "verify_email",
      tokenHash: digest(),
      createdAt: days.moment(-21),
      usedAt: days.moment(-20),
      expiresAt: days.moment(-19),
    },
  });
  await db.portalInvitation.create({
    data: {
      companyId,
      customerId: demoCustomer(1),
      email: "client1@agence-8001.example.test",
      tokenHash: digest(),
      invitedById: people.owner,
      createdAt: days.moment(-22),
      acceptedAt: days.moment(-21),
      expiresAt: days.moment(-15),
    },
  });
};
