import type { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectFilter } from "../prospect/prospect-filter.schema";
import { segmentsIn } from "./segment-conditions.server";
import { resting } from "./segment.queries.server";
import type { SegmentForm } from "./segment.schema";

/**
 * A new segment. A fixed one begins empty.
 * @throws AppError 'prospecting.segment.name_known' at the field name, 'prospecting.segment.nested' where its conditions name a segment
 */
export async function createSegment(ctx: CompanyCtx, form: SegmentForm): Promise<{ segmentId: string }> {
  const { db, companyId, now } = ctx;
  const conditions = conditionsOf(form);
  await requireFreeName(ctx, form.name);
  const id = uuidv7(now);
  await db.segment.create({ data: { id, companyId, name: form.name, type: form.type, conditions } });
  ctx.audit({ action: "segment.created", about: { type: "segment", id }, after: { name: form.name, type: form.type, conditions } });
  return { segmentId: id };
}

/** Its name and, of a dynamic one, its conditions; the kind stays. @throws as createSegment, and AppError 'platform.record.unknown' */
export async function changeSegment(ctx: CompanyCtx, { segmentId, ...form }: SegmentForm & { segmentId: string }) {
  const { db, companyId } = ctx;
  const before = found(await db.segment.findFirst({ where: { companyId, id: segmentId } }));
  const conditions = before.type === "dynamic" ? conditionsOf(form) : {};
  await requireFreeName(ctx, form.name, segmentId);
  await db.segment.update({ where: { companyId_id: { companyId, id: segmentId } }, data: { name: form.name, conditions } });
  ctx.audit({
    action: "segment.changed",
    about: { type: "segment", id: segmentId },
    before: { name: before.name, conditions: before.conditions },
    after: { name: form.name, conditions },
  });
}

/** @throws AppError 'platform.record.unknown', 'prospecting.segment.used' while a campaign that is not over rests on it */
export async function deleteSegment(ctx: CompanyCtx, { segmentId }: { segmentId: string }) {
  const { db, companyId } = ctx;
  const [segment] = await db.$queryRaw<Array<{ name: string }>>`SELECT name FROM segments WHERE id = ${segmentId}::uuid FOR UPDATE`;
  found(segment);
  const campaign = await db.campaign.findFirst({ where: { companyId, segmentId, status: { in: [...resting] } }, select: { name: true } });
  if (campaign) throw new AppError("prospecting.segment.used", { values: { name: campaign.name } });
  await db.segment.delete({ where: { companyId_id: { companyId, id: segmentId } } });
  ctx.audit({ action: "segment.deleted", about: { type: "segment", id: segmentId }, before: { name: segment!.name } });
}

/** What a dynamic segment keeps: a filter of the list. */
function conditionsOf({ type, q, where }: SegmentForm): Prisma.InputJsonObject {
  if (type === "fixed") return {};
  const filter: ProspectFilter = { ...(q && { q }), ...(where && { where }) };
  if (segmentsIn(filter).length > 0) throw new AppError("prospecting.segment.nested", { status: 422, field: "where" });
  return filter;
}

async function requireFreeName({ db, companyId }: CompanyCtx, name: string, exceptId?: string) {
  const known = await db.segment.findFirst({
    where: { companyId, name, ...(exceptId && { id: { not: exceptId } }) },
    select: { id: true },
  });
  if (known) throw new AppError("prospecting.segment.name_known", { field: "name" });
}
