import { aTicket } from "~tests/factories/desk";
import type { Chapter } from "../demo-story";
import { demoCustomer } from "./crm";

/** Requests of customers in every state, numbered by the company's year. */
export const ticketing: Chapter = async (ctx) => {
  const { db, companyId, people, days } = ctx;
  const [owner, agent] = [people.owner, people.agent ?? people.owner];
  const chat = await db.conversation.findFirst({ where: { companyId, channel: "whatsapp" }, select: { id: true } });

  await aTicket(ctx, {
    title: "Visite 3D : la cuisine manque",
    description: "La visite s’arrête au couloir, la cuisine n’y est pas.",
    type: "bug",
    status: "resolved",
    priority: "high",
    customerId: demoCustomer(2),
    assignedToId: agent,
    createdById: owner,
    createdAt: days.moment(-8, 9),
    comments: [
      { userId: agent, text: "Je regarde avec le photographe.", at: days.moment(-8, 10) },
      { userId: agent, text: "Fichier d’origine retrouvé, assemblage relancé.", at: days.moment(-8, 11), isInternal: true },
      { userId: agent, text: "La visite complète est en ligne.", at: days.moment(-7, 9) },
    ],
  });
  await aTicket(ctx, {
    title: "Ajouter le jardin à la visite",
    type: "support",
    status: "in_progress",
    priority: "medium",
    customerId: demoCustomer(1),
    conversationId: chat?.id,
    assignedToId: agent,
    createdById: agent,
    createdAt: days.moment(-1, 16, 10),
    dueAt: days.moment(2, 12),
    comments: [{ userId: agent, text: "Passage prévu avec le drone mercredi.", at: days.moment(-1, 17) }],
  });
  await aTicket(ctx, {
    title: "Devis pour dix biens de plus",
    type: "sales_offer",
    status: "open",
    priority: "high",
    customerId: demoCustomer(3),
    assignedToId: owner,
    createdById: owner,
    createdAt: days.moment(-2, 11),
    dueAt: days.moment(1, 18),
    tags: ["devis"],
  });
  await aTicket(ctx, {
    title: "Facture au nom du réseau",
    description: "Changer le destinataire des prochaines factures.",
    type: "follow_up",
    status: "waiting",
    priority: "low",
    customerId: demoCustomer(4),
    assignedToId: owner,
    createdById: owner,
    createdAt: days.moment(-5, 15),
  });
};
