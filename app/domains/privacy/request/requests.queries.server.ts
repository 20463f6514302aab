import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ErasedTable } from "../person/erase-person.server";

const pageSize = 50;

/** Requests, newest first; `after` goes on after a row. */
export async function listRequests({ db }: CompanyCtx, { after }: { after?: string }) {
  const rows = await db.privacyRequest.findMany({
    where: after ? { id: { lt: after } } : {},
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: { id: true, type: true, state: true, name: true, email: true, phone: true, source: true, receivedAt: true, dueAt: true },
  });
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? rows[pageSize - 1]!.id : null };
}
export type RequestRow = Awaited<ReturnType<typeof listRequests>>["rows"][number];

/** One request with all that was noted about it; null when it is not one of the company's. */
export async function getRequest({ db }: CompanyCtx, id: string) {
  const request = await db.privacyRequest.findFirst({
    where: { id },
    select: {
      id: true,
      type: true,
      state: true,
      source: true,
      prospectId: true,
      name: true,
      email: true,
      phone: true,
      language: true,
      note: true,
      identityNote: true,
      identityCheckedAt: true,
      receivedAt: true,
      dueAt: true,
      answeredAt: true,
      refusalReason: true,
      fileId: true,
      expiresAt: true,
      downloadedAt: true,
      result: true,
    },
  });
  return request && { ...request, result: request.result as unknown as Array<ErasedTable> };
}
