import { AppError } from "~/platform/errors";
import { deleteFile, storeFile } from "~/platform/files.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import type { UploadedFile } from "~/platform/uploads.server";
import { colorsOf } from "./brand-color.rules";
import { logoPath } from "./logo-address.server";
import { mostLogoBytes, readLogo } from "./logo-image.rules";
import type { Branding } from "./branding.schema";

/** Colour and logo, as pages and mails show them; `colors` are what may be painted with it. */
export async function getBranding({ db, companyId }: CompanyCtx) {
  const { brandColor, logoFileId, name } = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { brandColor: true, logoFileId: true, name: true },
  });
  return { name, brandColor, colors: colorsOf(brandColor), logo: logoFileId ? logoPath(companyId, logoFileId) : null };
}

/** Sets the colour; empty: ours. */
export async function saveBranding(ctx: CompanyCtx, { brandColor = undefined }: Branding) {
  const before = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { brandColor: true } });
  const after = { brandColor: brandColor ?? null };
  await ctx.db.company.update({ where: { id: ctx.companyId }, data: after });
  ctx.audit({ action: "branding.changed", about: { type: "company", id: ctx.companyId }, before, after });
}

/**
 * Keeps a logo in place of the one before. It is judged by its bytes, not by its name, and served with the type they say.
 * @throws AppError 'platform.file.too_large' (422), 'identity.branding.logo_invalid' (422)
 */
export async function saveLogo(company: CompanyScope, file: UploadedFile) {
  const parts: Array<Uint8Array> = [];
  let size = 0;
  for await (const part of file.bytes) {
    size += part.byteLength;
    if (size > mostLogoBytes) throw new AppError("identity.branding.logo_too_large", { status: 422, field: "file" });
    parts.push(part);
  }
  const bytes = new Uint8Array(Buffer.concat(parts));
  const image = readLogo(bytes);
  if (!image) throw new AppError("identity.branding.logo_invalid", { status: 422, field: "file" });
  async function* whole() {
    yield await Promise.resolve(bytes);
  }
  const { fileId } = await storeFile(company, { name: file.name, contentType: image.contentType, bytes: whole(), atMost: mostLogoBytes });
  await placeLogo(company, fileId);
}

/** Takes the logo away. */
export const removeLogo = (company: CompanyScope) => placeLogo(company, null);

async function placeLogo(company: CompanyScope, logoFileId: string | null) {
  const old = await inCompany(company, async (ctx) => {
    const before = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { logoFileId: true } });
    await ctx.db.company.update({ where: { id: ctx.companyId }, data: { logoFileId } });
    ctx.audit({ action: "branding.changed", about: { type: "company", id: ctx.companyId }, before, after: { logoFileId } });
    return before.logoFileId;
  });
  if (old) await deleteFile(company, old);
}
