import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { publicOrigin } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { asUser } from "~/platform/tenancy.server";
import { keepChallenge, takeChallenge } from "./challenge.server";
import { answerIn } from "./use-passkey.server";

/** More than anybody has devices; a list without end would be one more thing to fill. */
const atMost = 20;

/** What the browser hands to the authenticator that makes a passkey, and the cookie that remembers the question. */
export async function passkeyToMake(userId: string) {
  const { user, passkeys } = await asUser(userId, async ({ db }) => ({
    user: await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, firstName: true, lastName: true } }),
    passkeys: await db.passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } }),
  }));
  const options: Omit<PublicKeyCredentialCreationOptionsJSON, "extensions"> = await generateRegistrationOptions({
    rpName: "Essor",
    rpID: new URL(publicOrigin()).hostname,
    userName: user.email,
    userDisplayName: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email,
    userID: new Uint8Array(Buffer.from(userId)),
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  return { options, cookie: await keepChallenge(options.challenge) };
}

/**
 * Keeps a passkey that was made just now for this site, by the question this browser was asked.
 * @throws AppError 'identity.passkey.refused', 'identity.passkey.too_many'
 */
export async function addPasskey(
  request: Request,
  { userId, name, answer }: { userId: string; name: string; answer: string },
): Promise<void> {
  const made = await verify(request, answerIn<RegistrationResponseJSON>(answer));
  if (!made) throw new AppError("identity.passkey.refused", { status: 422 });
  const { credential, credentialBackedUp } = made;
  await asUser(userId, async ({ db }) => {
    if ((await db.passkey.count({ where: { userId } })) >= atMost) throw new AppError("identity.passkey.too_many");
    await db.passkey.create({
      data: {
        userId,
        name,
        credentialId: credential.id,
        publicKey: new Uint8Array(credential.publicKey),
        signCount: credential.counter,
        transports: credential.transports ?? [],
        isSynced: credentialBackedUp,
      },
    });
  });
}

async function verify(request: Request, response: RegistrationResponseJSON | null) {
  const expectedChallenge = await takeChallenge(request);
  if (!response || !expectedChallenge) return null;
  const origin = publicOrigin();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: false,
    });
    return verified ? registrationInfo : null;
  } catch {
    return null; // The library throws for whatever does not fit: all of it is one refusal.
  }
}
