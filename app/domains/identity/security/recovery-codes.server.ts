import { randomBytes } from "node:crypto";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { asUser } from "~/platform/tenancy.server";
import { digest } from "~/platform/tokens.server";
import { codesGiven } from "./recovery-codes.rules";

/** Without 0, o, 1, i, l and u: read out and typed in without doubt. Thirty-two minus two, so each sign carries 4.9 bits. */
const letters = "23456789abcdefghjkmnpqrstvwxyz";

/** New codes for a person; the old ones end. This is the only time anybody sees them. */
export async function issueRecoveryCodes(db: CompanyCtx["db"], userId: string): Promise<Array<string>> {
  const codes = Array.from({ length: codesGiven }, makeCode);
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashOf(userId, code) })) });
  return codes;
}

/** Uses a code up. @returns how many are left, or null when it was none, or used before */
export async function takeRecoveryCode({ userId, code }: { userId: string; code: string }): Promise<number | null> {
  return asUser(userId, async ({ db, now }) => {
    const { count } = await db.recoveryCode.updateMany({
      where: { userId, codeHash: hashOf(userId, code), usedAt: null },
      data: { usedAt: now },
    });
    return count > 0 ? db.recoveryCode.count({ where: { userId, usedAt: null } }) : null;
  });
}

const hashOf = (userId: string, code: string) => digest(`${userId}:${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`);

/** Sixteen signs in groups of four; bytes that would favour some letters are thrown away. */
function makeCode(): string {
  let code = "";
  while (code.length < 16) for (const byte of randomBytes(24)) if (byte < 240 && code.length < 16) code += letters[byte % letters.length];
  return code.match(/.{4}/g)!.join("-");
}
