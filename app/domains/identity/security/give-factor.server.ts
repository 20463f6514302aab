import { AppError } from "~/platform/errors";
import { passwordMatches } from "~/platform/passwords.server";
import { asUser } from "~/platform/tenancy.server";
import { takeAppCode } from "./authenticator-app.server";
import { takeRecoveryCode } from "./recovery-codes.server";
import { factorsOf } from "./security.queries.server";
import type { GiveFactor } from "./security.schema";
import { takeSecondTry } from "./take-log-in-try.server";
import { takePasskey } from "./use-passkey.server";

/**
 * Takes a person's second factor, whichever he gives. His password counts only where he has none.
 * @returns how many recovery codes are left when one was used up, else null
 * @throws AppError 'identity.second.refused' (422), 'identity.login.refused' (422), 'platform.rate.…' (429)
 */
export async function giveFactor(
  request: Request,
  { userId, clientAddress, given }: { userId: string; clientAddress: string; given: GiveFactor },
): Promise<number | null> {
  const right = await takeSecondTry(request, { userId, clientAddress });
  const left = await taken(request, userId, given);
  await right();
  return left;
}

async function taken(request: Request, userId: string, given: GiveFactor): Promise<number | null> {
  const refused = (field?: string) => new AppError("identity.second.refused", { field, status: 422 });
  switch (given.with) {
    case "app":
      if (!(await takeAppCode({ userId, code: given.code }))) throw refused("code");
      return null;
    case "recovery": {
      const left = await takeRecoveryCode({ userId, code: given.code });
      if (left === null) throw refused("code");
      return left;
    }
    case "passkey":
      if ((await takePasskey(request, { answer: given.answer, userId, isAlone: false })) !== userId)
        throw new AppError("identity.passkey.refused", { status: 422 });
      return null;
    case "password":
      if (!(await isPasswordEnough(userId, given.password)))
        throw new AppError("identity.second.password_refused", { field: "password", status: 422 });
      return null;
  }
}

async function isPasswordEnough(userId: string, password: string): Promise<boolean> {
  const { factors, user } = await asUser(userId, async ({ db }) => ({
    factors: await factorsOf(db, userId),
    user: await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } }),
  }));
  return (await passwordMatches(password, user.passwordHash)) && !factors.any;
}
