import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { survivors } from "../../duplicate/survivors.server";
import type { KnownProspect, ListLine } from "./decide-lines.rules";
import { foldedName } from "./identity-keys.rules";

/**
 * The prospects that are the same as one of these lines by e-mail, by SIRET or by number and name; those in the bin too, and those
 * out of `reach`, marked. Read by the
 * indexes, then by id. A number alone finds nobody: behind a switchboard's stand thousands, and only those who bear the name are fetched.
 */
export async function knownProspects(
  { db, companyId }: CompanyCtx,
  lines: Array<ListLine>,
  reach: ReadonlyArray<string> | null = null,
): Promise<Array<KnownProspect>> {
  const emails: Array<string> = [];
  const sirets: Array<string> = [];
  const phones = new Set<string>();
  const phonesWithNames = new Set<string>();
  for (const { reading } of lines) {
    if ("refusal" in reading) continue;
    const { email, siret, phone, mobile } = reading.prospect;
    if (email) emails.push(email);
    if (siret) sirets.push(siret);
    const name = foldedName(reading.prospect);
    for (const number of name ? [phone, mobile] : []) {
      if (!number) continue;
      phones.add(number);
      phonesWithNames.add(`${number}|${asciiOf(name)}`);
    }
  }
  const ofCompany = Prisma.sql`SELECT id FROM prospects WHERE company_id = ${companyId}::uuid AND`;
  const named = (number: Prisma.Sql) => Prisma.sql`${number} = ANY (${[...phones]}::text[])
      AND (${number} || '|' || ${asciiName(person)} = ANY (${[...phonesWithNames]}::text[]) OR ${number} || '|' || ${asciiName(firm)} = ANY (${[...phonesWithNames]}::text[]))`;
  const found = await db.$queryRaw<Array<{ id: string }>>`
    ${ofCompany} email = ANY (${emails}::text[]) UNION
    ${ofCompany} siret = ANY (${sirets}::text[]) UNION
    ${ofCompany} ${named(Prisma.sql`phone`)} UNION
    ${ofCompany} ${named(Prisma.sql`mobile`)}`;
  if (found.length === 0) return [];
  const read = (ids: Array<string>) =>
    db.prospect.findMany({ where: { id: { in: ids } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: columns });
  let rows = await read(found.map(({ id }) => id));
  // Who was merged into another speaks for that one.
  const merged = rows.filter(({ mergedIntoId }) => mergedIntoId !== null);
  const aliases = new Map<string, typeof merged>();
  if (merged.length > 0) {
    const kept = await survivors(
      { db, companyId },
      merged.map(({ id }) => id),
    );
    for (const row of merged) aliases.set(kept.get(row.id)!, [...(aliases.get(kept.get(row.id)!) ?? []), row]);
    const alone = rows.filter(({ mergedIntoId }) => mergedIntoId === null);
    rows = [...alone, ...(await read([...aliases.keys()].filter((id) => !alone.some((row) => row.id === id))))];
  }
  const isReached = (userId: string | null) => reach === null || (userId !== null && reach.includes(userId));
  const said = ({ latitude, longitude, customFields, ...row }: (typeof rows)[number]) => {
    const { id: _, assignedToId: __, department: ___, deletedAt: ____, mergedIntoId: _____, ...prospect } = row;
    return {
      ...prospect,
      latitude: latitude?.toNumber() ?? null,
      longitude: longitude?.toNumber() ?? null,
      customFields: customFields as Record<string, string>,
    };
  };
  return rows.map((row) => ({
    id: row.id,
    isOutOfReach: !isReached(row.assignedToId),
    department: row.department,
    wasDeletedAt: row.deletedAt?.toISOString() ?? null,
    prospect: said(row),
    ...(aliases.has(row.id) && { aliases: aliases.get(row.id)!.map(said) }),
  }));
}

const columns = {
  id: true,
  assignedToId: true,
  department: true,
  deletedAt: true,
  mergedIntoId: true,
  firstName: true,
  lastName: true,
  organizationName: true,
  jobTitle: true,
  email: true,
  phone: true,
  mobile: true,
  siret: true,
  street: true,
  postalCode: true,
  city: true,
  countryCode: true,
  latitude: true,
  longitude: true,
  websiteUrl: true,
  linkedinUrl: true,
  language: true,
  tags: true,
  notes: true,
  sourceDetail: true,
  customFields: true,
} as const;

const person = Prisma.sql`concat(first_name, last_name)`;
const firm = Prisma.sql`coalesce(organization_name, '')`;

/** What a folded name has of a–z and 0–9: equal names have it in common, so that the database may narrow by it and the rules decide. */
const asciiOf = (folded: string) => folded.replace(/[^a-z0-9]+/g, "");

/** The same of a name as it stands in the table: foldText's own steps, as far as they reach ASCII. */
const asciiName = (name: Prisma.Sql) => Prisma.sql`regexp_replace(lower(normalize(
  replace(replace(replace(replace(replace(${name}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), NFD) COLLATE "C"), '[^a-z0-9]+', '', 'g')`;
