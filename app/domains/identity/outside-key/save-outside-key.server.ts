import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Place } from "~/platform/vault/cipher";
import { seal } from "~/platform/vault/vault.server";
import { lastFourOf } from "./outside-key.rules";
import type { AddServiceKey, ChangeServiceKey } from "./outside-key.schema";

export const placeOfKey = (companyId: string, rowId: string): Place => ({
  companyId,
  table: "service_keys",
  column: "encrypted_value",
  rowId,
});

/** What the log may know of a key: never its value. */
const told = ({ serviceName, label, usageLimitMonthly, costPerRequest, isActive, lastFour }: Record<string, unknown>) => ({
  service: serviceName,
  label,
  usageLimitMonthly,
  costPerRequest: costPerRequest === null || costPerRequest === undefined ? null : String(costPerRequest),
  isActive,
  ending: lastFour,
});

/** @throws AppError 'identity.service_key.label_known' at the field label */
export async function addServiceKey(ctx: CompanyCtx, { value, ...input }: AddServiceKey): Promise<{ serviceKeyId: string }> {
  const { db, companyId, now } = ctx;
  await refuseKnownLabel(ctx, input);
  const id = uuidv7(now);
  const encryptedValue = await seal(ctx, placeOfKey(companyId, id), value);
  const row = { ...input, usageLimitMonthly: input.usageLimitMonthly ?? null, costPerRequest: input.costPerRequest ?? null };
  await db.serviceKey.create({ data: { id, companyId, ...row, encryptedValue, lastFour: lastFourOf(value), createdAt: now } });
  ctx.audit({
    action: "service_key.added",
    about: { type: "service_key", id },
    after: told({ ...row, isActive: true, lastFour: lastFourOf(value) }),
  });
  return { serviceKeyId: id };
}

/** Changes what is said of a key; with a value, the key itself: what was tested of the old one is forgotten. */
export async function changeServiceKey(ctx: CompanyCtx, serviceKeyId: string, { value, ...input }: ChangeServiceKey) {
  const { db, companyId } = ctx;
  const before = found(await db.serviceKey.findUnique({ where: { id: serviceKeyId }, omit: { encryptedValue: true } }));
  await refuseKnownLabel(ctx, { serviceName: before.serviceName, label: input.label, except: serviceKeyId });
  const row = { label: input.label, usageLimitMonthly: input.usageLimitMonthly ?? null, costPerRequest: input.costPerRequest ?? null };
  const replaced = value && {
    encryptedValue: await seal(ctx, placeOfKey(companyId, serviceKeyId), value),
    lastFour: lastFourOf(value),
    testedAt: null,
    testOutcome: null,
  };
  await db.serviceKey.update({ where: { id: serviceKeyId }, data: { ...row, ...replaced } });
  ctx.audit({
    action: value ? "service_key.replaced" : "service_key.changed",
    about: { type: "service_key", id: serviceKeyId },
    before: told({ ...before }),
    after: told({ ...before, ...row, lastFour: value ? lastFourOf(value) : before.lastFour }),
  });
}

/** A key that is switched off is kept and not used. */
export async function switchServiceKey({ db, audit }: CompanyCtx, serviceKeyId: string, isActive: boolean) {
  const before = found(await db.serviceKey.findUnique({ where: { id: serviceKeyId }, select: { isActive: true } }));
  if (before.isActive === isActive) return;
  await db.serviceKey.update({ where: { id: serviceKeyId }, data: { isActive } });
  const action = isActive ? "service_key.activated" : "service_key.deactivated";
  audit({ action, about: { type: "service_key", id: serviceKeyId }, before, after: { isActive } });
}

/** For good: nothing of the key stays. */
export async function deleteServiceKey({ db, audit }: CompanyCtx, serviceKeyId: string) {
  const before = found(await db.serviceKey.findUnique({ where: { id: serviceKeyId }, omit: { encryptedValue: true } }));
  await db.serviceKey.delete({ where: { id: serviceKeyId } });
  audit({ action: "service_key.deleted", about: { type: "service_key", id: serviceKeyId }, before: told({ ...before }) });
}

async function refuseKnownLabel(
  { db }: CompanyCtx,
  { serviceName, label, except }: { serviceName: string; label: string; except?: string },
) {
  if (await db.serviceKey.findFirst({ where: { serviceName, label, id: { not: except } }, select: { id: true } }))
    throw new AppError("identity.service_key.label_known", { field: "label" });
}
