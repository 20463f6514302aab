import { createHash, createHmac } from "node:crypto";
import { sessionSecret } from "./env.server";

/** SHA-256, hex: what the tables keep of a secret. */
export const digest = (secret: string) => createHash("sha256").update(secret).digest("hex");

/**
 * The secret of a link, derived from its row's id, so that a job can write the link again without the secret ever being
 * stored or travelling in an event. `purpose` keeps links of different kinds apart.
 */
export function linkToken(
  purpose: "verify_email" | "reset_password" | "not_me" | "invitation" | "unsubscribe" | "privacy_file" | "closing" | "digest" | "logo",
  id: string,
): string {
  return createHmac("sha256", sessionSecret()).update(`${purpose}:${id}`).digest("base64url");
}
