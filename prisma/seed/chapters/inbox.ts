import { aConversation } from "~tests/factories/desk";
import type { Chapter } from "../demo-story";
import { demoCustomer } from "./crm";

/** Conversations on every channel, some waiting for an answer, and answers kept ready. */
export const inbox: Chapter = async (ctx) => {
  const { db, companyId, people, days } = ctx;
  const [owner, agent] = [
    { id: people.owner, name: "Camille Renaudin" },
    people.agent ? { id: people.agent, name: "Inès Fabrègue" } : { id: people.owner, name: "Camille Renaudin" },
  ];
  const names = new Map(
    (await db.customer.findMany({ where: { companyId }, select: { id: true, firstName: true, lastName: true } })).map(
      ({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`],
    ),
  );
  const who = (at: number) => ({ customerId: demoCustomer(at), contactName: names.get(demoCustomer(at)) ?? "Une cliente" });
  const profile = await db.whatsappProfile.findFirst({ where: { companyId }, select: { id: true } });

  await aConversation(ctx, {
    ...who(1),
    channel: "whatsapp",
    whatsappProfileId: profile?.id,
    contactPhone: "+33639980101",
    assignedToId: agent.id,
    me: agent,
    said: [
      { by: "customer", text: "Bonjour, le bien de la rue des Essais sera-t-il prêt vendredi ?", at: days.moment(-1, 9, 12) },
      { by: "me", text: "Bonjour, oui : le reportage est fait, la visite 3D suit jeudi.", at: days.moment(-1, 9, 40) },
      { by: "customer", text: "Parfait. Pouvez-vous ajouter le jardin ?", at: days.moment(-1, 16, 5) },
    ],
  });
  await aConversation(ctx, {
    ...who(2),
    channel: "email",
    contactEmail: "client2@agence-8002.example.test",
    assignedToId: owner.id,
    me: owner,
    status: "closed",
    said: [
      { by: "customer", text: "Avez-vous reçu notre virement pour les photos ?", at: days.moment(-7, 11) },
      { by: "me", text: "Pas encore, je vous confirme sa réception dès demain.", at: days.moment(-7, 14) },
    ],
  });
  await aConversation(ctx, {
    ...who(3),
    channel: "web_chat",
    said: [{ by: "customer", text: "Travaillez-vous aussi le samedi ?", at: days.moment(-1, 17, 20) }],
    tags: ["horaires"],
  });
  await aConversation(ctx, {
    ...who(4),
    channel: "sms",
    contactPhone: "+33639980104",
    assignedToId: agent.id,
    me: agent,
    status: "snoozed",
    said: [
      { by: "customer", text: "Les panneaux sont posés, merci.", at: days.moment(-4, 10) },
      { by: "me", text: "Merci à vous. Je vous rappelle pour les deux suivants.", at: days.moment(-4, 10, 30) },
    ],
  });
  await db.cannedReply.createMany({
    data: [
      { companyId, shortcut: "delai", text: "Nous livrons sous deux jours ouvrés après la prise de vue." },
      { companyId, shortcut: "rdv", text: "Je vous propose un rendez-vous de vingt minutes : quel jour vous convient ?" },
    ],
    skipDuplicates: true,
  });
};
