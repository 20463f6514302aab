import { moveSession } from "~/platform/session.server";
import { inCompany } from "~/platform/tenancy.server";

/**
 * Takes a person's log-in into another of his companies. The session gets a new id; the page he leaves is worth nothing there.
 * @returns the Set-Cookie header
 * @throws AppError 'platform.record.unknown' (404): unknown, or none of his
 */
export async function enterCompany(request: Request, { userId, companyId }: { userId: string; companyId: string }): Promise<string> {
  const cookie = await moveSession(request, { userId, companyId });
  await inCompany({ companyId, actor: { kind: "user", id: userId } }, async ({ db, now, audit }) => {
    await db.membership.update({ where: { companyId_userId: { companyId, userId } }, data: { lastEnteredAt: now } });
    audit({ action: "company.entered", about: { type: "company", id: companyId } });
  });
  return cookie;
}
