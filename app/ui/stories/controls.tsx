import { Bell, Clock, Ellipsis, Mail, Plus, Send, Upload } from "lucide-react";
import { useState } from "react";
import { Avatar, Avatars, Ident } from "~/ui/controls/avatar";
import { Badge, Count } from "~/ui/controls/badge";
import { Button, ButtonGroup, ButtonLink, IconButton } from "~/ui/controls/button";
import { FilterAdd, FilterChip } from "~/ui/controls/filter-chip";
import { Kbd } from "~/ui/controls/kbd";
import { Segments } from "~/ui/controls/segments";
import { Tabs } from "~/ui/controls/tabs";
import { State, States, Story, StoryPage } from "~/ui/stories/story";

const roles =
  "surface surface-raised surface-sunken surface-hover line line-control ink ink-muted ink-faint accent accent-soft success warning danger info note".split(
    " ",
  );

export default function ControlsStory() {
  const [face, setFace] = useState<"table" | "list">("table");
  return (
    <StoryPage title="Boutons, états, onglets">
      <Story title="Couleurs par rôle" about="On choisit un rôle, jamais une teinte.">
        <div className="row row-wrap g3 top">
          {roles.map((role) => (
            <div key={role} className="stack g1 w-28">
              <span className="h-12 rounded-box border border-line" style={{ background: `var(--${role})` }} />
              <span className="meta">{role}</span>
            </div>
          ))}
        </div>
      </Story>
      <Story title="Lettres" about="Cinq tailles, deux graisses, chiffres alignés dans les colonnes.">
        <p className="figure">28 Constat et chiffre, 7 440 €</p>
        <p className="title">20 Titre d’une fiche</p>
        <p className="lead">16 Texte d’un message, titre d’une partie</p>
        <p>
          14 Tout le reste, <strong>et sa graisse forte</strong>,{" "}
          <a className="link" href="#lettres">
            un lien
          </a>
        </p>
        <p className="meta muted">12 Étiquette, aide, tête de colonne</p>
      </Story>
      <Story title="Boutons" about="Un seul bouton plein par écran ; le verbe et le nombre sur le bouton.">
        <States>
          <State name="Principal">
            <Button kind="primary" icon={Send}>
              Envoyer 12 messages
            </Button>
          </State>
          <State name="Occupé">
            <Button kind="primary" busy>
              Envoi
            </Button>
          </State>
          <State name="Inactif">
            <Button kind="primary" disabled>
              Envoyer
            </Button>
          </State>
          <State name="Second, avec sa touche">
            <Button shortcut="e">Modifier</Button>
          </State>
          <State name="Discret">
            <Button kind="quiet">Annuler</Button>
          </State>
          <State name="Danger">
            <Button kind="danger" shortcut="r">
              Refuser
            </Button>
          </State>
          <State name="Danger plein">
            <Button kind="danger-solid">Effacer 3 fiches</Button>
          </State>
          <State name="Icône">
            <IconButton icon={Ellipsis} label="Autres" kind="secondary" size="md" />
          </State>
          <State name="Groupe">
            <ButtonGroup label="Période">
              <Button>Jour</Button>
              <Button aria-pressed="true">Semaine</Button>
              <Button>Mois</Button>
            </ButtonGroup>
          </State>
          <State name="28">
            <Button size="sm">Petit</Button>
          </State>
          <State name="40">
            <Button size="lg">Grand</Button>
          </State>
          <State name="Lien">
            <ButtonLink to="/prospects/import" icon={Upload}>
              Importer une liste
            </ButtonLink>
          </State>
        </States>
      </Story>
      <Story title="États, filtres, onglets" about="Un point et un mot : la couleur n’est jamais seule.">
        <States>
          <Badge>Nouveau</Badge>
          <Badge tone="accent">Intéressé</Badge>
          <Badge tone="success">Rendez-vous</Badge>
          <Badge tone="warning">À revoir</Badge>
          <Badge tone="danger">Refusée</Badge>
          <Badge tone="info">À contacter</Badge>
          <Badge tone="warning" icon={Clock}>
            23 h 52
          </Badge>
          <Badge tone="accent" live>
            En direct
          </Badge>
          <Count unread>4</Count>
          <Count>12</Count>
          <Kbd keys="mod+k" />
        </States>
        <States>
          <FilterChip
            name="Score"
            operator="est au moins"
            value="70"
            removeTo="?"
            choices={["50", "70", "90"].map((label) => ({ label, to: `?score=${label}`, checked: label === "70" }))}
          />
          <FilterChip name="Statut" operator="n’est pas" value="Client" removeTo="?" />
          <FilterAdd
            label="Filtrer"
            entries={[
              { label: "Département", to: "?dept" },
              { label: "Ville", to: "?city" },
            ]}
          />
        </States>
        <Tabs
          label="Vues"
          tabs={[
            { label: "Tous", to: "?view=all", count: "2 481", current: true },
            { label: "Score haut", to: "?view=high", count: "142", current: false },
            { label: "Sans e-mail", to: "?view=bare", current: false },
          ]}
          after={<IconButton icon={Plus} label="Nouvelle vue" />}
        />
        <States>
          <Segments
            label="Forme"
            value={face}
            onChange={setFace}
            choices={[
              { value: "table", label: "Tableau" },
              { value: "list", label: "Liste" },
            ]}
          />
          <Avatar name="Camille Roussel" size="sm" named />
          <Avatar name="Inès Fabre" named />
          <Avatar name="Agence Corbelune" org named />
          <Avatar name="Kervanno Immobilier" org size="lg" named />
          <Avatars names={["Camille Roussel", "Inès Fabre", "Théo Lambert"]} />
          <Ident name="Halvire Transactions" note="Vannes 56" org />
          <IconButton icon={Bell} label="Notifications" />
          <IconButton icon={Mail} label="Écrire" busy />
        </States>
      </Story>
    </StoryPage>
  );
}
