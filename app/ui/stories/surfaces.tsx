import { FilePenLine } from "lucide-react";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Timeline, TimelineEvent } from "~/ui/data/timeline";
import { Callout, Card, CheckLine, Facts } from "~/ui/surfaces/card";
import { Empty, ErrorState, TableSkeleton } from "~/ui/surfaces/faces";
import { Story, StoryPage } from "~/ui/stories/story";

export default function SurfacesStory() {
  return (
    <StoryPage title="Dire, montrer, attendre">
      <Story title="Dire" about="L’information, la prudence, l’erreur.">
        <div className="form-grid">
          <Callout>312 fiches entrent sans e-mail.</Callout>
          <Callout tone="success">Vous êtes libre jeudi à 11 h.</Callout>
          <Callout tone="warning" title="5,4 % d’adresses refusées.">
            Arrêt à 6 %.
          </Callout>
          <Callout tone="danger" action={<Button size="sm">Réessayer</Button>}>
            La pièce jointe n’est pas partie.
          </Callout>
        </div>
      </Story>
      <Story title="Cartes et faits">
        <div className="split">
          <Card to="?deal">
            <div className="row">
              <strong>Pack Visite 3D, 30 biens</strong>
            </div>
            <div className="row between">
              <span className="title num">11 400 €</span>
              <Badge tone="accent">Proposition</Badge>
            </div>
          </Card>
          <div className="stack g4">
            <Facts
              facts={[
                { label: "Langue", value: "Français" },
                { label: "Bureau", value: <span className="num">01 99 00 35 12</span>, source: "Lu sur le site de l’agence, 12 nov. 2026" },
              ]}
            />
            <div>
              <CheckLine state="good" label="passé">
                Aucune opposition connue
              </CheckLine>
              <CheckLine state="warning" label="à voir">
                Un autre contact à la même agence
              </CheckLine>
              <CheckLine state="bad" label="refusé" note="Depuis le 3 novembre">
                Adresse refusée
              </CheckLine>
              <CheckLine state="off" label="sans objet">
                SMS, pas d’accord
              </CheckLine>
            </div>
          </div>
        </div>
      </Story>
      <Story title="Vide, erreur, attente">
        <div className="split">
          <Card pad={false}>
            <Empty icon={FilePenLine} title="Aucun brouillon à lire" action={<ButtonLink to="?write">Écrire à un prospect</ButtonLink>}>
              Les prochains arrivent avec la campagne « Nouvelles agences », demain à 7 h.
            </Empty>
          </Card>
          <Card pad={false}>
            <ErrorState title="La page n’a pas pu s’ouvrir" code="req_01JD9" action={<Button>Réessayer</Button>}>
              Rien n’est perdu. Réessayez dans un instant.
            </ErrorState>
          </Card>
        </div>
        <TableSkeleton rows={4} />
      </Story>
      <Story title="Fil">
        <Timeline label="Fil">
          <TimelineEvent icon={FilePenLine} tone="success" title={<strong>Claire Auvray a répondu</strong>} at={<time>10 h 04</time>}>
            Jeudi me convient.
          </TimelineEvent>
          <TimelineEvent icon={FilePenLine} tone="note" title="Inès a laissé une note" at={<time>20 nov.</time>}>
            Le délai compte plus que le prix.
          </TimelineEvent>
          <TimelineEvent
            icon={FilePenLine}
            tone="accent"
            title="E-mail envoyé"
            at={<time>17 nov.</time>}
            meta={<span>Remis à 9 h 11</span>}
          />
        </Timeline>
      </Story>
    </StoryPage>
  );
}
