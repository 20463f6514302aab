import { type Prisma } from "~/generated/prisma/client";
import type { Prospect } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { departmentOf } from "../prospect/normalise-address.rules";
import { type EnrichmentField, recordFields } from "./enrichment-fields.rules";
import type { ValueOrigin, ValueOrigins } from "./value-origin.rules";

/** What the record holds of a field, in the form in which sources say it; null for nothing. */
export async function valueOf(ctx: CompanyCtx, prospect: Prospect, field: EnrichmentField): Promise<string | null> {
  if (field === "address") {
    const { street, postalCode, city } = prospect;
    return street || postalCode || city ? [street, postalCode, city].map((one) => one ?? "").join("\n") : null;
  }
  if (field === "size") {
    if (!prospect.companySizeId) return null;
    const size = await ctx.db.companySize.findUnique({ where: { id: prospect.companySizeId }, select: { range: true } });
    return size?.range ?? null;
  }
  return (prospect[recordFields[field][0] as keyof Prospect] as string | null) || null;
}

/** The columns that a value fills. */
export async function columnsFor({ db }: CompanyCtx, prospect: Prospect, field: EnrichmentField, value: string | null) {
  if (field === "size") {
    const size = value ? await db.companySize.findUnique({ where: { range: value }, select: { id: true } }) : null;
    return { companySizeId: size?.id ?? null };
  }
  if (field !== "address") return { [recordFields[field][0]]: value };
  const [street, postalCode, city] = value?.split("\n") ?? [];
  return {
    street: street || null,
    postalCode: postalCode || null,
    city: city || null,
    department: departmentOf(postalCode ?? null, prospect.countryCode ?? "FR"),
  };
}

/** Whether another prospect of the company has this address or register number: only one may bear it. */
export async function isTaken({ db }: CompanyCtx, prospectId: string, field: EnrichmentField, value: string): Promise<boolean> {
  if (field !== "email" && field !== "siret") return false;
  return (await db.prospect.count({ where: { [field]: value, id: { not: prospectId } } })) > 0;
}

/** Fills fields of a record, with the origin of each. `origin` null: it is the record's own again. @returns the names of the fields */
export async function writeValues(
  ctx: CompanyCtx,
  prospect: Prospect,
  values: ReadonlyArray<{ field: EnrichmentField; value: string | null; origin: ValueOrigin | null }>,
): Promise<Array<string>> {
  const data: Record<string, unknown> = {};
  const origins: ValueOrigins = { ...(prospect.valueOrigins as unknown as ValueOrigins) };
  for (const { field, value, origin } of values) {
    Object.assign(data, await columnsFor(ctx, prospect, field, value));
    for (const name of recordFields[field])
      if (origin) origins[name] = origin;
      else delete origins[name];
  }
  await ctx.db.prospect.update({
    where: { id: prospect.id },
    data: { ...data, valueOrigins: origins as unknown as Prisma.InputJsonValue } as Prisma.ProspectUncheckedUpdateInput,
  });
  return Object.keys(data);
}
