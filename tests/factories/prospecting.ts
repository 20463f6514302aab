import { type ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import type { BulkDeed } from "~/domains/prospecting/bulk/bulk.schema";
import { startBulk } from "~/domains/prospecting/bulk/start-bulk.server";
import type { ProspectSelection } from "~/domains/prospecting/prospect/prospect-selection.schema";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";

const firsts = ["Solène", "Yann", "Odile", "Malik", "Gaëlle", "Hugo", "Aïcha", "Paul"];
const lasts = ["Quimerch", "Le Brévec", "Trémoire", "Benhadj", "Morvezen", "Sanvoisin", "Remouni", "Estrevel"];
const towns = [
  ["Rennes", "35000"],
  ["Brest", "29200"],
  ["Saint-Malo", "35400"],
  ["Évian", "74500"],
] as const;

/** A prospect that nobody is: agency number `at`, everything filled. */
export const aProspect = (at: number, changes: Partial<ProspectInput> = {}): ProspectInput => ({
  firstName: firsts[at % firsts.length],
  lastName: lasts[at % lasts.length],
  organizationName: `Agence Corbelune ${at}`,
  jobTitle: "Gérant",
  email: `agence-${at}@example.test`,
  phone: `+3319900${String(at).padStart(4, "0")}`,
  city: towns[at % towns.length]![0],
  postalCode: towns[at % towns.length]![1],
  countryCode: "FR",
  ...changes,
});

/** Prospects typed in by a member, through the product's own verb. @returns their ids in order */
export function someProspects(
  member: CompanyScope,
  count: number,
  change: (at: number) => Partial<ProspectInput> = () => ({}),
): Promise<Array<string>> {
  return inCompany(member, async (ctx) => {
    const ids: Array<string> = [];
    for (let at = 1; at <= count; at++) ids.push((await createProspect(ctx, aProspect(at, change(at)))).prospectId);
    return ids;
  });
}

/** An act on many, through the product's own verb. @returns the run; null when nobody is meant */
export const actOnMany = (who: CompanyScope, selection: ProspectSelection, deed: BulkDeed) =>
  inCompany(who, (ctx) => startBulk(ctx, { deed, selection, timeline: statusTimeline }), { bulk: true });
