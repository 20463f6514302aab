import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type Person, personHashes } from "../person/person-hash.server";
import { type Channel, type ContactVerdict, judgeContact, type Purpose } from "./channel.rules";

export interface Contactable extends Person {
  /** Whether something ties him to a profession: a firm, a register number, a post. Unless said so he is a consumer. */
  isProfessional?: boolean;
  /** His record, where there is one: what was said before the ledger knew addresses by their digests stands under it. */
  prospectId?: string;
}

/**
 * Whether this person may be reached on this channel, by what is written at this moment in this transaction. Every sender asks it in
 * the transaction that begins the send: what was opposed a second before is not sent, whoever approved or queued it.
 */
export async function mayContact(
  ctx: CompanyCtx,
  { person, channel, purpose }: { person: Contactable; channel: Channel; purpose: Purpose },
): Promise<ContactVerdict> {
  const [verdict] = await mayContactEach(ctx, { people: [person], channel, purpose });
  return verdict!;
}

/** The same of many people in one statement; the verdicts stand in the order of the people. */
export async function mayContactEach(
  ctx: CompanyCtx,
  { people, channel, purpose }: { people: ReadonlyArray<Contactable>; channel: Channel; purpose: Purpose },
): Promise<Array<ContactVerdict>> {
  const rows = await readLedger(ctx, people, [channel]);
  return people.map((person) => verdictOf(ctx, rows, person, channel, purpose));
}

/** For each channel whether he may be reached for prospecting now, and why not. */
export async function standingOf(ctx: CompanyCtx, person: Contactable, channels: ReadonlyArray<Channel>) {
  const rows = await readLedger(ctx, [person], channels);
  return channels.map((channel) => {
    const verdict = verdictOf(ctx, rows, person, channel, "prospecting");
    return { channel, reason: verdict.may ? null : verdict.reason };
  });
}
export type ChannelStanding = Awaited<ReturnType<typeof standingOf>>[number];

interface LedgerRow {
  /** Digest, address or record that the line stands under. */
  key: string;
  channel: Channel;
  said: boolean | null;
  suppressed: string | null;
  isDead: boolean;
}

const keysOf = (companyId: string, person: Contactable) => ({
  hashes: personHashes(companyId, person),
  addresses: [...person.emails, ...person.phones].flatMap((address) => (address?.trim() ? [address.trim().toLowerCase()] : [])),
});

/** Addresses of the list whose domain takes no mail by its own DNS, unless a member vouched for them. Unknown is not dead. */
const deadAddressesOf = (addresses: ReadonlyArray<string>) => Prisma.sql`
  SELECT a.address FROM unnest(${[...addresses]}::text[]) a (address)
  WHERE split_part(a.address, '@', 2) IN (SELECT d.domain FROM mail_domains d WHERE d.state IN ('null_mx', 'no_mail', 'no_domain'))
    AND NOT EXISTS (SELECT 1 FROM email_vouches v WHERE v.email = a.address)`;

async function readLedger(
  { db, companyId }: CompanyCtx,
  people: ReadonlyArray<Contactable>,
  channels: ReadonlyArray<Channel>,
): Promise<Array<LedgerRow>> {
  const keys = people.map((person) => keysOf(companyId, person));
  const hashes = [...new Set(keys.flatMap((one) => one.hashes))];
  const addresses = [...new Set(keys.flatMap((one) => one.addresses))];
  const prospectIds = people.flatMap(({ prospectId }) => prospectId ?? []);
  if (hashes.length + prospectIds.length === 0) return [];
  return db.$queryRaw<Array<LedgerRow>>`
    (SELECT DISTINCT ON (c.person_hash, c.channel) c.person_hash AS key, c.channel::text AS channel, c.is_granted AS said, NULL AS suppressed, false AS "isDead" FROM consents c
      WHERE c.company_id = ${companyId}::uuid AND c.person_hash = ANY (${hashes}::text[]) AND c.channel::text = ANY (${[...channels]}::text[])
      ORDER BY c.person_hash, c.channel, c.given_at DESC, c.id DESC)
    UNION ALL
    (SELECT DISTINCT ON (c.prospect_id, c.channel) c.prospect_id::text, c.channel::text, c.is_granted, NULL, false FROM consents c
      WHERE c.company_id = ${companyId}::uuid AND c.prospect_id = ANY (${prospectIds}::uuid[]) AND c.person_hash IS NULL AND c.channel::text = ANY (${[...channels]}::text[])
        -- A later yes under one of his addresses is the last word of his record too.
        AND NOT EXISTS (SELECT 1 FROM consents y WHERE y.company_id = c.company_id AND y.prospect_id = c.prospect_id AND y.channel = c.channel
          AND y.person_hash IS NOT NULL AND y.is_granted AND y.given_at > c.given_at)
      ORDER BY c.prospect_id, c.channel, c.given_at DESC, c.id DESC)
    UNION ALL
    SELECT s.address_hash, s.channel, NULL, s.reason::text, false FROM suppressions s
      WHERE s.company_id = ${companyId}::uuid AND s.channel = ANY (${[...channels]}::text[]) AND s.address_hash = ANY (${hashes}::text[])
    UNION ALL
    SELECT s.address, s.channel, NULL, s.reason::text, false FROM suppressions s
      WHERE s.company_id = ${companyId}::uuid AND s.channel = ANY (${[...channels]}::text[]) AND s.address = ANY (${addresses}::text[])
    ${channels.includes("email") ? Prisma.sql`UNION ALL SELECT a.address, 'email', NULL, NULL, true FROM (${deadAddressesOf(addresses)}) a` : Prisma.empty}`;
}

function verdictOf(
  { companyId }: CompanyCtx,
  rows: Array<LedgerRow>,
  person: Contactable,
  channel: Channel,
  purpose: Purpose,
): ContactVerdict {
  const { hashes, addresses } = keysOf(companyId, person);
  const own = rows.filter((row) => row.channel === channel && [person.prospectId, ...hashes, ...addresses].includes(row.key));
  const said = own.flatMap((row) => (row.said === null ? [] : [row.said]));
  const reasons = own.flatMap((row) => (row.suppressed === null ? [] : [row.suppressed]));
  const suppressed = reasons.find((reason) => reason === "erased" || reason === "hard_bounce") ?? reasons[0] ?? null;
  const isDead = own.some((row) => row.isDead);
  return judgeContact({ said, suppressed, isDead }, { channel, purpose, isProfessional: person.isProfessional ?? false });
}
