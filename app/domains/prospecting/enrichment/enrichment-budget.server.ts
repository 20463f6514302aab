import { amount } from "~/platform/money";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { readWaterfall } from "./waterfall.rules";

/** What the company set, and what its month has cost; dollars as text. Essor's own settings where nothing was saved. */
export async function enrichmentSettingsOf({ db, companyId, now }: CompanyCtx) {
  const [row] = await db.$queryRaw<Array<{ waterfall: unknown; budget: string; isAutomatic: boolean; spent: string; reserved: string }>>`
    SELECT s.waterfall, s.monthly_budget::text AS budget, s.is_automatic AS "isAutomatic",
      (CASE WHEN s.usage_month = m.month THEN s.spent ELSE 0 END)::text AS spent, (CASE WHEN s.usage_month = m.month THEN s.reserved ELSE 0 END)::text AS reserved
    FROM enrichment_settings s JOIN companies c ON c.id = s.company_id
      CROSS JOIN LATERAL (SELECT date_trunc('month', ${now}::timestamptz AT TIME ZONE c.timezone)::date AS month) m
    WHERE s.company_id = ${companyId}::uuid`;
  const { waterfall, ...rest } = row ?? { waterfall: {}, budget: "20", isAutomatic: false, spent: "0", reserved: "0" };
  return { ...rest, waterfall: readWaterfall(waterfall), isSaved: row !== undefined };
}

/** The row that settings and the month's counters stand in, made at first use. */
export const ensureSettings = ({ db, companyId }: CompanyCtx) =>
  db.$executeRaw`INSERT INTO enrichment_settings (id, company_id) VALUES (app.uuid_v7(), ${companyId}::uuid) ON CONFLICT (company_id) DO NOTHING`;

/**
 * Takes the price of a question out of the month's budget, in the statement that looks whether there is room: of many who ask at once none
 * passes the limit. A new month, by the company's clock, begins at nought.
 * @returns the month it counts in, as YYYY-MM-DD; null when there is no room
 */
export async function reserveCost(ctx: CompanyCtx, dollars: string): Promise<string | null> {
  const { db, companyId, now } = ctx;
  await ensureSettings(ctx);
  const [row] = await db.$queryRaw<Array<{ month: string }>>`
    WITH this AS (SELECT date_trunc('month', ${now}::timestamptz AT TIME ZONE timezone)::date AS month FROM companies WHERE id = ${companyId}::uuid)
    UPDATE enrichment_settings s SET usage_month = this.month,
      reserved = CASE WHEN s.usage_month = this.month THEN s.reserved ELSE 0 END + ${dollars}::numeric,
      spent = CASE WHEN s.usage_month = this.month THEN s.spent ELSE 0 END
    FROM this WHERE s.company_id = ${companyId}::uuid
      AND CASE WHEN s.usage_month = this.month THEN s.reserved + s.spent ELSE 0 END + ${dollars}::numeric <= s.monthly_budget
    RETURNING to_char(this.month, 'YYYY-MM-DD') AS month`;
  return row?.month ?? null;
}

/** Puts what was really paid in the place of a reservation, or gives it back. A month that is over keeps its sum. */
export async function settleCost(
  { db, companyId }: CompanyCtx,
  { month, dollars, isPaid, wasReserved = true }: { month: string; dollars: string; isPaid: boolean; wasReserved?: boolean },
) {
  if (amount(dollars).isZero()) return;
  await db.$executeRaw`
    UPDATE enrichment_settings SET reserved = greatest(0, reserved - ${wasReserved ? dollars : "0"}::numeric), spent = spent + ${isPaid ? dollars : "0"}::numeric
    WHERE company_id = ${companyId}::uuid AND usage_month = ${month}::date`;
}
