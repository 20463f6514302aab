import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import type { AgencyProfileForm } from "./agency-profile.schema";
import { agencyFacts } from "./agency.queries.server";
import { requirePack } from "./require-pack.server";

/**
 * Keeps what is known of a prospect as an agency. The count of listings is today's: said again on one day it replaces, an earlier day's
 * stays, so that their course is known.
 * @throws AppError 'platform.record.unknown' (404) · 'prospecting.agency.pack_off' (403)
 */
export async function saveAgencyProfile(ctx: CompanyCtx, prospectId: string, form: AgencyProfileForm): Promise<void> {
  const { db, companyId, actor, now } = ctx;
  await requirePack(ctx);
  const before = found(await agencyFacts(ctx, prospectId));
  const { agencyType = null, networkName = null, agentsCount = null, crmSystem = null, cardNumber = null, otherTools } = form;
  const cardExpiresOn = form.cardExpiresOn ? new Date(form.cardExpiresOn) : null;
  const facts = { networkName, agentsCount, crmSystem, otherTools, cardNumber, cardExpiresOn };
  await db.prospect.update({ where: { id: prospectId }, data: { agencyType } });
  await db.prospectAgency.upsert({
    where: { companyId_prospectId: { companyId, prospectId } },
    create: { companyId, prospectId, ...facts },
    update: facts,
  });
  const portals = form.portals.flatMap(({ portalName, monthlyCost = null }) => (portalName ? [{ portalName, monthlyCost }] : []));
  await db.agencyPortal.deleteMany({ where: { companyId, prospectId } });
  await db.agencyPortal.createMany({ data: portals.map((portal) => ({ companyId, prospectId, ...portal })) });
  const { listingsCount } = form;
  const hasCounted = listingsCount !== undefined && listingsCount !== before.listingsCount;
  if (hasCounted) {
    const countedOn = new Date(now.toISOString().slice(0, 10));
    const counted = { listingsCount, recordedById: actor.kind === "user" ? actor.id : null };
    await db.agencyListing.upsert({
      where: { companyId_prospectId_countedOn: { companyId, prospectId, countedOn } },
      create: { companyId, prospectId, countedOn, ...counted },
      update: counted,
    });
  }
  const after = { agencyType, ...facts, portals, listingsCount: listingsCount ?? before.listingsCount };
  ctx.audit({
    action: "agency_profile.changed",
    about: { type: "prospect", id: prospectId },
    before: auditable(before),
    after: auditable(after),
  });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields: ["agency", ...(hasCounted ? ["listings"] : [])] }), prospectId);
}

const auditable = (facts: object) => JSON.parse(JSON.stringify(facts)) as Record<string, unknown>;
