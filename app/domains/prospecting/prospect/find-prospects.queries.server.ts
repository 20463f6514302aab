import type { CompanyCtx } from "~/platform/tenancy.server";

/** The best few prospects that hold every word of a term, for the command palette. Without accents, in any order. */
export async function findProspects({ db }: CompanyCtx, { term, take = 8 }: { term: string; take?: number }) {
  const ids = await db.$queryRaw<Array<{ id: string }>>`SELECT id FROM app.search_prospects(${term.slice(0, 100)}, ${take}::int)`;
  if (ids.length === 0) return [];
  const rows = await db.prospect.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, firstName: true, lastName: true, organizationName: true, email: true, city: true },
  });
  return ids.flatMap(({ id }) => rows.find((row) => row.id === id) ?? []);
}
