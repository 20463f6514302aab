import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "~/ui/controls/badge";
import { useFormat } from "~/ui/words";

interface Props {
  serviceKey: {
    lastFour: string | null;
    isActive: boolean;
    usageLimitMonthly: number | null;
    used: number;
    costPerRequest: string | null;
    testedAt: Date | string | null;
    testOutcome: string | null;
  };
}

const tones: Record<string, Tone> = { works: "success", refused: "danger", unreachable: "warning" };

/** How a key does: on or off, what the service last said of it, what was asked with it this month and what that cost. */
export function ServiceKeyState({ serviceKey: key }: Props) {
  const { t } = useTranslation("identity");
  const { number, date } = useFormat();
  const isFull = key.usageLimitMonthly !== null && key.used >= key.usageLimitMonthly;
  return (
    <p className="row row-wrap g3 meta">
      <span className="mono" dir="ltr">{`•••• ${key.lastFour ?? ""}`}</span>
      {!key.isActive && <Badge tone="neutral">{t("keys.off")}</Badge>}
      {key.isActive && isFull && <Badge tone="warning">{t("keys.full")}</Badge>}
      {key.isActive && !isFull && <Badge tone="success">{t("keys.on")}</Badge>}
      {key.testOutcome && key.testedAt && (
        <Badge tone={tones[key.testOutcome] ?? "neutral"}>{t(`keys.tested.${key.testOutcome}`, { date: date(key.testedAt) })}</Badge>
      )}
      <span className="muted">
        {key.usageLimitMonthly === null
          ? t("keys.used", { count: key.used, shown: number(key.used) })
          : t("keys.used_of", { shown: number(key.used), cap: number(key.usageLimitMonthly) })}
        {key.costPerRequest !== null &&
          ` · ${t("keys.cost_month", { amount: number(key.used * Number(key.costPerRequest), 2), currency: "USD" })}`}
      </span>
    </p>
  );
}
