import { Building2, Users } from "lucide-react";
import type { TFunction } from "i18next";

/** The neighbouring settings, for every settings page. */
export const settingsNav = (t: TFunction, mayChangeCompany: boolean) => ({
  label: t("settings.title"),
  items: [
    ...(mayChangeCompany ? [{ label: t("settings.company"), to: "/settings/company", icon: Building2 }] : []),
    { label: t("settings.team"), to: "/settings/team", icon: Users },
  ],
});
