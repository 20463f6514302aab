import { companiesWithOldRuns } from "~/platform/across.server";
import { asJob, inCompany } from "~/platform/tenancy.server";

const companiesAtOnce = 100;

/** Takes away what was kept to undo runs whose days are over; that they ran stays. @returns how many runs */
export async function forgetOldRuns(functionId: string): Promise<number> {
  let forgotten = 0;
  for (const companyId of await companiesWithOldRuns(companiesAtOnce))
    forgotten += await inCompany(asJob(companyId, functionId), async ({ db, now }) => {
      await db.$executeRaw`
        DELETE FROM bulk_run_rows w USING bulk_runs r
        WHERE r.company_id = ${companyId}::uuid AND r.undo_until < ${now}::timestamptz AND w.company_id = r.company_id AND w.bulk_run_id = r.id`;
      return db.$executeRaw`UPDATE bulk_runs SET undo_until = NULL WHERE company_id = ${companyId}::uuid AND undo_until < ${now}::timestamptz`;
    });
  return forgotten;
}
