import { permissionsOf, reachOf, type RightsFacts } from "~/platform/rights.rules";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * The people whose prospects a list may fill: those that whoever brought it reaches by now; null: everybody's. A job reads the list and
 * sees all, so that nobody is made twice; what it may tell and fill ends where its bringer's reach ends. Who left fills his own alone.
 */
export async function reachOfBringer({ db, companyId }: CompanyCtx, bringerId: string | null): Promise<ReadonlyArray<string> | null> {
  if (!bringerId) return null;
  const [row] = await db.$queryRaw<Array<{ rights: RightsFacts | null }>>`
    SELECT app.rights_of(${companyId}::uuid, ${bringerId}::uuid) AS rights`;
  if (!row?.rights) return [bringerId];
  return reachOf(permissionsOf(row.rights), bringerId, row.rights.mates).prospect ?? null;
}
