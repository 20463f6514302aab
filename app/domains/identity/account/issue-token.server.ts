import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";

export type TokenPurpose = "verify_email" | "reset_password" | "not_me";

const hours: Record<TokenPurpose, number> = { verify_email: 7 * 24, reset_password: 1, not_me: 7 * 24 };

/** Makes a single-use link for a person; older ones of the same purpose end. Runs as that person. @returns the token's id */
export async function issueToken(
  db: Pick<CompanyCtx["db"], "userToken">,
  { userId, purpose, now }: { userId: string; purpose: TokenPurpose; now: Date },
): Promise<string> {
  const id = uuidv7(now);
  await db.userToken.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: now } });
  await db.userToken.create({
    data: {
      id,
      userId,
      purpose,
      tokenHash: digest(linkToken(purpose, id)),
      expiresAt: new Date(now.getTime() + hours[purpose] * 3_600_000),
    },
  });
  return id;
}
