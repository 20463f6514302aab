import type { CompanyCtx } from "~/platform/tenancy.server";
import type { BantEntryRow } from "./bant.rules";

/** What was noted of a prospect's BANT, the last first. */
export const bantHistory = ({ db }: CompanyCtx, prospectId: string, take = 50) =>
  db.$queryRaw<Array<BantEntryRow>>`
    SELECT b.id, b.part::text AS part, b.points, b.evidence, b.observed_on::text AS "observedOn", b.source, nullif(concat_ws(' ', u.first_name, u.last_name), '') AS by,
      b.created_at AS "createdAt"
    FROM bant_entries b LEFT JOIN users u ON u.id = b.recorded_by_id
    WHERE b.prospect_id = ${prospectId}::uuid ORDER BY b.created_at DESC, b.id DESC LIMIT ${take}::int`;
