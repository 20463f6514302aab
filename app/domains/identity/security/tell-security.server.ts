import { type CompanyCtx, inCompany } from "~/platform/tenancy.server";

/** What a person is told of his own account, beside the mails that carry a link. Sentences: operations, notification.alert. */
export type SecurityHappening = "new_device" | "factor_added" | "factor_removed" | "password_changed" | "log_in_denied";

/** Tells a person, in this company, that something happened to his account: he knows best whether it was he. */
export const tellSecurity = (
  { notify, now }: CompanyCtx,
  { userId, happening, occasion, device }: { userId: string; happening: SecurityHappening; occasion?: string; device?: string },
) =>
  notify({
    to: [userId],
    type: "security.alert",
    occasion: `${happening} ${occasion ?? now.toISOString()}`,
    values: { code: `notification.alert.${happening}`, ...(device && { device }) },
  });

/** The same where no company's transaction is open; whoever works nowhere is told by nobody. */
export const tellSecurityIn = (companyId: string | null, told: Parameters<typeof tellSecurity>[1]) =>
  companyId &&
  inCompany({ companyId, actor: { kind: "user", id: told.userId } }, async (ctx) => {
    tellSecurity(ctx, told);
    await Promise.resolve();
  });
