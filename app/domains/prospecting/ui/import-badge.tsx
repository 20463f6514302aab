import { useTranslation } from "react-i18next";
import type { ImportState } from "~/domains/prospecting/import/run/import-run.rules";
import { lineCodeKey } from "~/domains/prospecting/import/line/line-codes.rules";
import { Badge, type Tone } from "~/ui/controls/badge";

const tones: Record<ImportState, Tone> = {
  uploaded: "neutral",
  checking: "info",
  checked: "info",
  running: "accent",
  completed: "success",
  failed: "danger",
  rolling_back: "warning",
  rolled_back: "neutral",
};

/** Where a list stands. */
export function ImportBadge({ state }: { state: ImportState }) {
  const { t } = useTranslation("prospecting");
  const isMoving = state === "checking" || state === "running" || state === "rolling_back";
  return (
    <Badge tone={tones[state]} live={isMoving}>
      {t(`import.state.${state}`)}
    </Badge>
  );
}

const outcomeTones = { created: "success", merged: "info", refused: "danger" } as const;

/** What became of a line, and why. */
export function OutcomeBadge({ outcome, code }: { outcome: "created" | "merged" | "refused"; code: string | null }) {
  const { t } = useTranslation("prospecting");
  return (
    <span className="row">
      <Badge tone={outcomeTones[outcome]}>{t(`import.outcome.${outcome}`)}</Badge>
      {code && <span className="meta muted">{t(lineCodeKey(code))}</span>}
    </span>
  );
}
