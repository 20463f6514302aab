import type { CompanyCtx } from "~/platform/tenancy.server";
import type { DocumentSettings } from "./document-settings.schema";

/** What quotes and invoices of the company say, as the form shows it; our defaults where the company set nothing. */
export async function getDocumentSettings({ db, companyId }: CompanyCtx) {
  const row = await db.companySettings.findUnique({ where: { companyId } });
  return {
    documentFooter: row?.documentFooter ?? null,
    bankDetails: row?.bankDetails ?? null,
    paymentTermDays: row?.paymentTermDays ?? 30,
    latePenaltyRate: row?.latePenaltyRate?.toString() ?? null,
    quoteValidityDays: row?.quoteValidityDays ?? 30,
    defaultVatRate: row?.defaultVatRate.toString() ?? "20",
    fiscalYearStartMonth: row?.fiscalYearStartMonth ?? 1,
    currency: row?.currency ?? "EUR",
    portalEnabled: row?.portalEnabled ?? false,
  };
}

/** Keeps them; documents that were validated keep what they said. */
export async function saveDocumentSettings(ctx: CompanyCtx, settings: DocumentSettings) {
  const { db, companyId } = ctx;
  const data = {
    ...settings,
    documentFooter: settings.documentFooter ?? null,
    bankDetails: settings.bankDetails ?? null,
    latePenaltyRate: settings.latePenaltyRate ?? null,
    defaultVatRate: settings.defaultVatRate ?? "20",
  };
  const before = await db.companySettings.findUnique({ where: { companyId } });
  const after = await db.companySettings.upsert({ where: { companyId }, create: { companyId, ...data }, update: data });
  ctx.audit({ action: "document_settings.changed", about: { type: "company_settings", id: after.id }, before, after });
}
