import { useTranslation } from "react-i18next";
import { Tabs } from "~/ui/controls/tabs";

type Props = { people: Array<{ id: string; name: string }>; who: { id: string }; base: string };

/** Whose hours are looked at; nothing where one reaches one's own alone. */
export function ColleagueTabs({ people, who, base }: Props) {
  const { t } = useTranslation("identity");
  if (people.length < 2) return null;
  return (
    <Tabs
      label={t("settings.schedule.whose")}
      tabs={people.map(({ id, name }) => ({ label: name, to: `${base}?user=${id}`, current: id === who.id }))}
    />
  );
}
