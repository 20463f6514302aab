import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * Counters against their limits, each by one conditional statement that locks the company's row: never over, however many ask at once.
 * A window that is over is closed by whoever reserves first: its sum goes into UsageRecord, the counter begins at zero.
 */

/** Takes up to `wanted` e-mails out of today's limit, the day being the company's own. @returns how many were granted, 0 to `wanted` */
export async function reserveEmails({ db, companyId, now }: CompanyCtx, wanted: number): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ granted: number }>>`
    WITH before AS MATERIALIZED (
      SELECT u.*, (${now}::timestamptz AT TIME ZONE c.timezone)::date AS today
      FROM usage_limits u JOIN companies c ON c.id = u.company_id
      WHERE u.company_id = ${companyId}::uuid FOR UPDATE OF u),
    day AS (
      SELECT company_id, GREATEST(daily_window, today) AS daily_window, CASE WHEN daily_window < today THEN 0 ELSE emails_sent_today END AS used,
        CASE WHEN daily_window < today THEN 0 ELSE api_calls_today END AS calls
      FROM before),
    closed AS (
      INSERT INTO usage_records (id, company_id, metric_type, period_start, period_end, quantity, "limit")
      SELECT app.uuid_v7(), b.company_id, m.metric, b.daily_window, b.daily_window, m.quantity, m.most
      FROM before b CROSS JOIN LATERAL (VALUES
        ('emails_sent', b.emails_sent_today, b.emails_limit_daily, true),
        ('api_calls', b.api_calls_today, b.api_calls_limit_daily, b.api_calls_today > 0)) m (metric, quantity, most, is_told)
      WHERE b.daily_window < b.today AND m.is_told
      ON CONFLICT (company_id, metric_type, period_start) DO NOTHING)
    UPDATE usage_limits u
    SET daily_window = day.daily_window, api_calls_today = day.calls, emails_sent_today = day.used + GREATEST(0, LEAST(${wanted}::int, u.emails_limit_daily - day.used))
    FROM day WHERE u.company_id = day.company_id
    RETURNING u.emails_sent_today - day.used AS granted`;
  return row?.granted ?? 0;
}

/** Gives back e-mails that were reserved at `reservedAt` and certainly did not leave. A day that is closed keeps its sum. */
export async function giveBackEmails({ db, companyId }: CompanyCtx, { count, reservedAt }: { count: number; reservedAt: Date }) {
  await db.$executeRaw`
    UPDATE usage_limits u SET emails_sent_today = GREATEST(0, u.emails_sent_today - ${count}::int)
    FROM companies c
    WHERE u.company_id = ${companyId}::uuid AND c.id = u.company_id AND u.daily_window = (${reservedAt}::timestamptz AT TIME ZONE c.timezone)::date`;
}

/** Counts a call of our API against today's limit. @returns false once the day has had its calls */
export async function reserveApiCall(ctx: CompanyCtx): Promise<boolean> {
  await reserveEmails(ctx, 0); // a day that is over is closed first
  const taken = await ctx.db.$executeRaw`
    UPDATE usage_limits SET api_calls_today = api_calls_today + 1
    WHERE company_id = ${ctx.companyId}::uuid AND api_calls_today < api_calls_limit_daily`;
  return taken === 1;
}

/** What was taken out of a month, kept by the caller until it is settled. */
export interface TokenReservation {
  tokens: number;
  /** First day of the month it counts in, as text YYYY-MM-DD: it may rest in the memory of a job. */
  month: string;
}

/**
 * Takes tokens (prompt and completion together) out of the month's limit: all of them, or null.
 * What is reserved and never settled, because the process died in between, stays counted: the limit errs on the safe side.
 */
export async function reserveAiTokens(ctx: CompanyCtx, tokens: number): Promise<TokenReservation | null> {
  const { granted, month } = await reserveMonthly(ctx, Prisma.sql`ai_tokens_limit_monthly`, { tokens, prospects: 0, whole: true });
  return granted >= tokens ? { tokens, month } : null;
}

/** Puts what was really used in the place of a reservation. A month that is closed keeps its sum. */
export async function settleAiTokens({ db, companyId }: CompanyCtx, { tokens, month }: TokenReservation, used: number) {
  await db.$executeRaw`
    UPDATE usage_limits SET ai_tokens_used_month = GREATEST(0, ai_tokens_used_month + ${used - tokens}::int)
    WHERE company_id = ${companyId}::uuid AND monthly_window = ${month}::date`;
}

/** Takes up to `wanted` imported prospects out of the month's limit. @returns how many were granted */
export async function reserveProspects(ctx: CompanyCtx, wanted: number): Promise<number> {
  return (await reserveMonthly(ctx, Prisma.sql`prospects_limit_monthly`, { tokens: 0, prospects: wanted, whole: false })).granted;
}

/** Closes the windows that are over and takes nothing. */
export async function closeWindows(ctx: CompanyCtx) {
  await reserveEmails(ctx, 0);
  await reserveProspects(ctx, 0);
}

async function reserveMonthly(
  { db, companyId, now }: CompanyCtx,
  limit: Prisma.Sql,
  { tokens, prospects, whole }: { tokens: number; prospects: number; whole: boolean },
): Promise<{ granted: number; month: string }> {
  const wanted = tokens + prospects;
  const [row] = await db.$queryRaw<Array<{ granted: number; month: string }>>`
    WITH before AS MATERIALIZED (
      SELECT u.*, date_trunc('month', ${now}::timestamptz AT TIME ZONE c.timezone)::date AS month
      FROM usage_limits u JOIN companies c ON c.id = u.company_id
      WHERE u.company_id = ${companyId}::uuid FOR UPDATE OF u),
    window_ AS (
      SELECT company_id, GREATEST(monthly_window, month) AS monthly_window, ${limit} AS most,
        CASE WHEN monthly_window < month THEN 0 ELSE ai_tokens_used_month END AS tokens,
        CASE WHEN monthly_window < month THEN 0 ELSE prospects_imported_month END AS prospects
      FROM before),
    taken AS (
      SELECT *, GREATEST(0, LEAST(${wanted}::int, most - CASE WHEN ${whole} THEN tokens ELSE prospects END)) AS room FROM window_),
    granted AS (
      SELECT *, CASE WHEN ${whole} AND room < ${wanted}::int THEN 0 ELSE room END AS grant_ FROM taken),
    closed AS (
      INSERT INTO usage_records (id, company_id, metric_type, period_start, period_end, quantity, "limit")
      SELECT app.uuid_v7(), b.company_id, m.metric, b.monthly_window, (b.monthly_window + interval '1 month - 1 day')::date, m.quantity, m.most
      FROM before b CROSS JOIN LATERAL (VALUES
        ('ai_tokens', b.ai_tokens_used_month, b.ai_tokens_limit_monthly),
        ('prospects_imported', b.prospects_imported_month, b.prospects_limit_monthly)) m (metric, quantity, most)
      WHERE b.monthly_window < b.month
      ON CONFLICT (company_id, metric_type, period_start) DO NOTHING)
    UPDATE usage_limits u
    SET monthly_window = g.monthly_window,
      ai_tokens_used_month = g.tokens + CASE WHEN ${whole} THEN g.grant_ ELSE 0 END,
      prospects_imported_month = g.prospects + CASE WHEN ${whole} THEN 0 ELSE g.grant_ END
    FROM granted g WHERE u.company_id = g.company_id
    RETURNING g.grant_ AS granted, to_char(g.monthly_window, 'YYYY-MM-DD') AS month`;
  return row ?? { granted: 0, month: "" };
}
