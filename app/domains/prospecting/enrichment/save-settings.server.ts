import type { Prisma } from "~/generated/prisma/client";
import { amount } from "~/platform/money";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { enrichmentSettingsOf, ensureSettings } from "./enrichment-budget.server";
import type { EnrichmentSettingsInput } from "./enrichment-settings.schema";

/** Keeps whom the company asks, in which order and for how much. What is asked already goes on as it began. */
export async function saveEnrichmentSettings(ctx: CompanyCtx, { waterfall, monthlyBudget, isAutomatic }: EnrichmentSettingsInput) {
  const before = await enrichmentSettingsOf(ctx);
  await ensureSettings(ctx);
  await ctx.db.enrichmentSettings.update({
    where: { companyId: ctx.companyId },
    data: { waterfall: waterfall as unknown as Prisma.InputJsonValue, monthlyBudget: amount(monthlyBudget).toFixed(6), isAutomatic },
  });
  ctx.audit({
    action: "enrichment_settings.changed",
    about: { type: "enrichment_settings" },
    before: { monthlyBudget: before.budget, isAutomatic: before.isAutomatic, waterfall: before.waterfall },
    after: { monthlyBudget, isAutomatic, waterfall },
  });
}

/** Essor's own order, confidence and prices again; the budget and the switch stay. */
export async function restoreDefaultOrder(ctx: CompanyCtx) {
  const before = await enrichmentSettingsOf(ctx);
  if (!before.isSaved) return;
  await ctx.db.enrichmentSettings.update({ where: { companyId: ctx.companyId }, data: { waterfall: {} } });
  ctx.audit({ action: "enrichment_settings.restored", about: { type: "enrichment_settings" }, before: { waterfall: before.waterfall } });
}
