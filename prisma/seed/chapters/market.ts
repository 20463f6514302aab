import { maturityOf, type SiteSigns } from "~/domains/prospecting/agency/maturity.rules";
import { uuidv7 } from "~/platform/ids";
import type { Chapter } from "../demo-story";
import { inventAgency } from "../invented-agencies";

const networks = ["Réseau Corbelune", null, "Clés d’Armor", null, "Réseau Corbelune", null, "Toits & Cie", null];
const programs = ["Immoclasse", "Logivente", null, "Mandatis"];
const portals = [
  ["Portail des Toits", "389.00"],
  ["Annonces du Littoral", "129.50"],
  ["Maisons en Ligne", null],
] as const;

/** What the first page of an invented agency's website shows: more of it the further down the list. */
const signsOf = (place: number): SiteSigns => ({
  isSecure: place !== 5,
  milliseconds: [420, 950, 2600, 640, 1800, 5200, 700, 1200][place]!,
  hasViewport: place !== 5,
  hasTitle: true,
  hasDescription: place % 3 !== 2,
  hasValuation: place % 2 === 0,
  hasBooking: place % 4 === 0,
  hasListings: place !== 5,
  hasContact: true,
  portals: place % 2 === 0 ? ["Bien’ici"] : [],
  networks: ["Facebook", "Instagram", "LinkedIn"].slice(0, place % 4),
  madeWith: null,
  counters: place % 3 === 0 ? ["Matomo"] : [],
  described: place % 4 === 0 ? ["RealEstateAgent"] : [],
});

const towns = [
  { city: "Rennes", postalCode: "35000", department: "35" },
  { city: "Lyon", postalCode: "69003", department: "69" },
] as const;

/**
 * Eight more invented agencies in two towns, with what they pay to be seen, how their listings went and what their websites showed.
 * Signals of the market are not told: they rest on open files that the demo does not carry.
 */
export const market: Chapter = async ({ db, companyId, people, days, now: today }) => {
  const readAt = days.moment(-4, 16, 12);
  for (const place of networks.keys()) {
    const agency = inventAgency(9_201 + place, today);
    const prospectId = uuidv7(readAt);
    const networkName = networks[place]!;
    const { score, points } = maturityOf(signsOf(place));
    const address = `https://www.agence-${place + 1}.example.test/`;
    await db.prospect.create({
      data: {
        id: prospectId,
        companyId,
        organizationName: agency.organization_name,
        firstName: agency.first_name,
        lastName: agency.last_name,
        jobTitle: agency.job_title,
        email: agency.email,
        ...towns[place < 5 ? 0 : 1],
        countryCode: "FR",
        websiteUrl: address,
        hasWebsite: true,
        agencyType: networkName ? "franchise" : "independent",
        digitalMaturityScore: score,
        leadScore: agency.lead_score,
        fitScore: agency.fit_score,
        intentScore: agency.intent_score,
        engagementScore: agency.engagement_score,
        budgetScore: agency.budget_score,
        scoreReasons: agency.score_reasons as Array<object>,
        scoredAt: readAt,
        source: "manual",
        sourceDetail: "Relevé des agences de deux villes",
        createdById: people.owner,
        createdAt: readAt,
      },
    });
    await db.prospectAgency.create({
      data: {
        companyId,
        prospectId,
        networkName,
        agentsCount: 2 + ((place * 3) % 9),
        crmSystem: programs[place % 4],
        otherTools: place % 3 === 0 ? ["Visite 3D", "Signature en ligne"] : [],
        cardNumber: `CPI 0000 2026 000 00${place} 000`,
        cardExpiresOn: days.date(200 + place * 40),
        createdAt: readAt,
      },
    });
    await db.agencyPortal.createMany({
      data: portals
        .slice(0, 1 + (place % 3))
        .map(([portalName, monthlyCost]) => ({ companyId, prospectId, portalName, monthlyCost, createdAt: readAt })),
    });
    const now = 18 + place * 7;
    const counts = [place % 2 ? now + 6 : now - 8, place % 2 ? now + 3 : now - 3, now];
    await db.agencyListing.createMany({
      data: counts.map((listingsCount, at) => ({
        companyId,
        prospectId,
        countedOn: days.date(-90 + at * 43),
        listingsCount,
        recordedById: people.owner,
        createdAt: days.moment(-90 + at * 43, 10, 5),
      })),
    });
    await db.siteReading.create({
      data: { id: uuidv7(readAt), companyId, prospectId, address, score, points: points as Array<object>, readAt, triedAt: readAt },
    });
  }
};
