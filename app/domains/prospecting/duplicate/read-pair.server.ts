import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Two prospects as they stand, in sight both. @throws AppError 'platform.record.unknown' */
export async function readPair({ db, companyId }: CompanyCtx, { oneId, otherId }: { oneId: string; otherId: string }) {
  const rows = await db.prospect.findMany({ where: { companyId, id: { in: [oneId, otherId] }, deletedAt: null } });
  const plain = rows.map(({ latitude, longitude, estimatedBudgetAmount, ...row }) => ({
    ...row,
    latitude: latitude?.toNumber() ?? null,
    longitude: longitude?.toNumber() ?? null,
    estimatedBudgetAmount: estimatedBudgetAmount?.toNumber() ?? null,
  }));
  return { one: found(plain.find(({ id }) => id === oneId)), other: found(plain.find(({ id }) => id === otherId)) };
}
export type PairState = Awaited<ReturnType<typeof readPair>>["one"];
