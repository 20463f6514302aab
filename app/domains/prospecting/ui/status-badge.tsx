import { useTranslation } from "react-i18next";
import type { ProspectStatus } from "~/generated/prisma/enums";
import { Badge, type Tone } from "~/ui/controls/badge";

export const statusTones: Record<ProspectStatus, Tone> = {
  new: "neutral",
  to_contact: "info",
  enriched: "neutral",
  scoring: "neutral",
  contacted: "neutral",
  engaged: "accent",
  qualified: "accent",
  opportunity: "accent",
  meeting_scheduled: "success",
  negotiating: "accent",
  customer: "success",
  completed: "neutral",
  lost: "warning",
  rejected: "warning",
};

/** How far one is with a prospect, in a word. */
export function StatusBadge({ status }: { status: ProspectStatus }) {
  const { t } = useTranslation("prospecting");
  return <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>;
}
