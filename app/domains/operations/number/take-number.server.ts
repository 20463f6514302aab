import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * The next number of a kind and period of the company, from 1. It counts in this transaction alone: a roll-back gives it back, so there are
 * no gaps, and whoever asks next waits for the end of this transaction. Take it late, and never across a vendor call.
 */
export async function takeNumber({ db }: CompanyCtx, { kind, period }: { kind: string; period: string }): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ number: number }>>`SELECT app.take_number(${kind}, ${period}) AS number`;
  return row!.number;
}
