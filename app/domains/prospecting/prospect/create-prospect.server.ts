import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { fittingCustomValues } from "./fitting-custom-values.server";
import { departmentOf } from "./normalise-address.rules";
import { prospectCreated } from "./prospect.events.server";
import type { ProspectInput } from "./prospect.schema";

/**
 * A prospect typed in by a person, or by a program of his (`source`). One that was deleted and has this e-mail comes back with what was typed.
 * @throws AppError 'prospecting.prospect.email_known' at the field email, 'prospecting.prospect.siret_known' at the field siret
 */
export async function createProspect(
  ctx: CompanyCtx,
  input: ProspectInput,
  { source = "manual" }: { source?: "manual" | "api" } = {},
): Promise<{ prospectId: string }> {
  const { db, companyId, actor, now } = ctx;
  const before = input.email
    ? await db.prospect.findUnique({
        where: { companyId_email: { companyId, email: input.email } },
        select: { id: true, deletedAt: true, mergedIntoId: true },
      })
    : null;
  if (before && (!before.deletedAt || before.mergedIntoId)) throw new AppError("prospecting.prospect.email_known", { field: "email" });
  if (input.siret && (await db.prospect.findFirst({ where: { siret: input.siret, id: { not: before?.id } }, select: { id: true } })))
    throw new AppError("prospecting.prospect.siret_known", { field: "siret" });

  const row = {
    ...input,
    ...(input.customFields && { customFields: await fittingCustomValues(ctx, input.customFields) }),
    department: departmentOf(input.postalCode, input.countryCode ?? "FR"),
    source,
    createdById: actor.kind === "user" ? actor.id : null,
    assignedToId: actor.kind === "user" ? actor.id : null,
  };
  const id = before?.id ?? uuidv7(now);
  if (before) await db.prospect.update({ where: { id }, data: { ...row, status: "new", deletedAt: null } });
  else await db.prospect.create({ data: { ...row, id, companyId, createdAt: now } });
  ctx.emit(prospectCreated.create({ companyId, prospectId: id }), id);
  ctx.audit({ action: "prospect.created", about: { type: "prospect", id }, after: row });
  return { prospectId: id };
}
