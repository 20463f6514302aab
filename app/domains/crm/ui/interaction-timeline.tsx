import { Link } from "@remix-run/react";
import { CalendarCheck, Mail, MessageCircle, Phone, Reply, Send, StickyNote, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { InteractionType, TimelineEntry } from "~/domains/crm/interaction/interaction.schema";
import type { IconOf } from "~/ui/controls/icon";
import { Since } from "~/ui/data/date-time";
import { Timeline, TimelineEvent } from "~/ui/data/timeline";

const faces: Record<InteractionType, { icon: IconOf; tone: "neutral" | "accent" | "success" | "note" }> = {
  sent: { icon: Send, tone: "accent" },
  received: { icon: Reply, tone: "success" },
  call_made: { icon: Phone, tone: "neutral" },
  meeting_held: { icon: CalendarCheck, tone: "success" },
  message: { icon: MessageCircle, tone: "neutral" },
  note: { icon: StickyNote, tone: "note" },
  stage_change: { icon: TrendingUp, tone: "neutral" },
  email: { icon: Mail, tone: "neutral" },
};

/** What happened, newest first. `beginning` is drawn last; `statusWord` says a status, which is another domain's word. */
export function InteractionTimeline({
  entries,
  now,
  statusWord,
  beginning,
}: {
  entries: Array<TimelineEntry>;
  now: Date | string;
  statusWord: (status: string) => string;
  beginning: ReactNode;
}) {
  const { t } = useTranslation("crm");
  return (
    <Timeline label={t("timeline.label")}>
      {entries.map(({ id, type, subject, content, metadata, messageId, by, occurredAt }) => (
        <TimelineEvent
          key={id}
          id={id}
          {...faces[type]}
          at={<Since at={occurredAt} now={now} />}
          title={t(`timeline.${type}`, {
            by: by ?? t("timeline.somebody"),
            subject: subject ?? t("timeline.no_subject"),
            from: statusWord(String(metadata.from ?? "")),
            to: statusWord(String(metadata.to ?? "")),
          })}
          meta={
            messageId && type === "sent" ? (
              <Link className="link" to={`/messages/${messageId}`}>
                {t("timeline.read_message")}
              </Link>
            ) : undefined
          }
        >
          {content && <p className="whitespace-pre-line">{content}</p>}
        </TimelineEvent>
      ))}
      {beginning}
    </Timeline>
  );
}
