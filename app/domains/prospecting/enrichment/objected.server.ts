import { type Person, personHashes } from "~/domains/privacy/person/person-hash.server";
import type { CompanyCtx } from "~/platform/tenancy.server";

/**
 * Whether one of these addresses belongs to somebody who said no to us, or was erased: nothing more is found out about him. A mailbox that
 * is dead is no word of his.
 */
export async function hasObjected({ db, companyId }: CompanyCtx, person: Person & { prospectId?: string }): Promise<boolean> {
  const hashes = personHashes(companyId, person);
  const addresses = [...person.emails, ...person.phones].flatMap((one) => (one ? [one.toLowerCase()] : []));
  const [row] = await db.$queryRaw<Array<{ no: boolean }>>`
    SELECT EXISTS (SELECT 1 FROM suppressions s WHERE s.company_id = ${companyId}::uuid AND s.reason <> 'hard_bounce'
        AND (s.address_hash = ANY (${hashes}::text[]) OR s.address = ANY (${addresses}::text[])))
      OR EXISTS (SELECT 1 FROM (
          SELECT DISTINCT ON (coalesce(c.person_hash, c.prospect_id::text), c.channel) c.is_granted FROM consents c
          WHERE c.company_id = ${companyId}::uuid AND c.channel <> 'tracking' AND (c.person_hash = ANY (${hashes}::text[]) OR c.prospect_id = ${person.prospectId ?? null}::uuid)
          ORDER BY coalesce(c.person_hash, c.prospect_id::text), c.channel, c.given_at DESC, c.id DESC) said WHERE NOT said.is_granted) AS no`;
  return row!.no;
}
