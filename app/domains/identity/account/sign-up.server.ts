import { userByEmail } from "~/platform/across.server";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { isTimezone } from "~/platform/local-time";
import { hashPassword } from "~/platform/passwords.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { createCompany } from "../company/create-company.server";
import { companyCreated, knownAddressMet, verificationRequested } from "./account.events.server";
import type { SignUp } from "./account.schema";
import { issueToken } from "./issue-token.server";
import { firstCompanyOf } from "./log-in.server";
import { isGuessable } from "./password.rules";

/**
 * A person and his company. When the address already has an account nothing is made: the caller shows the same page, and
 * the person himself is told by mail how to come in.
 * @returns the new person and company, or null when the address was known
 * @throws AppError 'identity.password.guessable' at the field password
 */
export async function signUp(
  { companyName, firstName, lastName, email, password }: SignUp,
  { language, timezone }: { language: string; timezone: string },
): Promise<{ userId: string; companyId: string } | null> {
  if (isGuessable(password, [companyName, firstName, lastName, email.split("@")[0]!]))
    throw new AppError("identity.password.guessable", { field: "password", status: 422 });
  const passwordHash = await hashPassword(password);
  const known = await userByEmail(email);
  if (known) {
    await tellKnownPerson(known);
    return null;
  }

  const userId = uuidv7();
  const companyId = uuidv7();
  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    await ctx.db.user.create({ data: { id: userId, email, firstName, lastName, passwordHash, language } });
    await createCompany(ctx, { name: companyName, language, timezone: isTimezone(timezone) ? timezone : "Europe/Paris", ownerId: userId });
    const tokenId = await issueToken(ctx.db, { userId, purpose: "verify_email", now: ctx.now });
    ctx.emit(companyCreated.create({ companyId, userId }), companyId);
    ctx.audit({ action: "company.created", about: { type: "company", id: companyId }, after: { language, timezone } });
    ctx.emit(verificationRequested.create({ companyId, tokenId, userId }), userId);
  });
  return { userId, companyId };
}

async function tellKnownPerson(userId: string) {
  const companyId = await firstCompanyOf(userId);
  if (!companyId) return;
  await inCompany(asJob(companyId, "identity/sign-up"), async (ctx) =>
    ctx.emit(knownAddressMet.create({ companyId, noteId: uuidv7(ctx.now), userId }), userId),
  );
}
