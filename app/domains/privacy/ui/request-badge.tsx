import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "~/ui/controls/badge";

const tones: Record<string, Tone> = { received: "warning", running: "info", done: "success", refused: "neutral" };

/** Where a request stands; what is open past its day says so. */
export function RequestBadge({ state, dueAt, now = new Date() }: { state: string; dueAt: Date | string; now?: Date }) {
  const { t } = useTranslation("privacy");
  const isLate = (state === "received" || state === "running") && new Date(dueAt) < now;
  return <Badge tone={isLate ? "danger" : tones[state]}>{t(isLate ? "request.late" : `request.state.${state}`)}</Badge>;
}
