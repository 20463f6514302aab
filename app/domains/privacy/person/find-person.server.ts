import type { CompanyCtx } from "~/platform/tenancy.server";
import { personHashes } from "./person-hash.server";

/** One person as a company knows him: his records, and what he is named and reached by. */
export interface KnownPerson {
  prospectIds: Array<string>;
  customerIds: Array<string>;
  emails: Array<string>;
  /** E.164; numbers that others have too (a firm's desk) are left out. */
  phones: Array<string>;
  /** First and last name together, where nobody else bears both. */
  names: Array<{ first: string; last: string }>;
  hashes: Array<string>;
}

interface RecordRow {
  kind: "prospect" | "customer";
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phones: Array<string | null>;
}

/**
 * All records of one person in this company: the one that is named, those with his e-mail address, and those with a number of his and
 * his last name. A number alone is not enough: a whole agency answers at it. Records merged into one another are one person's.
 */
export async function findPerson(
  ctx: CompanyCtx,
  { prospectId, name, email, phone }: { prospectId?: string | null; name?: string | null; email?: string | null; phone?: string | null },
): Promise<KnownPerson> {
  const { db, companyId } = ctx;
  const own = prospectId
    ? await db.prospect.findFirst({ where: { id: prospectId }, select: { email: true, phone: true, mobile: true, lastName: true } })
    : null;
  const emails = [email, own?.email].filter((one) => !!one).map((one) => one!.toLowerCase());
  const phones = [phone, own?.phone, own?.mobile].filter((one) => !!one);
  const last = own?.lastName ?? name?.trim().split(/\s+/).at(-1) ?? null;
  const rows = await db.$queryRaw<Array<RecordRow>>`
    WITH RECURSIVE known AS (
      SELECT p.id FROM prospects p WHERE p.company_id = ${companyId}::uuid
        AND (p.id = ${prospectId ?? null}::uuid OR p.email = ANY (${emails}::text[])
          OR ((p.phone = ANY (${phones}::text[]) OR p.mobile = ANY (${phones}::text[])) AND lower(p.last_name) = lower(${last})))),
    found AS (
      SELECT id FROM known
      UNION SELECT CASE WHEN p.merged_into_id = f.id THEN p.id ELSE p.merged_into_id END FROM found f
        JOIN prospects p ON p.company_id = ${companyId}::uuid AND p.merged_into_id IS NOT NULL AND (p.merged_into_id = f.id OR p.id = f.id))
    SELECT 'prospect' AS kind, p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.email, ARRAY[p.phone, p.mobile] AS phones
      FROM prospects p JOIN found USING (id)
    UNION ALL
    SELECT 'customer', c.id, c.first_name, c.last_name, lower(c.email), ARRAY[c.phone, c.whatsapp_phone]
      FROM customers c WHERE c.company_id = ${companyId}::uuid
        AND (c.prospect_id IN (SELECT id FROM found) OR lower(c.email) = ANY (${emails}::text[])
          OR ((c.phone = ANY (${phones}::text[]) OR c.whatsapp_phone = ANY (${phones}::text[])) AND lower(c.last_name) = lower(${last})))`;
  return describe(ctx, rows, { emails, phones: phones as Array<string> });
}

async function describe(
  { db, companyId }: CompanyCtx,
  rows: Array<RecordRow>,
  asked: { emails: Array<string>; phones: Array<string> },
): Promise<KnownPerson> {
  const ids = (kind: RecordRow["kind"]) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const [prospectIds, customerIds] = [ids("prospect"), ids("customer")];
  const some = (values: Array<string | null | undefined>) => [...new Set(values.filter((value) => !!value?.trim()))] as Array<string>;
  const emails = some([...asked.emails, ...rows.map(({ email }) => email?.toLowerCase())]);
  const numbers = some([...asked.phones, ...rows.flatMap(({ phones }) => phones)]);
  const named = rows.flatMap(({ firstName, lastName }) =>
    firstName?.trim() && lastName?.trim() ? [{ first: firstName, last: lastName }] : [],
  );
  const others = await db.$queryRaw<Array<{ phone: string | null; mobile: string | null; first: string | null; last: string | null }>>`
    SELECT p.phone, p.mobile, p.first_name AS first, p.last_name AS last FROM prospects p
      WHERE p.company_id = ${companyId}::uuid AND NOT p.id = ANY (${prospectIds}::uuid[])
        AND (p.phone = ANY (${numbers}::text[]) OR p.mobile = ANY (${numbers}::text[]) OR p.last_name = ANY (${named.map(({ last }) => last)}::text[]))
    UNION ALL
    SELECT c.phone, c.whatsapp_phone, c.first_name, c.last_name FROM customers c
      WHERE c.company_id = ${companyId}::uuid AND NOT c.id = ANY (${customerIds}::uuid[])
        AND (c.phone = ANY (${numbers}::text[]) OR c.whatsapp_phone = ANY (${numbers}::text[]) OR c.last_name = ANY (${named.map(({ last }) => last)}::text[]))`;
  const phones = numbers.filter((number) => !others.some(({ phone, mobile }) => phone === number || mobile === number));
  const names = named.filter((name, at) => {
    const same = (other: { first: string | null; last: string | null }) => other.first === name.first && other.last === name.last;
    return !others.some(same) && named.findIndex(same) === at;
  });
  return { prospectIds, customerIds, emails, phones, names, hashes: personHashes(companyId, { emails, phones }) };
}
