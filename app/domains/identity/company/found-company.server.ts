import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { companyCreated } from "../account/account.events.server";
import { createCompany } from "./create-company.server";

/**
 * Another company of somebody who has a log-in already; he is its owner.
 * @throws AppError 'platform.gate.email_unverified' (403): whoever has not shown that the address is his has one company
 */
export async function foundCompany(
  { name, userId, emailVerified }: { name: string; userId: string; emailVerified: boolean },
  { language, timezone = "Europe/Paris" }: { language: string; timezone?: string },
): Promise<{ companyId: string }> {
  if (!emailVerified) throw new AppError("platform.gate.email_unverified", { status: 403 });
  const companyId = uuidv7();
  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
    await createCompany(ctx, { name, language, timezone, ownerId: userId });
    ctx.emit(companyCreated.create({ companyId, userId }), companyId);
    ctx.audit({ action: "company.created", about: { type: "company", id: companyId } });
  });
  return { companyId };
}
