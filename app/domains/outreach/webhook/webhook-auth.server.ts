import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { env, sessionSecret } from "~/platform/env.server";
import { mailTransport } from "~/platform/vendors/postmark.server";

/** user:password that the local mailbox calls our door with. Derived, so that all processes of one installation agree. */
const mailboxCredential = () => `mailbox:${createHmac("sha256", sessionSecret()).update("mailbox webhook").digest("base64url")}`;
export const mailboxAuthorization = () => `Basic ${encoded(mailboxCredential())}`;

/** Postmark signs nothing: user and password of the webhook's address are its proof, compared in constant time. Null: none is set. */
export function mayCallMailDoor(authorization: string | null): boolean | null {
  const credentials = [env().POSTMARK_WEBHOOK_AUTH, mailTransport() === "mailbox" ? mailboxCredential() : undefined].filter(
    (one) => one !== undefined,
  );
  if (credentials.length === 0) return null;
  const given = /^Basic (\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return credentials.map((credential) => timingSafeEqual(sha(given), sha(encoded(credential)))).includes(true);
}

const sha = (text: string) => createHash("sha256").update(text).digest();
const encoded = (credential: string) => Buffer.from(credential).toString("base64");
