import { render } from "@react-email/render";
import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { PrivacyMail } from "../emails/privacy-mail";

interface Letter {
  to: string;
  replyTo: string | null;
  company: string;
  brand: Awaited<ReturnType<typeof getBranding>>;
  language: string;
  kind: "access" | "erasure" | "objection" | "rectification" | "refused";
  reason: string;
}

/** What the answer to a request says and to whom. Null: the person left no address, so a member answers him by hand. */
export async function readRequestMail(ctx: CompanyCtx, requestId: string): Promise<Letter | null> {
  const { db, companyId } = ctx;
  const request = await db.privacyRequest.findFirst({
    where: { id: requestId },
    select: { email: true, type: true, state: true, language: true, refusalReason: true },
  });
  if (!request?.email) return null;
  const company = await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { name: true, email: true } });
  return {
    to: request.email,
    replyTo: company.email,
    company: company.name,
    brand: await getBranding(ctx),
    language: request.language,
    kind: request.state === "refused" ? "refused" : request.type,
    reason: request.refusalReason ?? "",
  };
}

/** The mail itself, in the person's language. The link of an archive or a certificate opens for 30 days. */
export async function composeRequestMail(requestId: string, letter: Letter): Promise<Mail> {
  const language = isLanguage(letter.language) ? letter.language : "fr";
  const t = (await voiceFor(language, ["privacy"])).getFixedT(language, "privacy");
  const { company, kind, reason } = letter;
  const brand = { colors: letter.brand.colors, logo: letter.brand.logo && `${publicOrigin()}${letter.brand.logo}` };
  const subject = t(`mail.${kind}.subject`, { company });
  const paragraphs = [t(`mail.${kind}.text`, { company, reason }), t("mail.more", { company })];
  const link = `${publicOrigin()}/privacy-file/${linkToken("privacy_file", requestId)}`;
  const action = kind === "access" || kind === "erasure" ? { text: t(`mail.${kind}.button`), link } : undefined;
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to: letter.to,
    replyTo: letter.replyTo ?? undefined,
    subject,
    html: await render(PrivacyMail({ language, company, brand, heading: subject, paragraphs, action })),
    text: [...paragraphs, ...(action ? [link] : [])].join("\n\n"),
    headers: [],
    ownId: requestId,
  };
}
