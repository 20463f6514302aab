import type { CompanyCtx } from "~/platform/tenancy.server";
import { prospectName } from "./prospect-name.rules";

export interface NamedProspect {
  id: string;
  name: string;
  /** The line of the list it first came from; null when it came in otherwise. */
  line: { importRunId: string; number: number } | null;
  isDeleted: boolean;
}

/** Prospects by their ids, each with its name and the line it came from; deleted ones too. */
export async function prospectsByIds({ db, companyId }: CompanyCtx, ids: Array<string>): Promise<Array<NamedProspect>> {
  if (ids.length === 0) return [];
  const rows = await db.prospect.findMany({
    where: { companyId, id: { in: ids } },
    select: {
      id: true,
      organizationName: true,
      firstName: true,
      lastName: true,
      email: true,
      phone: true,
      siret: true,
      importRunId: true,
      importLineNumber: true,
      deletedAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: prospectName(row),
    line: row.importRunId && row.importLineNumber ? { importRunId: row.importRunId, number: row.importLineNumber } : null,
    isDeleted: row.deletedAt !== null,
  }));
}
