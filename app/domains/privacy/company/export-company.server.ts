import { AppError } from "~/platform/errors";
import { deleteFile, readFile, storeFile } from "~/platform/files.server";
import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { companyArchive } from "./company-archive.server";
import { companyExported, companyExportRequested } from "./company.events.server";

/** By this a stored file is known as an export of the company. */
const exportType = "application/zip; essor=company-export";
const largestExport = 20 * 1024 * 1024 * 1024;
/** Exports asked for in an hour, at most. */
const mostAnHour = 3;
const nameOf = (exportId: string) => `export-${exportId}.zip`;

/**
 * Asks for an export of all that is the company's.
 * @throws AppError 'privacy.company.too_many' (429)
 */
export async function requestExport(ctx: CompanyCtx): Promise<{ exportId: string }> {
  const { db, companyId, now, emit } = ctx;
  const since = new Date(now.getTime() - 3_600_000);
  const asked = await db.event.count({ where: { eventType: companyExportRequested.name, occurredAt: { gte: since } } });
  if (asked >= mostAnHour) throw new AppError("privacy.company.too_many", { status: 429 });
  const exportId = uuidv7(now);
  emit(companyExportRequested.create({ companyId, exportId }), exportId);
  ctx.audit({ action: "company.exported", about: { type: "company", id: companyId } });
  return { exportId };
}

/** Writes the archive of a request into the store. A second time finds it there; what broke off before is thrown away. */
export async function writeExport(company: CompanyScope, exportId: string): Promise<{ fileId: string }> {
  const name = nameOf(exportId);
  const before = await inCompany(company, ({ db }) => db.storedFile.findMany({ where: { name, contentType: exportType } }));
  const whole = before.find(({ sha256 }) => sha256 !== null);
  if (whole) return { fileId: whole.id };
  for (const { id } of before) await deleteFile(company, id);
  const bytes = companyArchive(company, { isExport: (contentType) => contentType === exportType });
  const { fileId } = await storeFile(company, { name, contentType: exportType, bytes, atMost: largestExport });
  await inCompany(company, async (ctx) => ctx.emit(companyExported.create({ companyId: ctx.companyId, exportId, fileId }), exportId));
  return { fileId };
}

/** The exports there are, newest first; one that is being written has no size yet. */
export async function listExports({ db }: CompanyCtx) {
  const rows = await db.storedFile.findMany({
    where: { contentType: exportType },
    orderBy: { id: "desc" },
    take: 20,
    select: { id: true, size: true, sha256: true, createdAt: true },
  });
  return rows.map(({ id, size, sha256, createdAt }) => ({ id, createdAt, megabytes: sha256 ? Number(size) / 1024 / 1024 : null }));
}

/** An export as it goes out. @throws AppError 'platform.record.unknown' (404): none of this company, or not written to its end */
export async function openExport(company: CompanyScope, fileId: string) {
  const file = found(
    await inCompany(company, ({ db }) =>
      db.storedFile.findFirst({ where: { id: fileId, contentType: exportType, sha256: { not: null } }, select: { name: true } }),
    ),
  );
  return { name: file.name, contentType: "application/zip", bytes: readFile(company, fileId) };
}
