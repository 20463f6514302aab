import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** What one table holds of a person. The tables and columns stand in `app.person_columns`. */
export interface Owned {
  table: string;
  count: number;
}

/** What is a person's in this company, table by table, whatever the one who asks may reach; tables with nothing are left out. */
export const countOwned = ({ db }: CompanyCtx, userId: string) =>
  db.$queryRaw<Array<Owned>>`SELECT table_name AS "table", held AS count FROM app.count_owned(${userId}::uuid)`;

/** How many rows that were handed over from a person are still with whoever got them. */
export async function countHandedOver({ db }: CompanyCtx, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ count: number }>>`SELECT app.count_handed_over(${userId}::uuid) AS count`;
  return row!.count;
}

/**
 * Gives all that is a person's in this company to another member. Without a successor nothing may be left.
 * @returns how many rows moved
 * @throws AppError 'identity.member.nobody_follows' (422), 'identity.member.unknown_successor' (422): not an active member, or himself
 */
export async function handOver(ctx: CompanyCtx, { from, to }: { from: string; to?: string }): Promise<number> {
  const { db, now } = ctx;
  if (!to) {
    if ((await countOwned(ctx, from)).length > 0) throw new AppError("identity.member.nobody_follows", { field: "handTo", status: 422 });
    return 0;
  }
  // Locked, so that nobody takes the successor out before this is done.
  const [successor] = await db.$queryRaw<Array<{ id: string }>>`
    SELECT id FROM memberships WHERE user_id = ${to}::uuid AND user_id <> ${from}::uuid AND is_active FOR SHARE`;
  if (!successor) throw new AppError("identity.member.unknown_successor", { field: "handTo", status: 422 });
  const moved = await db.$queryRaw<
    Array<{ moved: number }>
  >`SELECT moved FROM app.hand_over(${from}::uuid, ${to}::uuid, ${now}::timestamptz)`;
  return moved.reduce((sum, row) => sum + row.moved, 0);
}

/** Closes what was handed over from a person who is back; `giveBack`: what its receiver still has is his again. @returns how many rows are */
export async function settleHandovers({ db, now }: CompanyCtx, { userId, giveBack }: { userId: string; giveBack: boolean }) {
  const [row] = await db.$queryRaw<Array<{ count: number }>>`
    SELECT app.settle_handovers(${userId}::uuid, ${giveBack}, ${now}::timestamptz) AS count`;
  return row!.count;
}
