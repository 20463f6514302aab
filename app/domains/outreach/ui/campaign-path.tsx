import { Link } from "@remix-run/react";
import { CircleCheckBig, FileText, Mail, PenLine, Send, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { languageInSentence } from "~/platform/i18n";
import { Flow, FlowLink, FlowStep } from "~/ui/pages/flow-page";
import { useFormat } from "~/ui/words";
import type { Campaign, MessageCounts, MessageGroup } from "../campaign/campaign.rules";

interface Props {
  campaign: Campaign & { audienceWords: string };
  counts: MessageCounts;
  /** Who would be written to, before the launch. */
  contactable: number | null;
}

/** A campaign as the way each of its messages goes; each figure opens the messages it counts. */
export function CampaignPath({ campaign, counts, contactable }: Props) {
  const { t, i18n } = useTranslation("outreach");
  const { number, date } = useFormat();
  const isLaunched = campaign.startedAt !== null;
  const isRunning = campaign.status === "active";
  const rows = (group: MessageGroup) => `/campaigns/${campaign.id}/messages?group=${group}`;
  const figure = (count: number, group: MessageGroup) => (
    <Link className="linked" to={rows(group)}>
      {number(count)}
    </Link>
  );
  const named = t(`language.${campaign.language}`);
  const language = campaign.languageOfContact
    ? t("campaign.language_mixed", { language: languageInSentence(named, i18n.language) })
    : named;
  const written = campaign.totalRecipients - counts.drafting - counts.cancelled;
  return (
    <Flow label={t("campaign.path")}>
      <FlowStep
        icon={Users}
        kind="task"
        title={campaign.audienceWords || t("campaign.step.everybody")}
        note={
          campaign.startedAt
            ? t("campaign.step.audience_fixed", { date: date(campaign.startedAt, "day") })
            : t("campaign.step.audience_open")
        }
        figure={
          isLaunched ? (
            <Link className="linked" to={`/campaigns/${campaign.id}/messages`}>
              {number(campaign.totalRecipients)}
            </Link>
          ) : (
            number(contactable ?? 0)
          )
        }
        figureNote={isLaunched ? t("campaign.step.recipients") : t("campaign.step.would")}
      />
      <FlowLink icon={FileText}>{t("campaign.then.draft")}</FlowLink>
      <FlowStep
        icon={PenLine}
        title={t("campaign.step.message", { product: campaign.product.name })}
        note={
          <>
            {t("campaign.step.message_note", { tone: t(`tone.${campaign.tone}`), language })}
            {campaign.goal && <span className="cell-2">{t("campaign.goal_of", { goal: campaign.goal })}</span>}
          </>
        }
        figure={isLaunched ? number(Math.max(0, written)) : undefined}
        figureNote={
          isLaunched
            ? t("campaign.step.by", { ai: number(counts.ai), rules: number(counts.rules), person: number(counts.person) })
            : undefined
        }
        current={isRunning && counts.drafting > 0}
      />
      <FlowLink icon={CircleCheckBig}>{t("campaign.then.approve")}</FlowLink>
      <FlowStep
        icon={CircleCheckBig}
        kind="task"
        title={t("campaign.step.approval")}
        note={t("campaign.step.approval_note")}
        figure={
          isLaunched ? (
            <Link className="linked" to={`/drafts?campaign=${campaign.id}`}>
              {number(counts.pending)}
            </Link>
          ) : undefined
        }
        figureNote={isLaunched ? t("campaign.step.pending") : undefined}
        current={isRunning && counts.drafting === 0 && counts.pending > 0}
      />
      <FlowLink icon={Send}>{t("campaign.then.send")}</FlowLink>
      <FlowStep
        icon={Mail}
        kind="end"
        title={t("campaign.step.sending")}
        note={
          <>
            {campaign.status === "paused" ? t("campaign.step.sending_paused") : t("campaign.step.sending_note")}
            {campaign.dailyLimit !== null && <span className="cell-2">{t("campaign.limit_of", { count: campaign.dailyLimit })}</span>}
          </>
        }
        figure={isLaunched ? figure(counts.sent, "sent") : undefined}
        figureNote={
          isLaunched ? (
            <Link className="linked" to={rows("approved")}>
              {t("campaign.step.left", { count: counts.approved })}
            </Link>
          ) : undefined
        }
        current={isRunning && counts.drafting === 0 && counts.pending === 0 && counts.approved > 0}
      />
    </Flow>
  );
}
