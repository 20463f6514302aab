import { companiesWithOldMerges } from "~/platform/across.server";
import { asJob, inCompany } from "~/platform/tenancy.server";

const companiesAtOnce = 100;

/** Takes away the copies by which merges could be undone, once their days of grace are over. @returns how many */
export async function forgetOldMerges(functionId: string): Promise<number> {
  let forgotten = 0;
  for (const companyId of await companiesWithOldMerges(companiesAtOnce))
    forgotten += await inCompany(
      asJob(companyId, functionId),
      ({ db, now }) =>
        db.$executeRaw`UPDATE prospect_merges SET winner_before = NULL, winner_after = NULL, loser_before = NULL, moved = NULL
          WHERE company_id = ${companyId}::uuid AND undo_until < ${now}::timestamptz AND winner_before IS NOT NULL`,
    );
  return forgotten;
}
