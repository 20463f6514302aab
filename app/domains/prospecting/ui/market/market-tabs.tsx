import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";

/** The pages of the market; those of the pack of real estate only where the company has it. */
export function MarketTabs({ current, hasPack }: { current: "cities" | "departments" | "agencies" | "signals"; hasPack: boolean }) {
  const { t } = useTranslation("prospecting");
  const places = [
    { key: "cities", to: "/market" },
    { key: "departments", to: "/market?view=departments" },
    ...(hasPack
      ? [
          { key: "agencies", to: "/market/agencies" },
          { key: "signals", to: "/market/signals" },
        ]
      : []),
  ];
  return (
    <Tabs
      views
      label={t("market.title")}
      tabs={places.map(({ key, to }) => ({ label: t(`market.tab.${key}`), to, current: key === current }))}
    />
  );
}
