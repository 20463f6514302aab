import { AppError } from "~/platform/errors";
import type { Member } from "~/platform/gate.server";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { newApiToken, rangeOf } from "~/platform/token-gate.server";
import { digest } from "~/platform/tokens.server";
import type { CreateApiToken } from "./api-token.schema";

const mostLive = 50;
const dayMs = 86_400_000;

/**
 * Makes a key to our API. Only here is it ever whole: the table keeps its first characters and its digest.
 * @throws AppError 'identity.api_token.scopes_beyond' (403), 'identity.api_token.address_invalid', 'identity.api_token.too_many'
 */
export async function createApiToken(
  ctx: CompanyCtx,
  member: Pick<Member, "may">,
  input: CreateApiToken,
): Promise<{ token: string; apiTokenId: string }> {
  const { db, companyId, actor, now } = ctx;
  if (!input.scopes.every(member.may)) throw new AppError("identity.api_token.scopes_beyond", { status: 403, field: "scopes" });
  if (input.allowedAddresses.some((entry) => !rangeOf(entry)))
    throw new AppError("identity.api_token.address_invalid", { status: 422, field: "allowedAddresses" });
  const live = await db.apiToken.count({ where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } });
  if (live >= mostLive) throw new AppError("identity.api_token.too_many");
  const id = uuidv7(now);
  const { token, prefix } = newApiToken();
  const expiresAt = input.expiry === "never" ? null : new Date(now.getTime() + Number(input.expiry) * dayMs);
  const row = { name: input.name, scopes: input.scopes, allowedAddresses: input.allowedAddresses, expiresAt };
  await db.apiToken.create({
    data: { id, companyId, ...row, prefix, tokenHash: digest(token), createdById: actor.kind === "user" ? actor.id : null, createdAt: now },
  });
  ctx.audit({
    action: "api_token.created",
    about: { type: "api_token", id },
    after: { name: input.name, rights: input.scopes, expiresAt },
  });
  return { token, apiTokenId: id };
}

/** From the next request on it opens nothing. */
export async function revokeApiToken({ db, now, audit }: CompanyCtx, apiTokenId: string) {
  found(await db.apiToken.findUnique({ where: { id: apiTokenId }, select: { id: true } }));
  const { count } = await db.apiToken.updateMany({ where: { id: apiTokenId, revokedAt: null }, data: { revokedAt: now } });
  if (count > 0) audit({ action: "api_token.revoked", about: { type: "api_token", id: apiTokenId } });
}

/** The company's tokens by what may be shown of them, newest first. */
export const listApiTokens = ({ db, companyId, now }: CompanyCtx) =>
  db.$queryRaw<Array<ApiTokenRow>>`
    SELECT t.id, t.name, t.prefix, t.scopes, t.allowed_addresses AS "allowedAddresses", t.last_used_at AS "lastUsedAt", t.expires_at AS "expiresAt",
      nullif(concat_ws(' ', u.first_name, u.last_name), '') AS "createdBy",
      CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.expires_at <= ${now}::timestamptz THEN 'expired'
        WHEN NOT EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = t.company_id AND m.user_id = t.created_by_id AND m.is_active) THEN 'idle' ELSE 'live' END AS state
    FROM api_tokens t LEFT JOIN users u ON u.id = t.created_by_id
    WHERE t.company_id = ${companyId}::uuid ORDER BY t.id DESC LIMIT 200`;

export interface ApiTokenRow {
  id: string;
  name: string;
  prefix: string;
  scopes: Array<string>;
  allowedAddresses: Array<string>;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  createdBy: string | null;
  state: "live" | "expired" | "revoked" | "idle";
}
