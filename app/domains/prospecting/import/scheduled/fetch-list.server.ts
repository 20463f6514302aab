import { deleteFile } from "~/platform/files.server";
import { fetchFtp, type FtpRequest, isFtpAddress, readFtpAddress } from "~/platform/fetch-ftp.server";
import { fetchOutside, readAddress } from "~/platform/fetch-outside.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { atMostBytes } from "../run/import-run.rules";
import { type TakenList, takeList } from "../read/take-list.server";
import type { Seen } from "./schedule.rules";

export interface FetchedList extends TakenList {
  name: string;
  seen: Seen;
}

export type Fetching = Pick<FtpRequest, "resolve" | "reach">;

/** Where a list lies, as one types it: over HTTP(S) or FTP(S). @throws AppError 'platform.outside.address_invalid' (422) */
export const readListAddress = (text: string): URL => (isFtpAddress(text) ? readFtpAddress(text) : readAddress(text, true));

/**
 * Fetches a list and stores it, unless it is the one that was read last: by its tag, its date or its bytes.
 * @returns null when nothing has changed
 * @throws AppError 'platform.outside.…' | 'prospecting.import.file_…' | 'prospecting.import.workbook_…' (422)
 */
export async function fetchList(
  company: CompanyScope,
  { address, seen, sheetName, ...how }: { address: string; seen: Seen; sheetName?: string } & Fetching,
): Promise<FetchedList | null> {
  const offered = await (isFtpAddress(address) ? offeredByFtp(address, seen, how) : offeredByHttp(address, seen, how));
  if (!offered) return null;
  const { name, bytes } = offered;
  const taken = await takeList(company, { name, contentType: "text/plain", bytes }, { sheetName });
  const sha256 = await digestOf(company, taken);
  if (sha256 && sha256 === seen.sha256) {
    await discardList(company, taken);
    return null;
  }
  return { ...taken, name, seen: { ...offered.seen, sha256 } };
}

interface Offered {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  seen: Seen;
}

async function offeredByHttp(address: string, seen: Seen, { resolve }: Fetching): Promise<Offered | null> {
  const { status, headers, url, bytes } = await fetchOutside(address, {
    plain: /^http:/i.test(address),
    atMost: atMostBytes,
    headers: { ...(seen.etag && { "if-none-match": seen.etag }), ...(seen.lastModified && { "if-modified-since": seen.lastModified }) },
    resolve,
  });
  if (status === 304) {
    for await (const _ of bytes); // an answer without a body is over at once
    return null;
  }
  const { etag, "last-modified": lastModified } = headers;
  return { name: nameOf(url), bytes, seen: { etag: etag?.slice(0, 500), lastModified: lastModified?.slice(0, 100) } };
}

async function offeredByFtp(address: string, seen: Seen, how: Fetching): Promise<Offered | null> {
  const answer = await fetchFtp(address, { atMost: atMostBytes, seen: seen.lastModified, ...how });
  return answer && { name: nameOf(readFtpAddress(address)), bytes: answer.bytes, seen: { lastModified: answer.mark } };
}

/** Of what came in, before any sheet was written out of it. */
export async function digestOf(company: CompanyScope, { fileId, workbookFileId }: Pick<TakenList, "fileId" | "workbookFileId">) {
  const original = await inCompany(company, ({ db }) =>
    db.storedFile.findFirst({ where: { id: workbookFileId ?? fileId }, select: { sha256: true } }),
  );
  return original?.sha256 ?? undefined;
}

export async function discardList(company: CompanyScope, { fileId, workbookFileId }: Pick<TakenList, "fileId" | "workbookFileId">) {
  await deleteFile(company, fileId);
  if (workbookFileId) await deleteFile(company, workbookFileId);
}

function nameOf(url: URL): string {
  const last = url.pathname.split("/").at(-1) ?? "";
  try {
    return (decodeURIComponent(last).replaceAll("\0", "") || url.hostname).slice(0, 255);
  } catch {
    return last.slice(0, 255);
  }
}
