import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * The next number of a series with its prefix, five digits or more: FA-2026-00042. Taken in the transaction that validates the document;
 * a roll-back gives it back, so a series has no gaps.
 * @throws commerce.series.not_found when the company has no such active series
 */
export async function takeDocumentNumber({ db }: CompanyCtx, { seriesId }: { seriesId: string }): Promise<string> {
  const [row] = await db.$queryRaw<Array<{ number: string | null }>>`SELECT app.take_document_number(${seriesId}::uuid) AS number`;
  if (!row?.number) throw new AppError("commerce.series.not_found");
  return row.number;
}
