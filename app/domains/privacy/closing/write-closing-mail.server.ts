import { createHash } from "node:crypto";
import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage, localeOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { PrivacyMail } from "../emails/privacy-mail";

/** asked, cancelled: at once. soon: seven days before. ended: before the last row goes, as the reader's address goes with the rest. */
export type ClosingMailKind = "asked" | "cancelled" | "soon" | "ended";

export interface ClosingLetter {
  userId: string;
  to: string;
  language: string;
  company: string;
  timezone: string;
  endsAt: Date;
}

/** A letter for each active owner. None when the closing is no longer what the kind says. */
export async function readClosingMails(
  { db, companyId }: CompanyCtx,
  closingId: string,
  kind: ClosingMailKind,
): Promise<Array<ClosingLetter>> {
  const closing = await db.companyClosing.findFirst({ where: { id: closingId }, select: { endsAt: true, cancelledAt: true } });
  if (!closing || (closing.cancelledAt !== null) !== (kind === "cancelled")) return [];
  const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true, timezone: true } });
  const owners = await db.membership.findMany({
    where: { isOwner: true, isActive: true },
    select: { user: { select: { id: true, email: true, language: true } } },
  });
  return owners.map(({ user }) => ({
    userId: user.id,
    to: user.email,
    language: user.language,
    company: company.name,
    timezone: company.timezone,
    endsAt: closing.endsAt,
  }));
}

/** By which the mail is found again before anybody sends it a second time. */
export function closingMailId(closingId: string, kind: ClosingMailKind, userId: string): string {
  const hex = createHash("sha256").update(`${closingId} ${kind} ${userId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export async function composeClosingMail(closingId: string, kind: ClosingMailKind, letter: ClosingLetter): Promise<Mail> {
  const language = isLanguage(letter.language) ? letter.language : "fr";
  const t = (await voiceFor(language, ["privacy"])).getFixedT(language, "privacy");
  const end = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: letter.timezone }).format(letter.endsAt);
  const values = { company: letter.company, date: end };
  const subject = t(`closing.mail.${kind}.subject`, values);
  const paragraphs = [t(`closing.mail.${kind}.text`, values), t(`closing.mail.${kind}.more`, values)];
  const link = kind === "ended" ? `${publicOrigin()}/closing/${linkToken("closing", closingId)}` : `${publicOrigin()}/settings/closing`;
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to: letter.to,
    subject,
    html: await render(
      PrivacyMail({ language, company: "Essor", heading: subject, paragraphs, action: { text: t(`closing.mail.${kind}.button`), link } }),
    ),
    text: [...paragraphs, link].join("\n\n"),
    headers: [],
    ownId: closingMailId(closingId, kind, letter.userId),
    metadata: kind === "ended" ? { "essor-closing": closingId } : undefined,
  };
}
