import { colorsOf } from "~/domains/identity/branding/brand-color.rules";
import { env } from "~/platform/env.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { addressOf, oneLine } from "./letter.rules";

/** Who writes, as each mail says it. */
export interface Sender {
  companyName: string;
  name: string;
  email: string | null;
  replyTo: string | null;
  /** Postal address on one line. Null: the law wants one in each message, so nothing may leave. */
  address: string | null;
  /** Name, postal address, register number: a line each. */
  lines: string[];
  /** Where the reader asks about his data. */
  contact: string;
  dataSourceNote: string | null;
  /** The company's colour as it is read on white. */
  accent: string;
}

export async function getSender({ db, companyId }: CompanyCtx): Promise<Sender> {
  const company = await db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: {
      name: true,
      email: true,
      senderName: true,
      senderEmail: true,
      replyToEmail: true,
      postalAddress: true,
      siren: true,
      websiteUrl: true,
      dataSourceNote: true,
      brandColor: true,
    },
  });
  const address = (company.postalAddress ?? "").split(/\r?\n/).map(oneLine).filter(Boolean).join(", ") || null;
  return {
    companyName: company.name,
    name: company.senderName ?? company.name,
    email: company.senderEmail,
    replyTo: company.replyToEmail,
    address,
    lines: [company.name, address ?? "", company.siren ? `SIREN ${company.siren}` : "", company.websiteUrl ?? ""].filter(Boolean),
    contact: company.email ?? company.replyToEmail ?? company.senderEmail ?? addressOf(env().MAIL_FROM),
    dataSourceNote: company.dataSourceNote,
    accent: colorsOf(company.brandColor).text,
  };
}
