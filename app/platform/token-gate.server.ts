import { createHash, randomBytes } from "node:crypto";
import { BlockList, isIP } from "node:net";
import { apiTokenByDigest, takeRate } from "./across.server";
import { AppError } from "./errors";
import { heldBy, type Member } from "./gate.server";
import type { Permission } from "./permissions";
import { auditRefusal } from "./refused-access.server";
import { digest } from "./tokens.server";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Base62 without bias: bytes that would favour the first letters are thrown away. */
function randomLetters(count: number): string {
  let text = "";
  while (text.length < count) for (const byte of randomBytes(count)) if (byte < 248 && text.length < count) text += letters[byte % 62];
  return text;
}

/** Six letters by which a mistyped token is known before anybody is asked. */
function checkLetters(text: string): string {
  let sum = createHash("sha256").update(text).digest().readUIntBE(0, 6);
  let check = "";
  for (let at = 0; at < 6; at++, sum = Math.floor(sum / 62)) check += letters[sum % 62];
  return check;
}

/** essor_live_<8>_<32 random letters><6 that check the rest>: 190 random bits, so its digest needs no slow hash. */
export function newApiToken(): { token: string; prefix: string } {
  const prefix = `essor_live_${randomLetters(8)}`;
  const body = `${prefix}_${randomLetters(32)}`;
  return { token: body + checkLetters(body), prefix };
}

const form = /^(essor_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
export function isApiToken(text: string): boolean {
  const [, body, check] = form.exec(text) ?? [];
  return body !== undefined && checkLetters(body) === check;
}

/** Requests a minute of one token. */
export const tokenRate = { atMost: 120, windowSeconds: 60 };

export interface TokenMember extends Member {
  apiTokenId: string;
}

/**
 * The first line of each door of the API. A token may what its scopes name and its creator still may, and reaches his rows: never more.
 * @throws AppError 'identity.api.token_missing', 'identity.api.token_refused' (401), 'identity.api.address_refused', 'identity.api.forbidden' (403), 'identity.api.rate' (429)
 */
export async function requireToken(request: Request, clientAddress: string, permission: Permission | null): Promise<TokenMember> {
  const given = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!given) throw new AppError("identity.api.token_missing", { status: 401 });
  const facts = isApiToken(given) ? await apiTokenByDigest(digest(given)) : null;
  if (!facts?.rights) throw new AppError("identity.api.token_refused", { status: 401 });
  if (!isAllowedFrom(facts.allowedAddresses, clientAddress)) throw new AppError("identity.api.address_refused", { status: 403 });
  if (!(await takeRate(`api.token:${facts.apiTokenId}`, tokenRate.atMost, tokenRate.windowSeconds)))
    throw new AppError("identity.api.rate", { status: 429 });
  const { rights, reach } = heldBy(facts.userId, facts.rights);
  const left = new Map([...rights].filter(([held]) => facts.scopes.includes(held)));
  if (permission && !left.has(permission)) {
    await auditRefusal({ companyId: facts.companyId, actor: { kind: "user", id: facts.userId } }, permission);
    throw new AppError("identity.api.forbidden", { status: 403, values: { permission } });
  }
  const { apiTokenId, companyId, userId, roleKey, isPlatformStaff, emailVerified } = facts;
  return {
    apiTokenId,
    companyId,
    actor: { kind: "user", id: userId },
    roleKey,
    isPlatformStaff,
    emailVerified,
    rights: left,
    may: (wanted) => left.has(wanted),
    scope: (wanted) => left.get(wanted) ?? null,
    reach,
  };
}

/** Whether a list of addresses and ranges names this one; an empty list names all. */
export function isAllowedFrom(allowed: Array<string>, address: string): boolean {
  if (allowed.length === 0) return true;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const entry of allowed) {
    const { net, bits, kind } = rangeOf(entry)!;
    list.addSubnet(net, bits, kind);
  }
  return list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

/** An address or a range as it is written; null when it is neither. */
export function rangeOf(text: string): { net: string; bits: number; kind: "ipv4" | "ipv6" } | null {
  const [, net = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(net);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || Number(bits ?? most) > most) return null;
  return { net, bits: Number(bits ?? most), kind: version === 6 ? "ipv6" : "ipv4" };
}
