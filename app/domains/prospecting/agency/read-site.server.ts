import { AppError } from "~/platform/errors";
import type { OutsideRequest } from "~/platform/fetch-outside.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { prospectChanged } from "../prospect/prospect.events.server";
import { fetchPage } from "./fetch-page.server";
import { maturityOf, type SiteSigns } from "./maturity.rules";
import { siteSigns } from "./site-signs.rules";

type Reading = { url: string; signs: SiteSigns } | { errorCode: string };

/**
 * Reads the website of a prospect and keeps its digital maturity with every point, or why it could not be read: what an earlier reading
 * gave then stays with its date. Without an address there is nothing to read.
 */
export async function readSite(
  company: CompanyScope,
  prospectId: string,
  resolve?: OutsideRequest["resolve"],
): Promise<{ score: number } | { errorCode: string }> {
  const prospect = await inCompany(company, ({ db }) =>
    db.prospect.findFirst({ where: { id: prospectId, deletedAt: null }, select: { websiteUrl: true } }),
  );
  if (!prospect) return { errorCode: "platform.record.unknown" };
  const reading: Reading = prospect.websiteUrl
    ? await tryToRead(prospect.websiteUrl, resolve)
    : { errorCode: "prospecting.site.no_address" };
  return inCompany(company, async (ctx): Promise<{ score: number } | { errorCode: string }> =>
    "signs" in reading ? keepMaturity(ctx, prospectId, reading) : keepFailure(ctx, prospectId, reading.errorCode),
  );
}

async function tryToRead(address: string, resolve?: OutsideRequest["resolve"]): Promise<Reading> {
  try {
    const page = await fetchPage(address, resolve);
    return { url: page.url, signs: siteSigns(page) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { errorCode: error.code };
  }
}

/** Keeps the maturity that a page showed; whoever has read the page of a prospect may hand in its signs. The same signs change nothing but the date. */
export async function keepMaturity(
  { db, companyId, now, emit }: CompanyCtx,
  prospectId: string,
  { url, signs }: { url: string; signs: SiteSigns },
): Promise<{ score: number }> {
  const { score, points } = maturityOf(signs);
  await db.$executeRaw`
    INSERT INTO site_readings (id, company_id, prospect_id, address, score, points, read_at, tried_at)
    VALUES (${uuidv7(now)}::uuid, ${companyId}::uuid, ${prospectId}::uuid, ${url.slice(0, 2000)}, ${score}::int, ${JSON.stringify(points)}::jsonb, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (company_id, prospect_id) DO UPDATE SET address = excluded.address, score = excluded.score, points = excluded.points,
      read_at = excluded.read_at, tried_at = excluded.tried_at, error_code = NULL, asked_at = NULL`;
  const { count } = await db.prospect.updateMany({
    where: {
      id: prospectId,
      OR: [{ digitalMaturityScore: null }, { digitalMaturityScore: { not: score } }, { hasWebsite: null }, { hasWebsite: false }],
    },
    data: { digitalMaturityScore: score, hasWebsite: true },
  });
  if (count > 0) emit(prospectChanged.create({ companyId, prospectId, fields: ["digitalMaturityScore"] }), prospectId);
  return { score };
}

async function keepFailure({ db, companyId, now }: CompanyCtx, prospectId: string, errorCode: string): Promise<{ errorCode: string }> {
  await db.$executeRaw`
    INSERT INTO site_readings (id, company_id, prospect_id, tried_at, error_code)
    VALUES (${uuidv7(now)}::uuid, ${companyId}::uuid, ${prospectId}::uuid, ${now}::timestamptz, ${errorCode})
    ON CONFLICT (company_id, prospect_id) DO UPDATE SET tried_at = excluded.tried_at, error_code = excluded.error_code, asked_at = NULL`;
  return { errorCode };
}
