import { render } from "@react-email/render";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage, languages } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { isNotificationType, type NotificationType, notificationTypeNames } from "~/platform/notification-kinds";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { DigestMail } from "../emails/digest-mail";
import { placeOf } from "./notification.rules";

/** How the company shows itself. */
export interface Brand {
  name: string;
  colors: { fill: string; ink: string; text: string };
  logo: string | null;
}

/** Given by whoever calls: a company's look is not this domain's. */
export type BrandOf = (ctx: CompanyCtx) => Promise<Brand>;

export interface DigestFacts {
  membershipId: string;
  to: string;
  firstName: string | null;
  language: string;
  company: string;
  colors: { fill: string; ink: string; text: string };
  logo: string | null;
  /** How often each type happened, and where it leads when it happened once. */
  told: Array<{ type: NotificationType; count: number; place: string | null }>;
}

/** What a mail tells, summed by type; null when its reader has left. Names stay in the product: mails are kept elsewhere. */
export async function readDigest({ db, companyId }: CompanyCtx, digestId: string, brand: Brand): Promise<DigestFacts | null> {
  const digest = await db.notificationDigest.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: digestId } },
    select: {
      member: {
        select: {
          id: true,
          isActive: true,
          user: { select: { email: true, firstName: true, language: true } },
        },
      },
      notifications: { orderBy: { createdAt: "asc" }, select: { type: true, subjectType: true, subjectId: true, values: true } },
    },
  });
  const { id, isActive, user } = digest.member;
  if (!isActive) return null;
  const { name, colors, logo } = brand;
  const told = notificationTypeNames.flatMap((type) => {
    const rows = digest.notifications.filter((row) => row.type === type && isNotificationType(row.type));
    const [first] = rows;
    if (!first) return [];
    const counted = type === "task.due" ? Number((rows.at(-1)!.values as { count?: number }).count) || rows.length : rows.length;
    return [{ type, count: counted, place: rows.length === 1 ? placeOf(first) : null }];
  });
  return {
    membershipId: id,
    to: user.email,
    firstName: user.firstName,
    language: user.language,
    company: name,
    colors,
    logo,
    told,
  };
}

/** The place in a company that a mail's link speaks for, and a proof that the link is ours. */
export const digestToken = (membershipId: string) => `${membershipId}.${linkToken("digest", membershipId)}`;

/** The mail itself, in its reader's language. */
export async function composeDigest(facts: DigestFacts, digestId: string): Promise<Mail> {
  const language = isLanguage(facts.language) ? facts.language : languages[0];
  const t = (await voiceFor(language, ["operations"])).getFixedT(language, "operations");
  const origin = publicOrigin();
  const stop = `${origin}/digest/${digestToken(facts.membershipId)}`;
  const total = facts.told.reduce((sum, { count }) => sum + count, 0);
  const parts = {
    language,
    company: facts.company,
    colors: facts.colors,
    logo: facts.logo && `${origin}${facts.logo}`,
    heading: t("digest.heading", { count: total }),
    greeting: facts.firstName ? t("digest.greeting", { name: facts.firstName }) : t("digest.greeting_nameless"),
    lines: facts.told.map(({ type, count, place }) => ({
      text: t(`digest.line.${type.replace(".", "_")}`, { count }),
      link: `${origin}${place ?? "/notifications"}`,
    })),
    button: { text: t("digest.open"), link: `${origin}/notifications` },
    foot: t("digest.foot", { company: facts.company }),
    choose: { text: t("digest.choose"), link: `${origin}/settings/notifications` },
    stop: { text: t("digest.stop"), link: stop },
  };
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to: facts.to,
    subject: t("digest.subject", { count: total, company: facts.company }),
    html: await render(DigestMail(parts)),
    text: [
      parts.greeting,
      parts.heading,
      parts.lines.map(({ text, link }) => `- ${text}\n  ${link}`).join("\n"),
      parts.foot,
      `${parts.choose.text}: ${parts.choose.link}\n${parts.stop.text}: ${stop}`,
    ].join("\n\n"),
    headers: [
      { name: "List-Unsubscribe", value: `<${stop}>` },
      { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
    ],
    ownId: digestId,
  };
}
