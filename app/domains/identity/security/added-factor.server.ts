import type { SessionFacts } from "~/platform/across.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { renewSession } from "~/platform/session.server";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { factorsOf } from "./security.queries.server";
import { tellSecurity } from "./tell-security.server";

/**
 * What follows when a person has added a factor: it stands in his company's log, this session counts as strong, and with his first factor
 * he goes by his recovery codes, which nobody has seen yet.
 */
export async function goOnWithFactor(
  request: Request,
  { userId, companyId }: SessionFacts,
  { kind, next }: { kind: "app" | "passkey"; next: string | undefined },
): Promise<Response> {
  if (companyId)
    await inCompany({ companyId, actor: { kind: "user", id: userId } }, async (ctx) => {
      ctx.audit({ action: "second_factor.added", about: { type: "user", id: userId }, after: { kind } });
      tellSecurity(ctx, { userId, happening: "factor_added" });
      await Promise.resolve();
    });
  const path = safeNext(next);
  const { codes } = await factorsOfUser(userId);
  const to = codes > 0 ? path : `/security/codes?next=${encodeURIComponent(path)}`;
  return redirectWithNotice(to, { code: `identity:security.${kind}.added` }, [
    ["Set-Cookie", await renewSession(request, { userId, isStrong: true })],
  ]);
}

/** The factors of whoever is logged in. */
export const factorsOfUser = (userId: string) => asUser(userId, ({ db }) => factorsOf(db, userId));
