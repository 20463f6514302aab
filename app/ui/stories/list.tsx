import { ArrowDownWideNarrow, Columns3, Download, Plus, Rows3, Send, Tag, Upload, UserRoundPlus } from "lucide-react";
import { Avatar, Ident } from "~/ui/controls/avatar";
import { Badge, type Tone } from "~/ui/controls/badge";
import { Button, ButtonLink, IconButton } from "~/ui/controls/button";
import { FilterAdd, FilterChip } from "~/ui/controls/filter-chip";
import { Tabs } from "~/ui/controls/tabs";
import { DataTable } from "~/ui/data/data-table";
import { Pager } from "~/ui/data/pager";
import { Score } from "~/ui/data/score";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { ShellFrame } from "~/ui/stories/shell-frame";

type Row = {
  id: string;
  agency: string;
  contact: string;
  city: string;
  tone: Tone;
  state: string;
  score: number;
  reason: string;
  since: string;
  owner: string;
};
const seeds =
  "Kervanno Immobilier|Solène Quimerch|Rennes;Agence Corbelune|Claire Auvray|Saint-Malo;Halvire Transactions|Yann Le Brévec|Vannes;Cabinet Trémoire|Odile Trémoire|Brest;Les Toits d’Ambrelle|Malik Benhadj|Lorient;Pierrelune Habitat|Gaëlle Morvezen|Quimper;Bastide & Orme|Hugo Sanvoisin|Saint-Brieuc;Sorbeline Immobilier|Aïcha Remouni|Dinan;Agence Montfauve|Paul Estrevel|Fougères;Clairvent Patrimoine|Lucie Danrémont|Lannion;Noirmouette Littoral|Erwan Kerbastien|Concarneau;Rivesalys Gestion|Nora Taïbi|Redon;Maison Hautecombe-Lys|Basile Ferrandou|Auray;Héliance Transactions|Marion Vauquelin|Vitré;Agence Ployance|Rémi Castaing|Pontivy;Vauquelin-Brise|Sarah Lemaître-Diop|Rennes;Grandclos Habitat|Jeanne Aubrespin|Guingamp;Orée des Ternes|Kenza Belaïd|Landerneau";
const states: Array<[Tone, string]> = [
  ["info", "À contacter"],
  ["accent", "Intéressé"],
  ["success", "Rendez-vous"],
  ["neutral", "Contacté"],
];
const rows: Row[] = seeds.split(";").map((seed, at) => {
  const [agency, contact, city] = seed.split("|") as [string, string, string];
  const [tone, state] = states[at % 4]!;
  return {
    id: String(at),
    agency,
    contact,
    city,
    tone,
    state,
    score: 92 - at,
    reason: ["14 annonces sans visite 3D", "3 clics sur le tarif cette semaine", "Recrute deux négociateurs"][at % 3]!,
    since: at % 2 ? "hier" : "jamais",
    owner: ["Camille Roussel", "Inès Fabre", "Théo Lambert"][at % 3]!,
  };
});

const columns: Column<Row>[] = [
  { key: "agency", header: "Agence", cell: (row) => <Ident name={row.agency} org />, area: "main" },
  { key: "contact", header: "Contact", cell: (row) => <bdi>{row.contact}</bdi>, cut: true },
  { key: "city", header: "Ville", cell: (row) => row.city, muted: true },
  { key: "state", header: "Statut", cell: (row) => <Badge tone={row.tone}>{row.state}</Badge> },
  {
    key: "score",
    header: "Score",
    sort: { to: "?sort=score", direction: "descending" },
    area: "score",
    cell: (row) => (
      <Score
        value={row.score}
        trend={{ values: [row.score - (22 - Number(row.id) * 2), row.score - 9, row.score - 6, row.score], label: "Score sur 4 semaines" }}
        reasons={[
          { label: row.reason, points: 24 },
          { label: "Relance sans réponse", points: -6 },
        ]}
      />
    ),
  },
  { key: "reason", header: "Première raison", cell: (row) => row.reason, muted: true, cut: true },
  { key: "since", header: "Dernier échange", cell: (row) => row.since, muted: true, num: true },
  { key: "owner", header: "Qui", cell: (row) => <Avatar name={row.owner} size="sm" named />, fit: true },
  {
    key: "phone",
    header: "",
    area: "sub",
    phoneOnly: true,
    cell: (row) => (
      <>
        <Badge tone={row.tone}>{row.state}</Badge>
        <span className="truncate">
          <bdi>{row.contact}</bdi> · {row.city}
        </span>
      </>
    ),
  },
];

export default function ListStory() {
  return (
    <ShellFrame>
      <ListPage
        title="Prospects"
        actions={
          <ButtonLink kind="primary" size="sm" icon={Upload} to="?import">
            Importer une liste
          </ButtonLink>
        }
        tabs={
          <Tabs
            views
            label="Vues enregistrées"
            tabs={[
              { label: "Tous", to: "?view=all", count: "2 481", current: false },
              { label: "Bretagne, score haut", to: "?view=west", count: "142", current: true },
              { label: "À écrire cette semaine", to: "?view=week", count: "58", current: false },
              { label: "Sans e-mail", to: "?view=bare", count: "312", current: false },
            ]}
            after={<IconButton icon={Plus} label="Enregistrer une nouvelle vue" />}
          />
        }
        filters={
          <>
            <FilterChip name="Score" operator="est au moins" value="70" removeTo="?" choices={[{ label: "80", to: "?score=80" }]} />
            <FilterChip name="Département" operator="parmi" value="22, 29, 35, 56" removeTo="?" />
            <FilterChip name="Statut" operator="n’est pas" value="Client" removeTo="?" />
            <FilterAdd label="Filtrer" entries={[{ label: "Ville", to: "?city" }]} />
          </>
        }
        tools={
          <>
            <Button kind="quiet" size="sm" icon={ArrowDownWideNarrow}>
              Trier par score
            </Button>
            <Button kind="quiet" size="sm" icon={Columns3}>
              Colonnes
            </Button>
            <IconButton icon={Rows3} label="Densité" />
            <IconButton icon={Download} label="Exporter" />
          </>
        }
        pager={<Pager from={1} to={rows.length} total={142} nextTo="?after=18" />}
      >
        <DataTable
          label="Prospects"
          columns={columns}
          rows={rows}
          rowId={idOf}
          rowHref={hrefOf}
          rowName={nameOf}
          total={142}
          selection={() => (
            <>
              <Button kind="quiet" size="sm" icon={Send} type="button">
                Ajouter à une campagne
              </Button>
              <Button kind="quiet" size="sm" icon={UserRoundPlus} type="button">
                Attribuer
              </Button>
              <Button kind="quiet" size="sm" icon={Tag} type="button">
                Étiqueter
              </Button>
            </>
          )}
        />
      </ListPage>
    </ShellFrame>
  );
}
const idOf = (row: Row) => row.id;
const hrefOf = (row: Row) => `/stories/record?id=${row.id}`;
const nameOf = (row: Row) => row.agency;
