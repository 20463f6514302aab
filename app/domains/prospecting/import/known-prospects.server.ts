import { Prisma } from "~/generated/prisma/client";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { KnownProspect, ListLine } from "./decide-lines.rules";

/** The prospects that bear an e-mail, a SIRET or a number of these lines; those in the bin too. Read by three indexes, then by id. */
export async function knownProspects({ db, companyId }: CompanyCtx, lines: Array<ListLine>): Promise<Array<KnownProspect>> {
  const emails: Array<string> = [];
  const sirets: Array<string> = [];
  const phones: Array<string> = [];
  for (const { reading } of lines) {
    if ("refusal" in reading) continue;
    const { email, siret, phone, mobile } = reading.prospect;
    if (email) emails.push(email);
    if (siret) sirets.push(siret);
    if (phone) phones.push(phone);
    if (mobile) phones.push(mobile);
  }
  const ofCompany = Prisma.sql`SELECT id FROM prospects WHERE company_id = ${companyId}::uuid AND`;
  const found = await db.$queryRaw<Array<{ id: string }>>`
    ${ofCompany} email = ANY (${emails}::text[]) UNION
    ${ofCompany} siret = ANY (${sirets}::text[]) UNION
    ${ofCompany} phone = ANY (${phones}::text[]) UNION
    ${ofCompany} mobile = ANY (${phones}::text[])`;
  if (found.length === 0) return [];
  const rows = await db.prospect.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
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
  return rows.map(({ id, department, deletedAt, latitude, longitude, customFields, ...prospect }) => ({
    id,
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
