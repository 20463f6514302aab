import { hasFeature } from "~/domains/billing/plan/effective-limits.server";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";

/** Profiles of agencies, their signals and what their websites show belong to the pack of real estate. */
export const hasPack = (ctx: CompanyCtx) => hasFeature(ctx, "real_estate");

/** @throws AppError 'prospecting.agency.pack_off' (403) where the company does without the pack */
export async function requirePack(ctx: CompanyCtx): Promise<void> {
  if (!(await hasPack(ctx))) throw new AppError("prospecting.agency.pack_off", { status: 403 });
}
