import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

export interface ServiceKeyRow {
  id: string;
  serviceName: string;
  label: string;
  /** All that is ever shown of the key. */
  lastFour: string | null;
  isActive: boolean;
  usageLimitMonthly: number | null;
  /** Requests in the company's month of today. */
  used: number;
  /** US dollars a request. */
  costPerRequest: string | null;
  lastUsedAt: Date | null;
  testedAt: Date | null;
  testOutcome: string | null;
}

/** The company's keys, never with their values. */
export const listServiceKeys = ({ db, companyId, now }: CompanyCtx, { id }: { id?: string } = {}) =>
  db.$queryRaw<Array<ServiceKeyRow>>`
    SELECT k.id, k.service_name AS "serviceName", coalesce(k.label, '') AS label, k.last_four AS "lastFour", k.is_active AS "isActive",
      k.usage_limit_monthly AS "usageLimitMonthly", k.cost_per_request::text AS "costPerRequest", k.last_used_at AS "lastUsedAt",
      k.tested_at AS "testedAt", k.test_outcome AS "testOutcome",
      CASE WHEN k.usage_month = date_trunc('month', ${now}::timestamptz AT TIME ZONE c.timezone)::date THEN k.usage_current_month ELSE 0 END AS used
    FROM service_keys k JOIN companies c ON c.id = k.company_id
    WHERE k.company_id = ${companyId}::uuid AND (${id ?? null}::uuid IS NULL OR k.id = ${id ?? null}::uuid)
    ORDER BY k.service_name, k.created_at`;

/** @throws AppError 'platform.record.unknown' (404) */
export const getServiceKey = async (ctx: CompanyCtx, id: string) => found((await listServiceKeys(ctx, { id }))[0]);
