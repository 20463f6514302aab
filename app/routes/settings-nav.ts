import { useRouteLoaderData } from "@remix-run/react";
import {
  Bell,
  Building2,
  CalendarClock,
  DoorClosed,
  Download,
  FileText,
  Fingerprint,
  Gauge,
  HandHelping,
  IdCard,
  KeyRound,
  KeySquare,
  ListChecks,
  ListPlus,
  MapPin,
  Palette,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  Sparkles,
  Timer,
  Users,
  UsersRound,
} from "lucide-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Permission } from "~/platform/permissions";
import type { IconOf } from "~/ui/controls/icon";

type Place = { needs: Permission; label: string; to: string; icon: IconOf };

/** Every page of the settings by what it is about, in order, with what one must be allowed to see it. Labels are words of identity. */
const groups: Array<{ key: string; places: Array<Place> }> = [
  {
    key: "company",
    places: [
      { needs: "company:change", label: "settings.company", to: "/settings/company", icon: Building2 },
      { needs: "company:change", label: "settings.addresses.title", to: "/settings/addresses", icon: MapPin },
      { needs: "company:change", label: "settings.agency.title", to: "/settings/agency", icon: IdCard },
      { needs: "company:change", label: "settings.branding.title", to: "/settings/branding", icon: Palette },
      { needs: "company:change", label: "settings.documents.title", to: "/settings/documents", icon: FileText },
      { needs: "company:change", label: "settings.system.title", to: "/settings/system", icon: SlidersHorizontal },
      { needs: "company:change", label: "settings.onboarding.title", to: "/onboarding", icon: ListChecks },
    ],
  },
  {
    key: "selling",
    places: [
      { needs: "company:change", label: "settings.fields", to: "/settings/fields", icon: ListPlus },
      { needs: "company:change", label: "settings.scoring", to: "/settings/scoring", icon: Gauge },
      { needs: "company:change", label: "settings.enrichment", to: "/settings/enrichment", icon: Sparkles },
    ],
  },
  {
    key: "people",
    places: [
      { needs: "member:read", label: "settings.team", to: "/settings/team", icon: Users },
      { needs: "member:read", label: "settings.teams", to: "/settings/teams", icon: UsersRound },
      { needs: "role:read", label: "settings.roles", to: "/settings/roles", icon: ShieldCheck },
      { needs: "schedule:read", label: "settings.schedule.title", to: "/settings/schedule", icon: CalendarClock },
      { needs: "schedule:read", label: "settings.time.title", to: "/settings/time", icon: Timer },
    ],
  },
  {
    key: "data",
    places: [
      { needs: "key:read", label: "keys.nav", to: "/settings/keys", icon: KeyRound },
      { needs: "key:read", label: "tokens.nav", to: "/settings/tokens", icon: KeySquare },
      { needs: "audit:read", label: "settings.audit", to: "/settings/audit", icon: ScrollText },
      { needs: "privacy:read", label: "settings.privacy", to: "/privacy/requests", icon: HandHelping },
      { needs: "company:export", label: "settings.export", to: "/settings/export", icon: Download },
      { needs: "company:close", label: "settings.closing", to: "/settings/closing", icon: DoorClosed },
    ],
  },
  {
    key: "me",
    places: [
      { needs: "company:read", label: "settings.security", to: "/settings/security", icon: Fingerprint },
      { needs: "company:read", label: "settings.notifications", to: "/settings/notifications", icon: Bell },
    ],
  },
];

/** The neighbouring settings, for every settings page: what the reader may see. */
export function useSettingsNav() {
  const { t } = useTranslation("identity");
  const granted = useRouteLoaderData<{ granted: Array<Permission> }>("routes/shell")?.granted ?? [];
  return settingsNav(t, (permission) => granted.includes(permission));
}

const settingsNav = (t: TFunction, may: (permission: Permission) => boolean) => ({
  label: t("settings.title"),
  groups: groups
    .map(({ key, places }) => ({
      label: t(`settings.group.${key}`),
      items: places.filter(({ needs }) => may(needs)).map(({ label, to, icon }) => ({ label: t(label), to, icon })),
    }))
    .filter(({ items }) => items.length > 0),
});
