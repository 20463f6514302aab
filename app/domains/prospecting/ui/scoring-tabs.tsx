import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";

/** The two ways to score, side by side. */
export function ScoringTabs({ current }: { current: "rules" | "model" }) {
  const { t } = useTranslation("prospecting");
  return (
    <Tabs
      label={t("scoring.title")}
      tabs={[
        { label: t("scoring.tab_rules"), to: "/settings/scoring", current: current === "rules" },
        { label: t("scoring.tab_model"), to: "/settings/scoring/model", current: current === "model" },
      ]}
    />
  );
}
