import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";

/** The ways by which a list may come by itself. */
export function ScheduledWays() {
  const { t } = useTranslation("prospecting");
  return (
    <Tabs
      label={t("import.scheduled.ways")}
      tabs={[
        { label: t("import.scheduled.from_address"), to: "/imports/scheduled/new" },
        { label: t("import.scheduled.mail"), to: "/imports/scheduled/mail" },
      ]}
    />
  );
}
