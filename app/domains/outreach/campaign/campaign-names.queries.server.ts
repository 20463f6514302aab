import type { CompanyCtx } from "~/platform/tenancy.server";

/** Names of campaigns by their ids; those that are none of the company's are missing. */
export async function campaignNames({ db, companyId }: CompanyCtx, ids: Array<string>): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await db.campaign.findMany({ where: { companyId, id: { in: ids } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
