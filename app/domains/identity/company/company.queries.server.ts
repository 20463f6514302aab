import type { CompanyCtx } from "~/platform/tenancy.server";

/** The company's own particulars, as its settings show them and each message prints them. */
export async function getCompany({ db, companyId }: CompanyCtx) {
  const { cardExpiresOn, ...company } = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: {
      id: true,
      name: true,
      language: true,
      timezone: true,
      postalAddress: true,
      senderName: true,
      senderEmail: true,
      replyToEmail: true,
      websiteUrl: true,
      dataSourceNote: true,
      sendFromHour: true,
      sendUntilHour: true,
      commercialName: true,
      email: true,
      phone: true,
      legalForm: true,
      siren: true,
      siret: true,
      vatNumber: true,
      nafCode: true,
      cardNumber: true,
      cardIssuer: true,
      cardExpiresOn: true,
    },
  });
  return { ...company, cardExpiresOn: cardExpiresOn?.toISOString().slice(0, 10) ?? null };
}
