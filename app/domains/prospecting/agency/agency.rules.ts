import type { AgencyType } from "~/generated/prisma/enums";
import type { MaturityPoint } from "./maturity.rules";

export interface AgencyPortalLine {
  portalName: string;
  /** Euro a month, excluding tax, as the database writes it; null: not known. */
  monthlyCost: string | null;
}
export interface SiteAccount {
  address: string | null;
  score: number | null;
  points: Array<MaturityPoint>;
  readAt: string | null;
  triedAt: string | null;
  errorCode: string | null;
  askedAt: string | null;
}
/** A prospect as an agency. What nobody said is null. */
export interface AgencyFacts {
  id: string;
  firstName: string | null;
  lastName: string | null;
  organizationName: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  city: string | null;
  department: string | null;
  websiteUrl: string | null;
  agencyType: AgencyType | null;
  isProfiled: boolean;
  networkName: string | null;
  agentsCount: number | null;
  crmSystem: string | null;
  otherTools: Array<string>;
  cardNumber: string | null;
  cardExpiresOn: string | null;
  portals: Array<AgencyPortalLine>;
  /** The last count, and its day. */
  listingsCount: number | null;
  listingsOn: string | null;
  /** The last twelve counts, the oldest first. */
  listings: Array<{ id: string; countedOn: string; count: number }>;
  site: SiteAccount | null;
}

/** How the list of agencies can be ordered; each has the greatest first. */
export const agencySorts = ["maturity", "listings", "agents"] as const;
export type AgencySort = (typeof agencySorts)[number];
export const isAgencySort = (text: string | null): text is AgencySort => agencySorts.some((one) => one === text);

export interface AgencyFilter {
  city?: string;
  department?: string;
  network?: string;
}

export interface AgencyRow {
  id: string;
  name: string;
  city: string | null;
  department: string | null;
  agencyType: AgencyType | null;
  networkName: string | null;
  agentsCount: number | null;
  listingsCount: number | null;
  /** Euro a month, excluding tax, of the portals whose cost is known; null: of none. */
  portalsCost: string | null;
  /** 0–100. */
  maturity: number | null;
  /** When its website was read. */
  readAt: Date | string | null;
}
export type Competitor = Pick<AgencyRow, "id" | "name" | "networkName" | "agentsCount" | "listingsCount" | "maturity">;

/** Euro a month in cents, from the database's text. */
export const centsOf = (amount: string): number => Math.round(Number(amount) * 100);
