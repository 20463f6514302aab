import { tokenByDigest } from "~/platform/across.server";
import { auditPerson } from "~/platform/audit/audit-person.server";
import { AppError } from "~/platform/errors";
import { asUser } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { issueToken } from "../account/issue-token.server";
import { firstCompany } from "../account/log-in.server";
import { tellSecurityIn } from "./tell-security.server";

/**
 * "This was not me": every session and every half-made log-in of the person ends, no browser is known any more, and the password is to be
 * chosen anew. @returns the secret of the link where that is done · @throws AppError 'identity.token.expired' (422)
 */
export async function denyLogIn(token: string): Promise<string> {
  const found = await tokenByDigest("not_me", digest(token));
  if (!found) throw new AppError("identity.token.expired", { status: 422 });
  const { userId } = found;
  const { tokenId, companyId } = await asUser(userId, async ({ db, now }) => {
    const { count } = await db.userToken.updateMany({ where: { id: found.id, usedAt: null }, data: { usedAt: now } });
    if (count === 0) throw new AppError("identity.token.expired", { status: 422 });
    await db.session.deleteMany({ where: { userId } });
    await db.knownDevice.deleteMany({ where: { userId } });
    await db.userToken.updateMany({ where: { userId, purpose: "second_factor", usedAt: null }, data: { usedAt: now } });
    await auditPerson({ action: "login.denied", userId }, db);
    return { tokenId: await issueToken(db, { userId, purpose: "reset_password", now }), companyId: await firstCompany(db, userId) };
  });
  await tellSecurityIn(companyId, { userId, happening: "log_in_denied", occasion: found.id });
  return linkToken("reset_password", tokenId);
}
