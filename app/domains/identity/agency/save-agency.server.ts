import type { CompanyCtx } from "~/platform/tenancy.server";
import { type AgencyFacts, socialNetworks } from "./agency.schema";

/** What the agency told of itself, as its form shows it; empty where it told nothing. */
export async function getAgency({ db, companyId }: CompanyCtx) {
  const row = await db.agencyProfile.findUnique({ where: { companyId } });
  const social = (row?.socialMedia ?? {}) as Record<string, string>;
  const portals = Array.isArray(row?.portalSubscriptions) ? row.portalSubscriptions.filter((one) => typeof one === "string") : [];
  return {
    agencyType: row?.agencyType ?? "independent",
    franchiseName: row?.franchiseName ?? null,
    establishedYear: row?.establishedYear ?? null,
    agentsCount: row?.agentsCount ?? 1,
    officesCount: row?.officesCount ?? 1,
    activeListings: row?.activeListings ?? 0,
    avgMonthlyTransactions: row?.avgMonthlyTransactions ?? null,
    avgTransactionValue: row?.avgTransactionValue?.toString() ?? null,
    propertyTypes: row?.propertyTypes ?? [],
    transactionTypes: row?.transactionTypes ?? [],
    geographicalZones: (row?.geographicalZones ?? []).join("\n"),
    websiteUrl: row?.websiteUrl ?? null,
    ...Object.fromEntries(socialNetworks.map((network) => [network, social[network] ?? null])),
    portalSubscriptions: portals.join("\n"),
    crmSystem: row?.crmSystem ?? null,
    otherTools: (row?.otherTools ?? []).join("\n"),
    marketShareEstimation: row?.marketShareEstimation?.toString() ?? null,
    mainCompetitors: (row?.mainCompetitors ?? []).join("\n"),
  };
}

/** Keeps what the agency tells of itself: one profile a company. */
export async function saveAgency(ctx: CompanyCtx, facts: AgencyFacts) {
  const { db, companyId } = ctx;
  const { facebook, instagram, linkedin, youtube, tiktok, ...told } = facts;
  const socialMedia = Object.fromEntries(
    Object.entries({ facebook, instagram, linkedin, youtube, tiktok }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const data = {
    ...told,
    franchiseName: told.franchiseName ?? null,
    establishedYear: told.establishedYear ?? null,
    avgMonthlyTransactions: told.avgMonthlyTransactions ?? null,
    avgTransactionValue: told.avgTransactionValue ?? null,
    websiteUrl: told.websiteUrl ?? null,
    crmSystem: told.crmSystem ?? null,
    marketShareEstimation: told.marketShareEstimation ?? null,
    socialMedia,
  };
  const before = await db.agencyProfile.findUnique({ where: { companyId } });
  const after = await db.agencyProfile.upsert({ where: { companyId }, create: { companyId, ...data }, update: data });
  ctx.audit({ action: "agency.changed", about: { type: "agency_profile", id: after.id }, before, after });
}
