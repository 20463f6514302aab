import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/controls/badge";
import type { RunStatus } from "../run/run.rules";

const tones = { Running: "info", Completed: "success", Failed: "danger", Cancelled: "neutral" } as const;

/** The state of a run, a dot and a word. */
export function RunBadge({ status }: { status: RunStatus }) {
  const { t } = useTranslation("operations");
  return (
    <Badge tone={tones[status]} dot live={status === "Running"}>
      {t(`run.state.${status}`)}
    </Badge>
  );
}
