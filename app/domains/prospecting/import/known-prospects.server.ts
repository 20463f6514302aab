import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
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
  const rows = await db.prospect.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      assignedToId: true,
      department: true,
      deletedAt: true,
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
    },
  });
  const isReached = (userId: string | null) => reach === null || (userId !== null && reach.includes(userId));
  return rows.map(({ id, assignedToId, department, deletedAt, latitude, longitude, customFields, ...prospect }) => ({
    id,
    isOutOfReach: !isReached(assignedToId),
    department,
    wasDeletedAt: deletedAt?.toISOString() ?? null,
    prospect: {
      ...prospect,
      latitude: latitude?.toNumber() ?? null,
      longitude: longitude?.toNumber() ?? null,
      customFields: customFields as Record<string, string>,
    },
  }));
}

const person = Prisma.sql`concat(first_name, last_name)`;
const firm = Prisma.sql`coalesce(organization_name, '')`;

/** What a folded name has of a–z and 0–9: equal names have it in common, so that the database may narrow by it and the rules decide. */
const asciiOf = (folded: string) => folded.replace(/[^a-z0-9]+/g, "");

/** The same of a name as it stands in the table: foldText's own steps, as far as they reach ASCII. */
const asciiName = (name: Prisma.Sql) => Prisma.sql`regexp_replace(lower(normalize(
  replace(replace(replace(replace(replace(${name}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), NFD) COLLATE "C"), '[^a-z0-9]+', '', 'g')`;
