import {
  Activity,
  CalendarCheck,
  ChartColumn,
  FileUp,
  Filter,
  Gavel,
  House,
  MapPinned,
  Megaphone,
  Merge,
  Package,
  PenLine,
  Plus,
  Settings,
  ShieldOff,
  Sparkles,
  Users,
  UserPlus,
} from "lucide-react";
import type { TFunction } from "i18next";
import type { Permission } from "~/platform/permissions";
import type { PaletteItem } from "~/ui/shell/command-palette";
import type { NavGroup, NavItem } from "~/ui/shell/sidebar";

interface Counts {
  drafts: number;
  tasks: number;
}

type May = (permission: Permission) => boolean;

/** The places of the product, by the kind of work; only what the role may see. */
export function navigationFor(t: TFunction, may: May, counts: Counts) {
  const some = (count: number) => (count > 0 ? { count: count > 999 ? "999+" : count, unread: true } : {});
  const places = {
    today: { label: t("nav.today"), to: "/", icon: House, end: true },
    drafts: may("message:read") && { label: t("nav.drafts"), to: "/drafts", icon: PenLine, ...some(counts.drafts) },
    tasks: may("task:read") && { label: t("nav.tasks"), to: "/tasks", icon: CalendarCheck, ...some(counts.tasks) },
    prospects: may("prospect:read") && { label: t("nav.prospects"), to: "/prospects", icon: Users },
    market: may("prospect:read") && { label: t("nav.market"), to: "/market", icon: MapPinned },
    duplicates: may("prospect:read") && { label: t("nav.duplicates"), to: "/duplicates", icon: Merge },
    segments: may("prospect:read") && { label: t("nav.segments"), to: "/segments", icon: Filter },
    enrichment: may("prospect:read") && { label: t("nav.enrichment"), to: "/enrichment", icon: Sparkles },
    imports: may("prospect:import") && { label: t("nav.imports"), to: "/imports", icon: FileUp },
    campaigns: may("campaign:read") && { label: t("nav.campaigns"), to: "/campaigns", icon: Megaphone },
    suppressions: may("message:read") && { label: t("nav.suppressions"), to: "/suppressions", icon: ShieldOff },
    tenders: may("prospect:read") && { label: t("nav.tenders"), to: "/tenders", icon: Gavel },
    products: may("product:read") && { label: t("nav.products"), to: "/products", icon: Package },
    reports: may("report:read") && { label: t("nav.reports"), to: "/reports", icon: ChartColumn },
    runs: may("run:read") && { label: t("nav.runs"), to: "/operations/runs", icon: Activity },
    settings: {
      label: t("nav.settings"),
      to: may("company:change") ? "/settings/company" : "/settings/team",
      icon: Settings,
      within: ["/settings/", "/privacy/", "/onboarding"],
    },
  } satisfies Record<string, NavItem | false>;
  const kept = (...items: Array<NavItem | false>) => items.filter((item): item is NavItem => item !== false);
  const groups: Array<NavGroup> = [
    { label: t("nav.group.work"), items: kept(places.today, places.drafts, places.tasks) },
    {
      label: t("nav.group.grow"),
      items: kept(
        places.prospects,
        places.segments,
        places.duplicates,
        places.enrichment,
        places.imports,
        places.market,
        places.campaigns,
        places.suppressions,
      ),
    },
    { label: t("nav.group.sell"), items: kept(places.tenders, places.products) },
    { label: t("nav.group.understand"), items: kept(places.reports, places.runs) },
  ].filter(({ items }) => items.length > 0);
  return { groups, foot: [places.settings], bottom: kept(places.today, places.drafts, places.prospects, places.tasks) };
}

/** What ⌘K offers before a word is typed: every place, and the deeds of the role. */
export function paletteFor(t: TFunction, may: May, groups: Array<NavGroup>): Array<PaletteItem> {
  const goTo = groups.flatMap(({ items }) =>
    items.map(({ label, to, icon }) => ({ id: `go:${to}`, label, to, icon, group: t("nav.group.go") })),
  );
  const deeds: Array<PaletteItem | false> = [
    may("prospect:import") && { id: "do:import", label: t("nav.do.import"), to: "/imports/new", icon: FileUp, group: t("nav.group.do") },
    may("prospect:change") && {
      id: "do:prospect",
      label: t("nav.do.prospect"),
      to: "/prospects/new",
      icon: Plus,
      group: t("nav.group.do"),
    },
    may("campaign:change") && {
      id: "do:campaign",
      label: t("nav.do.campaign"),
      to: "/campaigns/new",
      icon: Megaphone,
      group: t("nav.group.do"),
    },
    may("product:change") && { id: "do:product", label: t("nav.do.product"), to: "/products/new", icon: Package, group: t("nav.group.do") },
    may("member:invite") && { id: "do:invite", label: t("nav.do.invite"), to: "/settings/team", icon: UserPlus, group: t("nav.group.do") },
  ];
  return [...goTo, ...deeds.filter((deed): deed is PaletteItem => deed !== false)];
}
