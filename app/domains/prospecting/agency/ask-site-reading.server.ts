import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { siteAsked } from "./agency.events.server";
import { requirePack } from "./require-pack.server";

/**
 * Has the website of a prospect read by a job. Asked again before it was read, it is read once.
 * @throws AppError 'platform.record.unknown' (404) · 'prospecting.site.no_address' (409) · 'prospecting.agency.pack_off' (403)
 */
export async function askSiteReading(ctx: CompanyCtx, prospectId: string): Promise<void> {
  const { db, companyId, now } = ctx;
  await requirePack(ctx);
  const { websiteUrl } = found(await db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { websiteUrl: true } }));
  if (!websiteUrl) throw new AppError("prospecting.site.no_address");
  const asked = await db.$executeRaw`
    INSERT INTO site_readings AS s (id, company_id, prospect_id, asked_at) VALUES (${uuidv7(now)}::uuid, ${companyId}::uuid, ${prospectId}::uuid, ${now}::timestamptz)
    ON CONFLICT (company_id, prospect_id) DO UPDATE SET asked_at = excluded.asked_at
      WHERE s.asked_at IS NULL OR s.asked_at < ${now}::timestamptz - interval '10 minutes'`;
  if (asked === 0) return;
  ctx.audit({ action: "site.asked", about: { type: "prospect", id: prospectId }, after: { websiteUrl } });
  ctx.emit(siteAsked.create({ companyId, prospectId }), prospectId);
}
