import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { userByPasskey } from "~/platform/across.server";
import { publicOrigin } from "~/platform/env.server";
import { asUser } from "~/platform/tenancy.server";
import { keepChallenge, takeChallenge } from "./challenge.server";

/** Without extensions, which hold what no page's data can. */
type PasskeyQuestion = Omit<PublicKeyCredentialRequestOptionsJSON, "extensions">;

/**
 * What the browser hands to the authenticator, and the cookie that remembers the question. With a person: one of his passkeys, beside his
 * password. Without: any passkey for this site, which then has to know its holder by finger, face or PIN.
 */
export async function passkeyToUse(userId?: string) {
  const allowed = userId
    ? await asUser(userId, ({ db }) => db.passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } }))
    : [];
  const options: PasskeyQuestion = await generateAuthenticationOptions({
    rpID: new URL(publicOrigin()).hostname,
    userVerification: userId ? "preferred" : "required",
    allowCredentials: allowed.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  return { options, cookie: await keepChallenge(options.challenge) };
}

/**
 * Whose passkey answered the question this browser was asked; null when it is none of ours, or not that person's, or the answer is wrong.
 * `isAlone`: no password stands beside it, so the authenticator must have known its holder.
 */
export async function takePasskey(
  request: Request,
  { answer, userId: expected, isAlone }: { answer: string; userId?: string; isAlone: boolean },
): Promise<string | null> {
  const expectedChallenge = await takeChallenge(request);
  const response = answerIn<AuthenticationResponseJSON>(answer);
  if (!response || !expectedChallenge) return null;
  const userId = await userByPasskey(response.id);
  if (!userId || (expected && userId !== expected)) return null;
  return asUser(userId, async ({ db, now }) => {
    const passkey = await db.passkey.findUniqueOrThrow({ where: { credentialId: response.id } });
    const used = await verify(response, expectedChallenge, passkey, isAlone);
    if (!used) return null;
    await db.passkey.update({
      where: { id: passkey.id },
      data: { signCount: used.newCounter, isSynced: used.credentialBackedUp, lastUsedAt: now },
    });
    return userId;
  });
}

async function verify(
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  passkey: { credentialId: string; publicKey: Uint8Array; signCount: bigint },
  isAlone: boolean,
) {
  const origin = publicOrigin();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: isAlone,
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: Number(passkey.signCount) },
    });
    return verified ? authenticationInfo : null;
  } catch {
    return null; // The library throws for whatever does not fit: all of it is one refusal.
  }
}

/** The answer of an authenticator as a form carried it; null when it is not even that. */
export function answerIn<Answer extends { id: string }>(text: string): Answer | null {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer =
      typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string" && answer.id.length <= 1400;
    return isAnswer ? (answer as unknown as Answer) : null;
  } catch {
    return null;
  }
}
