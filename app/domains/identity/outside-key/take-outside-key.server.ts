import type { CompanyCtx } from "~/platform/tenancy.server";
import { open } from "~/platform/vault/vault.server";
import { placeOfKey } from "./save-outside-key.server";
import type { Service } from "./outside-key.rules";

export type TakenKey =
  /** The company has no key of its own in use: Essor's is meant. */
  | { state: "none" }
  /** It has, and they may not be asked so often any more this month. */
  | { state: "capped"; cap: number }
  | { state: "taken"; keyId: string; value: string; requests: number };

/**
 * Opens the company's own key of a service for some requests, and counts them in the same statement that looks whether there is room
 * under its cap this month: of many who ask at once none passes it. The oldest key with room is taken; a new month begins at nought.
 * Call the service after the transaction, and give back what was not asked.
 */
export async function takeServiceKey(ctx: CompanyCtx, { service, requests }: { service: Service; requests: number }): Promise<TakenKey> {
  const { db, companyId, now } = ctx;
  const [taken] = await db.$queryRaw<Array<{ id: string; sealed: string }>>`
    WITH this AS (SELECT date_trunc('month', ${now}::timestamptz AT TIME ZONE timezone)::date AS month FROM companies WHERE id = ${companyId}::uuid)
    UPDATE service_keys k SET usage_current_month = CASE WHEN k.usage_month = this.month THEN k.usage_current_month ELSE 0 END + ${requests}::int,
      usage_month = this.month, last_used_at = ${now}::timestamptz
    FROM this WHERE k.company_id = ${companyId}::uuid AND k.id = (
      SELECT o.id FROM service_keys o WHERE o.company_id = ${companyId}::uuid AND o.service_name = ${service} AND o.is_active
        AND (o.expires_at IS NULL OR o.expires_at > ${now}::timestamptz)
        AND (o.usage_limit_monthly IS NULL OR CASE WHEN o.usage_month = (SELECT month FROM this) THEN o.usage_current_month ELSE 0 END + ${requests}::int <= o.usage_limit_monthly)
      ORDER BY o.created_at, o.id LIMIT 1 FOR UPDATE)
    RETURNING k.id, k.encrypted_value AS sealed`;
  if (taken) return { state: "taken", keyId: taken.id, requests, value: await open(ctx, placeOfKey(companyId, taken.id), taken.sealed) };
  const [capped] = await db.$queryRaw<Array<{ cap: number }>>`
    SELECT usage_limit_monthly AS cap FROM service_keys WHERE company_id = ${companyId}::uuid AND service_name = ${service} AND is_active
      AND (expires_at IS NULL OR expires_at > ${now}::timestamptz) ORDER BY usage_limit_monthly DESC LIMIT 1`;
  return capped ? { state: "capped", cap: capped.cap } : { state: "none" };
}

/** Requests that were counted and not made. */
export async function giveBackRequests({ db, companyId }: CompanyCtx, { keyId, requests }: { keyId: string; requests: number }) {
  if (requests <= 0) return;
  await db.$executeRaw`
    UPDATE service_keys SET usage_current_month = greatest(0, usage_current_month - ${requests}::int)
    WHERE company_id = ${companyId}::uuid AND id = ${keyId}::uuid`;
}

/** Whether the company has a key of its own in use, with room or not. */
export const hasServiceKey = async ({ db, now }: CompanyCtx, service: Service) =>
  (await db.serviceKey.count({
    where: { serviceName: service, isActive: true, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    take: 1,
  })) > 0;
