import { uuidv7 } from "~/platform/ids";
import type { Chapter } from "../demo-story";

/** Calls for tenders of some prospects, near, far and over, and what is known of who else courts them. */
export const tenders: Chapter = async ({ db, companyId, people, days }) => {
  const prospects = await db.prospect.findMany({
    where: { companyId, deletedAt: null, organizationName: { not: null } },
    orderBy: { leadScore: "desc" },
    take: 4,
    select: { id: true },
  });
  const ids = prospects.map(({ id }) => id);
  if (ids.length < 4) return;
  const page = (name: string) => `https://marches.example.test/avis/${name}`;
  const day = (from: number) => new Date(days.moment(from, 12, 0).toISOString().slice(0, 10));
  const written = (daysAgo: number) => ({ id: uuidv7(days.moment(-daysAgo, 9, 20)), companyId, createdAt: days.moment(-daysAgo, 9, 20) });
  await db.tender.createMany({
    data: [
      {
        ...written(6),
        prospectId: ids[0]!,
        title: "Refonte du site et visites virtuelles de 40 biens",
        url: page("refonte-40-biens"),
        source: "Place de marché du Morbihan",
        deadline: day(5),
        notes: "Démonstration demandée avant le dépôt.",
        createdById: people.owner,
      },
      {
        ...written(3),
        prospectId: ids[1]!,
        title: "Logiciel de prospection pour trois agences",
        url: page("logiciel-prospection"),
        source: "Lettre d’information du réseau",
        deadline: day(32),
        createdById: people.manager ?? people.owner,
      },
      {
        ...written(40),
        prospectId: ids[2]!,
        title: "Photographies et plans de copropriétés",
        url: page("photographies-plans"),
        source: "Site de la mairie",
        deadline: day(-10),
        createdById: people.owner,
      },
    ],
  });
  await db.competitiveNote.createMany({
    data: [
      {
        ...written(12),
        prospectId: ids[0]!,
        competitor: "Visitéa",
        content: "Contrat de douze mois, reconduit en janvier. Se plaint des délais de livraison.",
        source: "Appel du dirigeant",
        expiresOn: day(60),
        createdById: people.owner,
      },
      {
        ...written(90),
        prospectId: ids[3]!,
        competitor: "Plan & Photo",
        content: "Offre d’essai gratuite jusqu’à la fin du trimestre.",
        url: "https://plan-photo.example.test/offres",
        source: "Page des offres",
        expiresOn: day(-5),
        createdById: people.owner,
      },
    ],
  });
};
