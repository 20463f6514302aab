import { createCampaign } from "~/domains/outreach/campaign/create-campaign.server";
import { launchCampaign } from "~/domains/outreach/campaign/launch-campaign.server";
import { readDraftFacts } from "~/domains/outreach/draft/draft-facts.queries.server";
import { saveDrafts } from "~/domains/outreach/draft/save-drafts.server";
import { composeDrafts } from "~/domains/outreach/draft/write-drafts.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { aSentCampaign, type SentMessage } from "~tests/factories/campaign-history";
import { demo } from "../demo-company";
import { inventedId } from "../invented-agencies";
import type { Chapter, DemoCtx } from "../demo-story";

/** What became of the letters of each campaign, in the order in which they left. */
const outcomes = {
  first: [
    "replied",
    "delivered",
    "clicked",
    "delivered",
    "unsubscribed",
    "delivered",
    "replied",
    "delivered",
    "bounced",
    "clicked",
    "delivered",
    "delivered",
  ],
  second: ["delivered", "clicked", "replied", "delivered", "clicked", "delivered", "replied", "delivered"],
} satisfies Record<string, Array<SentMessage["outcome"]>>;
const replies = [
  "Bonjour, pouvez-vous m’envoyer deux exemples de maisons de ville ? Nous avons trois mandats à publier cette semaine.",
  "Merci pour votre message. Appelez-moi jeudi matin, nous comparons plusieurs prestataires.",
  "Quel est le délai en centre-ville ? Nous publions sous quarante-huit heures.",
];

/** Two campaigns that are over, one that is being prepared, and what they are written from. What is sent is history: nothing is left to leave. */
export const outreach: Chapter = async (ctx) => {
  const { db, companyId, people, days } = ctx;
  const segments = [
    { name: "Bretagne, jamais contactées", conditions: { department: ["22", "29", "35", "56"], contacted: "no" } },
    { name: "Agences avec site", conditions: { email: "yes", scoreMin: 50 } },
    {
      name: "Contrat à renouveler",
      conditions: {
        where: {
          any: [
            { field: "custom.fin_contrat", is: "in_next", value: 90 },
            { field: "custom.logiciel", is: "one_of", value: ["Aucun"] },
          ],
        },
      },
    },
  ];
  await db.segment.createMany({ data: segments.map((segment) => ({ companyId, ...segment })), skipDuplicates: true });
  await db.savedView.createMany({
    data: [
      {
        companyId,
        userId: people.owner,
        name: "Bretagne",
        query: "department=22&department=29&department=35&department=56",
        isShared: true,
        isPinned: true,
      },
      { companyId, userId: people.owner, name: "À rappeler", query: "phone=yes&contacted=yes&sort=newest", isPinned: false },
    ],
    skipDuplicates: true,
  });
  const met = await db.prospect.findMany({ where: { companyId, deletedAt: null }, orderBy: { id: "asc" }, take: 12, select: { id: true } });
  const { id: segmentId } = await db.segment.upsert({
    where: { companyId_name: { companyId, name: "Rencontrées au salon" } },
    create: { companyId, name: "Rencontrées au salon", type: "fixed" },
    update: {},
    select: { id: true },
  });
  await db.segmentMember.createMany({ data: met.map(({ id }) => ({ companyId, segmentId, prospectId: id })), skipDuplicates: true });
  const sold = await db.product.findMany({ where: { companyId, isActive: true }, orderBy: { id: "asc" }, select: { id: true } });
  const productId = (sold.find(({ id }) => id === inventedId(1, 0xb)) ?? sold[0]!).id;
  await db.template.createMany({
    data: [
      {
        companyId,
        productId,
        name: "Premier contact",
        subjectTemplate: "Une visite 3D pour {{organization_name}}",
        contentTemplate:
          "Bonjour {{first_name}},\n\nNous réalisons photos, plan et visite 3D en un seul passage de quarante minutes.\n\nBien à vous,\nCamille",
        variables: ["organization_name", "first_name"],
      },
    ],
    skipDuplicates: true,
  });
  const template = await db.template.findFirstOrThrow({ where: { companyId, name: "Premier contact" }, select: { id: true } });

  const { id: profileId } = await db.whatsappProfile.upsert({
    where: { companyId_phoneNumber: { companyId, phoneNumber: "+33639980100" } },
    create: { companyId, name: "Agence Horizon", phoneNumber: "+33639980100", status: "disconnected", createdById: people.owner },
    update: {},
    select: { id: true },
  });
  await db.whatsappTemplate.createMany({
    data: [
      {
        companyId,
        profileId,
        name: "rappel_rendez_vous",
        language: "fr",
        category: "UTILITY",
        body: "Bonjour {{1}}, nous nous voyons le {{2}} à {{3}}.",
        status: "APPROVED",
      },
    ],
    skipDuplicates: true,
  });

  // Those who were contacted: the list says so of them.
  const reached = await db.prospect.findMany({
    where: { companyId, deletedAt: null, email: { not: null }, lastContactedAt: { not: null } },
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true, email: true, firstName: true, organizationName: true, city: true },
  });
  /** Spread over the days from `firstDay` to `lastDay`. */
  const letters = (became: Array<SentMessage["outcome"]>, from: number, firstDay: number, lastDay: number): Array<SentMessage> =>
    reached.slice(from, from + became.length).map((prospect, at) => ({
      prospectId: prospect.id,
      email: prospect.email!,
      subject: `Une visite 3D pour ${prospect.organizationName ?? "votre agence"}`,
      content: `Bonjour${prospect.firstName ? ` ${prospect.firstName}` : ""},\n\nVos acheteurs de ${prospect.city ?? "votre ville"} visitent avant de se déplacer : photos, plan et visite 3D en un seul passage de quarante minutes.\n\nBien à vous,\nCamille, Agence Horizon`,
      sentAt: days.moment(firstDay + Math.round((at * (lastDay - firstDay)) / became.length), 10 + (at % 5), at * 3),
      outcome: became[at]!,
      reply: replies[at % replies.length],
    }));
  const campaigns = [
    {
      name: "Visites 3D, premier envoi",
      messages: letters(outcomes.first, 0, -18, -13),
      startedAt: days.moment(-19, 9),
      completedAt: days.moment(-13, 17),
    },
    {
      name: "Visites 3D, deuxième envoi",
      messages: letters(outcomes.second, outcomes.first.length, -9, -1),
      startedAt: days.moment(-10, 9),
      completedAt: days.moment(-1, 20),
    },
  ];
  const sent: Array<string> = [];
  for (const { messages, ...campaign } of campaigns) {
    if (messages.length === 0) continue;
    const { messageIds } = await aSentCampaign(ctx, {
      ...campaign,
      productId,
      templateId: template.id,
      goal: "Obtenir un rendez-vous de vingt minutes",
      createdById: people.owner,
      messages,
    });
    sent.push(...messageIds);
  }
  if (sent.length > 0) await callOf(ctx, sent[0]!);

  await draftsToRead(ctx, productId);
};

/** A campaign whose drafts wait for a person. Where the company has nobody to write to, or no address to write from, it stays a plan. */
async function draftsToRead(ctx: DemoCtx, productId: string) {
  const { db, companyId, people } = ctx;
  const asOwner = { ...ctx, actor: { kind: "user" as const, id: people.owner } };
  const { campaignId } = await createCampaign(asOwner, {
    name: "Agences de Rennes, jamais contactées",
    productId,
    tone: "friendly",
    language: "fr",
    languageOfContact: true,
    goal: "Présenter l’offre aux agences de la ville",
    dailyLimit: 40,
    filter: "city=Rennes&email=yes&contacted=no",
  });
  try {
    await launchCampaign(asOwner, { campaignId });
  } catch (error) {
    if (error instanceof AppError) return;
    throw error;
  }
  const messages = await db.message.findMany({ where: { companyId, campaignId }, select: { id: true } });
  const facts = await readDraftFacts(asOwner, { campaignId, messageIds: messages.map(({ id }) => id) });
  await saveDrafts(asOwner, { campaignId, drafts: composeDrafts(facts, null), reservation: null });
}

/** What the mail provider called with, as its door keeps it. */
async function callOf({ db, companyId, days }: DemoCtx, messageId: string) {
  await db.webhookEvent.createMany({
    data: [
      {
        companyId,
        provider: "postmark",
        vendorKey: `${demo.companyId}:${messageId}:delivery`,
        type: "Delivery",
        payload: { RecordType: "Delivery", Metadata: { "essor-id": messageId } },
        receivedAt: days.moment(-18, 10, 1),
        processedAt: days.moment(-18, 10, 1),
        outcome: "processed",
      },
    ],
    skipDuplicates: true,
  });
  await db.failedEvent.create({
    data: {
      companyId,
      eventId: uuidv7(days.moment(-18, 10, 1)),
      consumer: "outreach/process-mail-webhook",
      errorType: "TimeoutError",
      errorMessage: "La base de données n’a pas répondu en cinq secondes.",
      attemptCount: 2,
      status: "resolved",
      resolvedAt: days.moment(-18, 10, 3),
      resolutionNotes: "Repris au deuxième essai.",
      createdAt: days.moment(-18, 10, 1),
    },
  });
}
