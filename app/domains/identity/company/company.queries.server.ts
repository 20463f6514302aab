import type { CompanyCtx } from "~/platform/tenancy.server";

/** The company's own particulars, as its settings show them and each message prints them. */
export const getCompany = ({ db, companyId }: CompanyCtx) =>
  db.company.findUniqueOrThrow({
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
    },
  });
