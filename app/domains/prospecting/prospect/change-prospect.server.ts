import { AppError } from "~/platform/errors";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { CustomValues } from "~/domains/catalogue/custom-field/custom-value.rules";
import { fittingCustomValues } from "./fitting-custom-values.server";
import { departmentOf, normalisePostcode } from "./normalise-address.rules";
import { prospectChanged } from "./prospect.events.server";
import { isIdentified, type ProspectChange } from "./prospect.schema";

/**
 * Changes what was given; what is absent stays, null empties. Nothing changed means nothing is announced.
 * @returns the names of the fields that changed
 * @throws AppError 'platform.record.unknown', 'catalogue.field.…', 'prospecting.prospect.unidentified', 'prospecting.prospect.email_known', 'prospecting.prospect.siret_known'
 */
export async function changeProspect(ctx: CompanyCtx, prospectId: string, change: ProspectChange): Promise<Array<string>> {
  const { db, companyId } = ctx;
  const before = found(await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null } }));
  const wanted: Record<string, unknown> = { ...change };
  if (change.customFields) wanted.customFields = await fittingCustomValues(ctx, change.customFields, before.customFields as CustomValues);
  if (change.postalCode)
    wanted.postalCode = normalisePostcode(change.postalCode, change.countryCode ?? before.countryCode ?? "FR") ?? change.postalCode;
  if (change.postalCode !== undefined || change.countryCode !== undefined)
    wanted.department = departmentOf(
      wanted.postalCode === undefined ? before.postalCode : (wanted.postalCode as string | null),
      change.countryCode ?? before.countryCode ?? "FR",
    );
  const fields = Object.keys(wanted).filter(
    (name) => wanted[name] !== undefined && !isSame(wanted[name], before[name as keyof typeof before]),
  );
  if (fields.length === 0) return [];

  const data = Object.fromEntries(fields.map((name) => [name, wanted[name]]));
  if (!isIdentified({ ...before, ...data })) throw new AppError("prospecting.prospect.unidentified", { status: 422, field: fields[0] });
  for (const name of ["email", "siret"] as const)
    if (data[name] && (await db.prospect.findFirst({ where: { [name]: data[name], id: { not: prospectId } }, select: { id: true } })))
      throw new AppError(`prospecting.prospect.${name}_known`, { field: name });
  await db.prospect.update({ where: { id: prospectId }, data });
  ctx.emit(prospectChanged.create({ companyId, prospectId, fields }), prospectId);
  const old = Object.fromEntries(fields.map((name) => [name, before[name as keyof typeof before]]));
  ctx.audit({ action: "prospect.changed", about: { type: "prospect", id: prospectId }, before: old, after: data });
  return fields;
}

/** Decimals, arrays and plain values alike: as they are written. */
const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null) || (typeof one === "number" && String(one) === String(other));
