import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { addressKinds, type CompanyAddress, departmentOf } from "./address.schema";

/** More are no list any more. */
const mostAddresses = 100;
const select = { id: true, kind: true, label: true, streetAddress: true, postalCode: true, city: true, region: true, countryCode: true };

/** The company's own addresses, the seat first. Those of customers and stores stand with them. */
export async function listAddresses({ db }: CompanyCtx) {
  const rows = await db.address.findMany({ where: { kind: { not: null } }, orderBy: { id: "asc" }, take: mostAddresses, select });
  const place = (kind: string | null) => addressKinds.findIndex((one) => one === kind);
  return rows.sort((one, other) => place(one.kind) - place(other.kind));
}

/** @throws AppError 'platform.record.unknown' (404) for what is none of the company's own */
export const getAddress = async ({ db }: CompanyCtx, id: string) =>
  found(await db.address.findFirst({ where: { id, kind: { not: null } }, select }));

/** Adds an address, or changes one. @throws AppError 'identity.address.too_many' */
export async function saveAddress(ctx: CompanyCtx, { id, ...address }: CompanyAddress & { id?: string }) {
  const { db, companyId } = ctx;
  const data = {
    ...address,
    label: address.label ?? null,
    region: address.region ?? null,
    department: departmentOf(address.countryCode, address.postalCode),
  };
  if (id) {
    const before = await getAddress(ctx, id);
    const after = await db.address.update({ where: { companyId_id: { companyId, id } }, data, select });
    ctx.audit({ action: "address.changed", about: { type: "address", id }, before, after });
    return;
  }
  if ((await db.address.count({ where: { kind: { not: null } } })) >= mostAddresses) throw new AppError("identity.address.too_many");
  const after = await db.address.create({ data: { companyId, ...data }, select });
  ctx.audit({ action: "address.added", about: { type: "address", id: after.id }, after });
}

/** Takes an address away. @throws AppError 'platform.record.unknown' (404) */
export async function deleteAddress(ctx: CompanyCtx, id: string) {
  const before = await getAddress(ctx, id);
  await ctx.db.address.delete({ where: { companyId_id: { companyId: ctx.companyId, id } } });
  ctx.audit({ action: "address.deleted", about: { type: "address", id }, before });
}
