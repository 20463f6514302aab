import type { CampaignStatus } from "~/generated/prisma/enums";
import { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** The campaign, held until the transaction ends: two acts on it come one after the other. @throws AppError 'platform.record.unknown' */
export async function lockCampaign({ db, companyId }: CompanyCtx, campaignId: string) {
  const [row] = await db.$queryRaw<
    Array<{ id: string; status: CampaignStatus; language: string; languageOfContact: boolean; targetFilters: unknown }>
  >`
    SELECT id, status::text AS status, language, language_of_contact AS "languageOfContact", target_filters AS "targetFilters"
    FROM campaigns WHERE company_id = ${companyId}::uuid AND id = ${campaignId}::uuid FOR UPDATE`;
  const campaign = found(row);
  return { ...campaign, filter: storedFilter(campaign.targetFilters) };
}

/** What Campaign.targetFilters holds. A part this version no longer knows would mean other people: that is an error, not an empty filter. */
export const storedFilter = (targetFilters: unknown) => ProspectFilter.parse(targetFilters);
