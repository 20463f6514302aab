import type { CompanyCtx } from "~/platform/tenancy.server";

const pageSize = 50;

/** The list, newest first; `search` keeps the addresses that hold it, `after` goes on after a row. */
export async function listSuppressions({ db }: CompanyCtx, { search, after }: { search?: string; after?: string }) {
  const where = search ? { address: { contains: search.trim().toLowerCase() } } : {};
  const total = await db.suppression.count({ where });
  const rows = await db.suppression.findMany({
    where: { ...where, ...(after && { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: { id: true, address: true, reason: true, note: true, createdAt: true },
  });
  return { rows: rows.slice(0, pageSize), total, next: rows.length > pageSize ? rows[pageSize - 1]!.id : null };
}
export type SuppressionRow = Awaited<ReturnType<typeof listSuppressions>>["rows"][number];
