import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Check, FilePen, Mail, MailWarning, Reply, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { findMessage } from "~/domains/outreach/message/message.queries.server";
import { MessageBadge, OriginBadge } from "~/domains/outreach/ui/state-badges";
import { directionOf, isLanguage } from "~/platform/i18n";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { DateTime } from "~/ui/data/date-time";
import { Timeline, TimelineEvent } from "~/ui/data/timeline";
import { RecordPage, SidePart } from "~/ui/pages/record-page";
import { Facts } from "~/ui/surfaces/card";

export const handle = { words: ["outreach"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "message:read");
  const messageId = idFrom(params.messageId);
  return { message: found(await inCompany(member, (ctx) => findMessage(ctx, messageId))) };
}

const icons = { delivery: Check, bounce: MailWarning, spam_complaint: MailWarning, reply: Reply } as Record<string, typeof Mail>;

export default function MessagePage() {
  const { message } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outreach");
  const { prospect, campaign } = message;
  const who = [prospect.firstName, prospect.lastName].filter(Boolean).join(" ") || prospect.organizationName || prospect.email;
  const steps = [
    ...message.events.map(({ id, type, occurredAt }) => ({
      id,
      icon: icons[type] ?? Mail,
      title: t(`message_event.${type}`),
      at: occurredAt,
    })),
    ...(message.sentAt ? [{ id: "sent", icon: Send, title: t("message_event.sent"), at: message.sentAt }] : []),
    ...(message.approvedAt ? [{ id: "approved", icon: Check, title: t("message_event.approved"), at: message.approvedAt }] : []),
    { id: "created", icon: FilePen, title: t("message_event.created"), at: message.createdAt },
  ];
  return (
    <RecordPage
      title={message.subject ?? t("message_event.created")}
      crumbs={[
        { label: t("campaigns.title"), to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/messages` },
      ]}
      state={<MessageBadge status={message.status} />}
      facts={
        <SidePart title={t("messages.label")}>
          <Facts
            facts={[
              {
                label: t("drafts.to"),
                value: (
                  <Link className="link" to={`/prospects/${prospect.id}`}>
                    <bdi>{who}</bdi>
                  </Link>
                ),
              },
              { label: t("message_event.address"), value: <bdi dir="ltr">{message.toEmail ?? prospect.email}</bdi> },
              { label: t("messages.columns.origin"), value: <OriginBadge origin={message.origin} /> },
            ]}
          />
        </SidePart>
      }
      related={
        <SidePart title={t("message_event.title")}>
          <Timeline label={t("message_event.title")}>
            {steps.map(({ id, icon, title, at }) => (
              <TimelineEvent key={id} icon={icon} title={title} at={<DateTime at={at} style="moment" />} />
            ))}
          </Timeline>
        </SidePart>
      }
    >
      <article
        className="prose lead"
        lang={message.language}
        dir={isLanguage(message.language) ? directionOf(message.language) : "auto"}
        style={{ whiteSpace: "pre-line" }}
      >
        {message.content}
      </article>
    </RecordPage>
  );
}
