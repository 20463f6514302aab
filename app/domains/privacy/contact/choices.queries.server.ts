import type { CompanyCtx } from "~/platform/tenancy.server";
import { type Person, personHashes } from "../person/person-hash.server";
import type { Channel } from "./channel.rules";

export interface ChoiceRow {
  id: string;
  channel: Channel;
  isGranted: boolean;
  source: string;
  proof: string | null;
  basis: "legitimate_interest" | "consent" | "contract" | null;
  givenAt: Date;
  recordedBy: string | null;
}

/** What a person said, newest first, each word once however many addresses it was written under. */
export async function choicesOf({ db, companyId }: CompanyCtx, person: Person, prospectId: string): Promise<Array<ChoiceRow>> {
  return db.$queryRaw<Array<ChoiceRow>>`
    SELECT DISTINCT ON (c.given_at, c.channel, c.is_granted, c.source) c.id, c.channel::text AS channel, c.is_granted AS "isGranted", c.source, c.evidence ->> 'proof' AS proof,
      c.legal_basis::text AS basis, c.given_at AS "givenAt", nullif(concat_ws(' ', u.first_name, u.last_name), '') AS "recordedBy"
    FROM consents c LEFT JOIN users u ON u.id = c.recorded_by_id
    WHERE c.company_id = ${companyId}::uuid AND (c.person_hash = ANY (${personHashes(companyId, person)}::text[]) OR c.prospect_id = ${prospectId}::uuid)
    ORDER BY c.given_at DESC, c.channel, c.is_granted, c.source, c.id LIMIT 100`;
}
