import {
  Bell,
  Bot,
  Building2,
  FilePenLine,
  FileText,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Send,
  Settings,
  Shapes,
  Sun,
  Upload,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Meter } from "~/ui/charts/progress";
import { IconLink } from "~/ui/controls/button";
import { CompanySwitcher } from "~/ui/shell/company-switcher";
import { JobsTray } from "~/ui/shell/jobs-tray";
import { Shell } from "~/ui/shell/shell";

const item = (label: string, to: string, icon: LucideIcon, rest: object = {}) => ({ label, to, icon, ...rest });
const groups = [
  {
    label: "Travail",
    items: [
      item("Aujourd’hui", "/stories/home", Sun, { short: "Jour" }),
      item("Boîte de réception", "/stories/inbox", Inbox, { short: "Boîte", count: 4, unread: true }),
      item("Brouillons", "/stories/queue", FilePenLine, { count: 12 }),
    ],
  },
  {
    label: "Prospecter",
    items: [
      item("Prospects", "/stories/list", Users),
      item("Segments", "/stories/record", Shapes),
      item("Campagnes", "/stories/flow", Send),
      item("Agents", "/stories/agents", Bot),
    ],
  },
  { label: "Vendre", items: [item("Clients", "/stories/customers", Building2)] },
  {
    label: "Comprendre",
    items: [item("Tableaux de bord", "/stories/dash", LayoutDashboard), item("Rapports", "/stories/report", FileText)],
  },
];
const [work, grow] = groups as [(typeof groups)[0], (typeof groups)[1]];

/** The shell as a page story sees it, with invented places. */
export function ShellFrame({ children, notice }: { children: ReactNode; notice?: { id: string; text: string } }) {
  const cancel = { label: "Arrêter l’envoi", form: { action: "?", fields: { intent: "stop" } } };
  return (
    <Shell
      switcher={
        <CompanySwitcher
          product="Essor"
          current="1"
          companies={[
            { id: "2", name: "Atelier Merline", role: "Responsable" },
            { id: "1", name: "Studio Orvane", role: "Propriétaire" },
          ]}
          action="?"
          createTo="?"
          words={{
            label: "Changer d’entreprise",
            search: "Chercher une entreprise",
            none: "Aucune entreprise de ce nom.",
            create: "Créer une entreprise",
          }}
        />
      }
      groups={groups}
      foot={[item("Réglages", "/stories/form", Settings)]}
      bottom={[...work.items, grow.items[0]!]}
      quota={
        <>
          <div className="row between">
            <span>Envois du mois</span>
            <span className="num">1 842 / 3 000</span>
          </div>
          <Meter label="61 % des envois du mois" ratio={0.614} small />
        </>
      }
      account={{
        name: "Camille Roussel",
        email: "camille@orvane.example.test",
        logOut: { label: "Se déconnecter", form: { action: "/logout", fields: {} } },
      }}
      theme="system"
      language="fr"
      languages={[
        { code: "fr", label: "Français" },
        { code: "en", label: "English" },
      ]}
      jobs={
        <JobsTray
          label="Envoi"
          jobs={[{ id: "1", label: "Relance Bretagne, e-mail 2", ratio: 0.68, left: "184 sur 271, reste 58 min", to: "?job", cancel }]}
        />
      }
      notifications={<IconLink icon={Bell} label="Notifications" to="?notifications" />}
      palette={{
        items: [
          { id: "home", group: "Aller à", label: "Aujourd’hui", icon: Sun, to: "/stories/home" },
          { id: "list", group: "Aller à", label: "Prospects", icon: Users, to: "/stories/list" },
          { id: "import", group: "Faire", label: "Importer une liste", icon: Upload, to: "/stories/form", keywords: ["csv", "fichier"] },
        ],
        results: [
          {
            id: "r1",
            group: "Prospects",
            label: "Agence Corbelune",
            note: "Claire Auvray, Saint-Malo",
            icon: Building2,
            to: "/stories/record",
          },
        ],
      }}
      notice={notice}
    >
      {children}
    </Shell>
  );
}
