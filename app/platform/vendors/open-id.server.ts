import { createHash, randomBytes } from "node:crypto";
import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import { z } from "zod";
import { env, publicOrigin } from "../env.server";
import { refuseInsideTransaction } from "../inside-transaction.server";
import { withBreaker } from "./breaker.server";

export const outsideProviders = ["google", "microsoft"] as const;
export type OutsideProvider = (typeof outsideProviders)[number];
export const isOutsideProvider = (text: unknown): text is OutsideProvider => outsideProviders.includes(text as OutsideProvider);

interface Client {
  discovery: string;
  clientId: string;
  clientSecret: string;
}

/** How Essor is known there; null without keys. */
function clientOf(provider: OutsideProvider): Client | null {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET, MICROSOFT_TENANT } = env();
  const [clientId, clientSecret, issuer] =
    provider === "google"
      ? [GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, "https://accounts.google.com"]
      : [MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET, `https://login.microsoftonline.com/${encodeURIComponent(MICROSOFT_TENANT)}/v2.0`];
  return clientId && clientSecret ? { clientId, clientSecret, discovery: `${issuer}/.well-known/openid-configuration` } : null;
}

/** The accounts elsewhere that one can log in with here. */
export const connectedProviders = () => outsideProviders.filter((provider) => clientOf(provider) !== null);

const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** What stays in the browser between going there and coming back. */
export interface Journey {
  provider: OutsideProvider;
  state: string;
  nonce: string;
  verifier: string;
}

const redirectUri = (provider: OutsideProvider) => `${publicOrigin()}/login/with/${provider}/callback`;

/** The address a person is sent to, and what has to match when he comes back. Null without keys. */
export async function beginOutsideLogIn(provider: OutsideProvider): Promise<{ address: string; journey: Journey } | null> {
  const client = clientOf(provider);
  if (!client) return null;
  const { authorization_endpoint } = await discover(provider, client);
  const [state, nonce, verifier] = [1, 2, 3].map(() => randomBytes(32).toString("base64url")) as [string, string, string];
  const address = new URL(authorization_endpoint);
  for (const [name, value] of Object.entries({
    client_id: client.clientId,
    response_type: "code",
    redirect_uri: redirectUri(provider),
    scope: "openid email profile",
    state,
    nonce,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    prompt: "select_account",
  }))
    address.searchParams.set(name, value);
  return { address: address.href, journey: { provider, state, nonce, verifier } };
}

export interface OutsidePerson {
  provider: OutsideProvider;
  /** Never changes and is given to nobody else there. */
  subject: string;
  email: string | null;
  /** Whether the provider vouches that the address is this person's. Microsoft mostly does not: any tenant writes what it likes. */
  isEmailVerified: boolean;
}

/**
 * Who came back: the code is changed for an identity that must be signed by the provider, for us, for this very journey.
 * @throws Error for anything that does not fit; the caller says one sentence for all of it
 */
export async function finishOutsideLogIn(code: string, { provider, nonce, verifier }: Journey): Promise<OutsidePerson> {
  const client = clientOf(provider);
  if (!client) throw new Error(`${provider} is not connected`);
  const { issuer, token_endpoint, jwks_uri } = await discover(provider, client);
  const { id_token } = await askJson(provider, token_endpoint, z.object({ id_token: z.string() }), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri(provider),
      client_id: client.clientId,
      client_secret: client.clientSecret,
      code_verifier: verifier,
    }),
  });
  const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: (url, init) => fetch(url, init), timeoutDuration: 10_000 });
  const { payload } = await jwtVerify(id_token, keys, {
    audience: client.clientId,
    algorithms: ["RS256"],
    requiredClaims: ["sub", "exp", "iat"],
  });
  const claims = Claims.parse(payload);
  if (claims.iss !== issuer.replace("{tenantid}", claims.tid ?? "")) throw new Error("the identity is of another issuer");
  if (claims.nonce !== nonce) throw new Error("the identity is of another journey");
  return {
    provider,
    subject: provider === "microsoft" ? `${claims.tid}:${claims.sub}` : claims.sub,
    email: claims.email?.toLowerCase() ?? null,
    isEmailVerified: provider === "google" ? isYes(claims.email_verified) : isYes(claims.xms_edov),
  };
}

const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(200),
  nonce: z.string(),
  email: z.email().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  /** Microsoft: the tenant, and whether it owns the domain of the address. */
  tid: z.guid().optional(),
  xms_edov: z.unknown().optional(),
});
const isYes = (claim: unknown) => claim === true || claim === "true" || claim === 1 || claim === "1";

const discover = (provider: OutsideProvider, { discovery }: Client) => askJson(provider, discovery, Discovery);

/** One call of ten seconds at most; a refusal of theirs is the person's journey that failed, not their service. */
async function askJson<T>(provider: OutsideProvider, address: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T> {
  refuseInsideTransaction(provider);
  const answer = await withBreaker(`sign-in ${provider}`, async () => {
    const response = await fetch(address, { ...init, redirect: "error", signal: AbortSignal.timeout(10_000) });
    if (response.status >= 500) throw new Error(`${provider} answered ${response.status}`);
    return { ok: response.ok, status: response.status, body: (await response.json().catch(() => null)) as unknown };
  });
  if (!answer.ok) throw new Error(`${provider} refused: ${answer.status}`);
  return schema.parse(answer.body);
}
