import { deleteFile } from "~/platform/files.server";
import { fetchOutside, type OutsideRequest } from "~/platform/fetch-outside.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { atMostBytes } from "../run/import-run.rules";
import { type TakenList, takeList } from "../read/take-list.server";
import type { Seen } from "./schedule.rules";

export interface FetchedList extends TakenList {
  name: string;
  seen: Seen;
}

/**
 * Fetches a list and stores it, unless it is the one that was read last: by its tag, its date or its bytes.
 * @returns null when nothing has changed
 * @throws AppError 'platform.outside.…' | 'prospecting.import.file_…' | 'prospecting.import.workbook_…' (422)
 */
export async function fetchList(
  company: CompanyScope,
  { address, seen, sheetName, resolve }: { address: string; seen: Seen; sheetName?: string; resolve?: OutsideRequest["resolve"] },
): Promise<FetchedList | null> {
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
  const name = nameOf(url);
  const taken = await takeList(company, { name, contentType: "text/plain", bytes }, { sheetName });
  const original = await inCompany(company, ({ db }) =>
    db.storedFile.findFirst({ where: { id: taken.workbookFileId ?? taken.fileId }, select: { sha256: true } }),
  );
  const sha256 = original?.sha256 ?? undefined;
  if (sha256 && sha256 === seen.sha256) {
    await discardList(company, taken);
    return null;
  }
  const { etag, "last-modified": lastModified } = headers;
  return { ...taken, name, seen: { etag: etag?.slice(0, 500), lastModified: lastModified?.slice(0, 100), sha256 } };
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
