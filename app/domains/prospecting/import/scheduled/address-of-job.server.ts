import { open, seal } from "~/platform/vault/vault.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

const placeOf = (companyId: string, rowId: string) => ({ companyId, table: "import_jobs", column: "sealed_address", rowId });

/** Addresses of lists often carry a key, so they are kept like one: what is shown of them is the host. */
export const sealAddress = (ctx: CompanyCtx, importJobId: string, address: string) =>
  seal(ctx, placeOf(ctx.companyId, importJobId), address);
export const openAddress = (ctx: CompanyCtx, importJobId: string, sealed: string) => open(ctx, placeOf(ctx.companyId, importJobId), sealed);
