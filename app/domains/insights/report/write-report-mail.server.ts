import { render } from "@react-email/render";
import { getBranding } from "~/domains/identity/branding/save-branding.server";
import { env, publicOrigin } from "~/platform/env.server";
import { isLanguage } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { Mail } from "~/platform/vendors/postmark.server";
import { formatNumber, formatPercent } from "~/ui/format";
import { ReportMail } from "../emails/report-mail";
import { reportText } from "../emails/report-text";
import { rateOf } from "./figures.rules";
import { spanOf, weekNumber } from "./period-words.rules";
import type { ReportContent } from "./report.schema";
import { sayCount, sayRate } from "./say-figures.rules";
import { sayFinding } from "./say-finding.rules";

export interface ReportReader {
  email: string;
  language: string;
  company: string;
  brand: Awaited<ReturnType<typeof getBranding>>;
}

/** Who reads, and of which company. */
export async function readReportReader(ctx: CompanyCtx, userId: string): Promise<ReportReader> {
  const { db } = ctx;
  const { email, language } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, language: true } });
  const brand = await getBranding(ctx);
  return { email, language, company: brand.name, brand };
}

interface Letter {
  report: ReportContent;
  /** Names of campaigns by id. */
  names: Record<string, string>;
  reader: ReportReader;
  deliveryId: string;
}

/** A reader's copy, in his language: what matters first, four figures that open their rows, one drawing, what to do. */
export async function composeReportMail({ report, names, reader, deliveryId }: Letter): Promise<Mail> {
  const language = isLanguage(reader.language) ? reader.language : "fr";
  const t = (await voiceFor(language, ["insights"])).getFixedT(null, "insights");
  const { keyMetrics, insights, period } = report;
  const number = weekNumber(period);
  const address = `${publicOrigin()}/reports/${report.id}`;
  const nameOf = (id: string) => names[id] ?? t("report.campaign_gone");
  const { contacted, replies, sent } = keyMetrics.week;
  const counts = {
    week: number,
    replies: t("count.replies", { count: replies, n: formatNumber(replies, language) }),
    contacted: t("count.contacted", { count: contacted, n: formatNumber(contacted, language) }),
  };
  const findings = insights.map((finding) => ({
    ...sayFinding(t, language, finding, nameOf),
    link: finding.deed ? publicOrigin() + finding.deed : rowsOf(address, finding.rows),
  }));
  const isLive = report.type !== "weekly";
  const parts = {
    language,
    company: reader.company,
    brand: { colors: reader.brand.colors, logo: reader.brand.logo && `${publicOrigin()}${reader.brand.logo}` },
    about: t(isLive ? "mail.about_so_far" : "mail.about", { week: number, span: spanOf(t, language, report) }),
    preview: [findings[0]?.title, findings[1]?.title].filter(Boolean).join(" "),
    headline: findings[0]!.title,
    proof: findings[0]!.why,
    deed: { text: findings[0]!.deed, link: findings[0]!.link },
    figures: [
      sayRate(t, language, keyMetrics),
      sayCount(t, language, "contacted", keyMetrics),
      sayCount(t, language, "replies", keyMetrics),
      sayCount(t, language, "delivered", keyMetrics),
    ].map((figure) => ({ ...figure, link: rowsOf(address, { metric: figure.rows, campaignId: null }) })),
    chart: {
      title: t("report.trend"),
      heads: { week: t("report.week_head"), sample: t("figure.replies"), rate: t("figure.rate") },
      bars: barsOf(keyMetrics.trend, period).map(({ rate, ratio, week, part, whole, isSubject }) => ({
        label: t("report.week_short", { week }),
        figure: rate === null ? t("figure.none") : formatPercent(rate, language),
        sample:
          rate === null ? t("figure.nobody") : t("figure.of", { part: formatNumber(part, language), whole: formatNumber(whole, language) }),
        ratio,
        isSubject,
      })),
    },
    todo: t("report.todo"),
    findings: findings.slice(1),
    button: { text: t("mail.open"), link: address },
    foot: t(isLive ? "mail.foot_so_far" : "mail.foot", { company: reader.company }),
  };
  return {
    stream: "transactional",
    from: env().MAIL_FROM,
    to: reader.email,
    subject: t(sent + replies > 0 ? "mail.subject" : "mail.subject_quiet", counts),
    html: await render(ReportMail(parts)),
    text: reportText(parts),
    headers: [],
    ownId: deliveryId,
  };
}

/** The page of the rows behind a figure. */
export const rowsOf = (address: string, { metric, campaignId }: { metric: string; campaignId: string | null }) =>
  `${address}/rows?metric=${metric}${campaignId ? `&campaign=${campaignId}` : ""}`;

/** Weeks as bars: length against the highest. */
function barsOf(trend: ReportContent["keyMetrics"]["trend"], subject: string) {
  const rates = trend.map(({ replies, contacted }) => rateOf(replies, contacted));
  const most = Math.max(...rates.map((rate) => rate ?? 0)) || 1;
  return trend.map(({ period, replies, contacted }, at) => ({
    week: weekNumber(period),
    rate: rates[at]!,
    ratio: (rates[at] ?? 0) / most,
    part: replies,
    whole: contacted,
    isSubject: period === subject,
  }));
}
