import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { inSentence, isLanguage, languages } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { getBranding } from "../branding/save-branding.server";
import { AccountMail } from "../emails/account-mail";

/** What an account mail is about: the row whose link it carries. */
export type AccountMailSubject =
  | { kind: "verify" | "reset"; tokenId: string; userId: string }
  | { kind: "known"; noteId: string; userId: string }
  | { kind: "invitation"; invitationId: string };

/** By which the mail is found again before anybody sends it a second time. */
export const mailIdOf = (subject: AccountMailSubject) =>
  subject.kind === "invitation" ? subject.invitationId : subject.kind === "known" ? subject.noteId : subject.tokenId;

interface Letter {
  to: string;
  language: string;
  link: string;
  values: Record<string, string>;
  /** Whose mail it is, where a company invites. */
  brand?: { name: string; brandColor: string | null; logo: string | null };
}

/** What the mail says, read in the company's transaction. Null when its link has ended since: then nothing is sent. */
export async function readAccountMail(ctx: CompanyCtx, subject: AccountMailSubject): Promise<Letter | null> {
  const company = await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { name: true } });
  if (subject.kind === "invitation") {
    const invitation = await ctx.db.invitation.findFirst({
      where: { id: subject.invitationId, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } },
      select: { email: true, language: true, invitedById: true, role: { select: { key: true, name: true } } },
    });
    if (!invitation) return null;
    const inviter = invitation.invitedById
      ? await ctx.db.user.findUnique({ where: { id: invitation.invitedById }, select: { firstName: true, lastName: true } })
      : null;
    return {
      to: invitation.email,
      language: invitation.language,
      link: `${publicOrigin()}/invite/${linkToken("invitation", subject.invitationId)}`,
      values: {
        company: company.name,
        inviter: [inviter?.firstName, inviter?.lastName].filter(Boolean).join(" ") || company.name,
        roleKey: invitation.role.key,
        roleName: invitation.role.name ?? "",
      },
      brand: await getBranding(ctx),
    };
  }
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: subject.userId },
    select: { email: true, firstName: true, language: true },
  });
  return {
    to: user.email,
    language: user.language,
    link: `${publicOrigin()}${pathOf(subject)}`,
    values: { company: company.name, name: user.firstName ?? "" },
  };
}

function pathOf(subject: Exclude<AccountMailSubject, { kind: "invitation" }>): string {
  if (subject.kind === "known") return "/login";
  return subject.kind === "verify"
    ? `/verify/${linkToken("verify_email", subject.tokenId)}`
    : `/reset/${linkToken("reset_password", subject.tokenId)}`;
}

/** The mail itself, in its reader's language. */
export async function composeAccountMail(subject: AccountMailSubject, { to, language, link, values, brand }: Letter): Promise<Mail> {
  const spoken = isLanguage(language) ? language : languages[0];
  const voice = await voiceFor(spoken, ["identity"]);
  const t = voice.getFixedT(null, "identity");
  const said = { ...values, role: values.roleName || (values.roleKey ? inSentence(t(`role.${values.roleKey}`), spoken) : "") };
  const words = (key: string) => t(`mail.${subject.kind}.${key}`, said);
  const parts = {
    language: spoken,
    brand: brand && { ...brand, logo: brand.logo && `${publicOrigin()}${brand.logo}` },
    preview: words("preview"),
    heading: words("subject"),
    greeting: words("greeting"),
    text: words("text"),
    button: words("button"),
    link,
    byHand: t("mail.by_hand"),
    ignore: t("mail.ignore"),
  };
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to,
    subject: words("subject"),
    html: await render(AccountMail(parts)),
    text: [parts.greeting, parts.text, link, parts.ignore].join("\n\n"),
    headers: [],
    ownId: mailIdOf(subject),
  };
}
