import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { findMail, sendMail } from "~/platform/vendors/postmark.server";
import { type ClosingMailKind, closingMailId, composeClosingMail, readClosingMails } from "./write-closing-mail.server";

/**
 * Tells the owners, each once however often it is called.
 * @throws Error when the provider's answer was lost: looked up, then tried again
 */
export async function tellClosing(company: CompanyScope, closingId: string, kind: ClosingMailKind): Promise<{ told: number }> {
  const letters = await inCompany(company, (ctx) => readClosingMails(ctx, closingId, kind));
  let told = 0;
  for (const letter of letters) {
    if (await findMail(closingMailId(closingId, kind, letter.userId))) continue;
    const { outcome } = await sendMail(await composeClosingMail(closingId, kind, letter));
    if (outcome === "unknown" || outcome === "postponed") throw new Error(`closing mail ${outcome}: looked up, then tried again`);
    told += 1;
  }
  return { told };
}
