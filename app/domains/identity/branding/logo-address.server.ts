import { timingSafeEqual } from "node:crypto";
import { isId } from "~/platform/ids";
import { readFile } from "~/platform/files.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";

const proofOf = (companyId: string, fileId: string) => linkToken("logo", `${companyId} ${fileId}`);

/** Where a logo is shown to everybody: mails and public pages have no session. The proof says that we wrote the address. */
export const logoPath = (companyId: string, fileId: string) => `/logo/${companyId}.${fileId}.${proofOf(companyId, fileId)}`;

/** The logo of an address that we wrote, while it is the company's; null otherwise. */
export async function logoOf(token: string): Promise<{ contentType: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const [companyId = "", fileId = "", proof = ""] = token.split(".");
  if (!isId(companyId) || !isId(fileId)) return null;
  if (!timingSafeEqual(Buffer.from(digest(proof)), Buffer.from(digest(proofOf(companyId, fileId))))) return null;
  const company = asJob(companyId, "identity/show-logo");
  const file = await inCompany(company, async ({ db }) => {
    const { logoFileId } = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { logoFileId: true } });
    return logoFileId === fileId
      ? db.storedFile.findFirst({ where: { id: fileId, sha256: { not: null } }, select: { contentType: true } })
      : null;
  });
  if (!file) return null;
  const parts: Array<Uint8Array> = [];
  for await (const part of readFile(company, fileId)) parts.push(part);
  return { contentType: file.contentType, bytes: new Uint8Array(Buffer.concat(parts)) };
}
