import {
  Bell,
  CalendarCheck,
  CalendarClock,
  ChartColumn,
  CirclePause,
  DoorClosed,
  FileClock,
  FileUp,
  FileWarning,
  HandHelping,
  IdCard,
  PenLine,
  Reply,
  ShieldAlert,
  TriangleAlert,
  UserPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NotificationType } from "~/platform/notification-kinds";
import { Button } from "~/ui/controls/button";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { Since } from "~/ui/data/date-time";
import { Form } from "~/ui/forms/form";
import { placeOf } from "../notification/notification.rules";
import { sayNotification } from "../notification/say-notification.rules";

const icons: Record<NotificationType, IconOf> = {
  "drafts.waiting": PenLine,
  "reply.received": Reply,
  "task.due": CalendarCheck,
  "tender.due": FileClock,
  "import.finished": FileUp,
  "import.failed": FileWarning,
  "import.mail_refused": FileWarning,
  "import.paused": FileWarning,
  "campaign.paused": CirclePause,
  "campaign.held": TriangleAlert,
  "report.ready": ChartColumn,
  "invitation.accepted": UserPlus,
  "card.expiring": IdCard,
  "company.closing": DoorClosed,
  "privacy.requested": HandHelping,
  "privacy.due": CalendarClock,
  "security.alert": ShieldAlert,
};

interface Row {
  id: string;
  type: string;
  subjectType: string | null;
  subjectId: string | null;
  name: string | null;
  values: Record<string, string | number>;
  readAt: Date | string | null;
  createdAt: Date | string;
}

/** What one was told, newest first. Opening one is a deed, as it marks it seen: a button, so that nothing that fetches links does it. */
export function NotificationList({ rows, now }: { rows: Array<Row>; now: Date | string }) {
  const { t } = useTranslation("operations");
  return (
    <ul>
      {rows.map((row) => {
        const said = sayNotification(t, row);
        const isNew = row.readAt === null;
        const leads = placeOf(row) !== null;
        return (
          <li key={row.id} className="todo">
            <span className="event-mark">
              <Icon of={icons[row.type as NotificationType] ?? Bell} />
            </span>
            <Form method="post" action={`/notifications/${row.id}/read`} className="min-w-0">
              <input type="hidden" name="intent" value={leads ? "open" : "read"} />
              <button className="plain block max-w-full text-start">
                {isNew ? <strong>{said}</strong> : <span className="muted">{said}</span>}
                {isNew && <span className="sr-only"> ({t("notification.new")})</span>}
              </button>
            </Form>
            <span className="row g3">
              <Since at={row.createdAt} now={now} className="meta muted hide-s" />
              {isNew && <i className="dot dot-accent" aria-hidden="true" />}
              <Form method="post" action={`/notifications/${row.id}/read`} preventScrollReset>
                <input type="hidden" name="intent" value={isNew ? "read" : "unread"} />
                <Button kind="quiet" size="sm" aria-label={`${t(isNew ? "notification.mark_read" : "notification.mark_unread")}: ${said}`}>
                  {t(isNew ? "notification.mark_read" : "notification.mark_unread")}
                </Button>
              </Form>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
