import { Bot, ListChecks, UserPen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "~/ui/controls/badge";

const campaignTones: Record<string, Tone> = { active: "success", paused: "warning", completed: "accent", stopped: "danger" };

/** Where a campaign stands. */
export function CampaignBadge({ status }: { status: string }) {
  const { t } = useTranslation("outreach");
  return <Badge tone={campaignTones[status] ?? "neutral"}>{t(`status.${status}`)}</Badge>;
}

const messageTones: Record<string, Tone> = {
  pending_approval: "warning",
  approved: "accent",
  sending: "accent",
  sent: "info",
  delivered: "success",
  opened: "success",
  clicked: "success",
  replied: "success",
  bounced: "danger",
  failed: "danger",
  unknown: "warning",
};

/** Where a message stands. An open is not told: it is no act of the reader's. */
export function MessageBadge({ status }: { status: string }) {
  const { t } = useTranslation("outreach");
  return <Badge tone={messageTones[status] ?? "neutral"}>{t(`message_status.${status}`)}</Badge>;
}

const origins = { ai: Bot, rules: ListChecks, person: UserPen };

/** Who wrote a draft: the model, the rules, a person. */
export function OriginBadge({ origin }: { origin: keyof typeof origins | null }) {
  const { t } = useTranslation("outreach");
  return origin && <Badge icon={origins[origin]}>{t(`origin.${origin}`)}</Badge>;
}
