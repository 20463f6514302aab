import type { CompanyCtx } from "~/platform/tenancy.server";
import { auditRetention } from "./audit.queries.server";
import type { AuditRetention } from "./audit.schema";

/** Sets how many months the company keeps its log. What is past them leaves it the next night. */
export async function changeAuditRetention(ctx: CompanyCtx, { months }: AuditRetention) {
  const { db, companyId, actor } = ctx;
  const before = await auditRetention(ctx);
  if (before === months) return;
  const place = { companyId, category: "audit", key: "retention_months" };
  const row = { value: String(months), dataType: "integer" as const, updatedById: actor.kind === "user" ? actor.id : null };
  await db.systemSetting.upsert({ where: { companyId_category_key: place }, create: { ...place, ...row }, update: row });
  ctx.audit({
    action: "audit.retention_changed",
    about: { type: "company", id: companyId },
    before: { months: before },
    after: { months },
    basis: "legal_obligation",
  });
}
