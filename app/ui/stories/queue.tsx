import { Check, Mail, RefreshCw, Sparkles } from "lucide-react";
import { Meter } from "~/ui/charts/progress";
import { Button } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Evidence, Letter, Proof } from "~/ui/pages/letter";
import { QueueGap, QueuePage, QueuePlace, RailGroup, RailItem } from "~/ui/pages/queue-page";
import { ShellFrame } from "~/ui/stories/shell-frame";
import { CheckLine } from "~/ui/surfaces/card";

const waiting = [
  ["Jeanne Aubrespin", "Grandclos Habitat", 70],
  ["Lucie Danrémont", "Clairvent Patrimoine", 75],
  ["Basile Ferrandou", "Maison Hautecombe-Lys", 72],
  ["Hugo Sanvoisin", "Bastide & Orme", 78],
] as const;

export default function QueueStory() {
  return (
    <ShellFrame>
      <QueuePage
        title="Brouillons à approuver"
        aside={
          <>
            <span className="muted">2 approuvés, 10 à lire</span>
            <span className="w-24">
              <Meter label="2 sur 12" ratio={0.167} small />
            </span>
          </>
        }
        railLabel="File d’attente"
        rail={
          <RailGroup title="Nouvelles agences" count={8}>
            <RailItem to="?1" name="Malik Benhadj" note="Les Toits d’Ambrelle" done="approuvé" />
            <RailItem to="?3" name="Solène Quimerch" note="Kervanno Immobilier" mark={92} current />
            {waiting.map(([name, note, mark]) => (
              <RailItem key={name} to={`?${name}`} name={name} note={note} mark={mark} />
            ))}
          </RailGroup>
        }
        mainLabel="Brouillon"
        verbs={
          <>
            <Button kind="danger" shortcut="r">
              Refuser
            </Button>
            <Button icon={RefreshCw} shortcut="g">
              Régénérer
            </Button>
            <QueueGap />
            <Button shortcut="e">Modifier</Button>
            <Button kind="primary" icon={Check} shortcut="a">
              Approuver
            </Button>
          </>
        }
        evidenceLabel="Preuves et contrôles"
        evidence={
          <>
            <Evidence title="Ce que dit le message, et d’où">
              <Proof at={1} title="14 annonces en novembre" source="Site de l’agence, relevé le 23 nov." to="?1" />
              <Proof at={2} title="Aucune visite virtuelle" source="Même relevé, liste des annonces" to="?2" active />
              <Proof at={3} title="Prix médian affiché : 312 000 €" source="Calculé sur les 14 annonces" to="?3" />
            </Evidence>
            <Evidence title="Contrôles avant l’envoi" plain>
              <CheckLine state="good" label="passé">
                Aucune opposition connue
              </CheckLine>
              <CheckLine state="warning" label="à voir">
                Un autre contact à la même agence : Loïc Quimerch
              </CheckLine>
            </Evidence>
          </>
        }
      >
        <Letter
          about={
            <>
              <Icon of={Sparkles} />
              <span>Rédigé par l’IA à partir de 5 faits, version 2</span>
              <QueuePlace at={3} of={12} previousTo="?2" nextTo="?4" />
            </>
          }
          head={[
            {
              label: "À",
              value: (
                <>
                  <strong>Solène Quimerch</strong>{" "}
                  <bdi dir="ltr" className="muted">
                    solene@kervanno.example.test
                  </bdi>
                </>
              ),
            },
            { label: "De", value: "Camille Roussel" },
            {
              label: "Envoi",
              value: (
                <>
                  <Icon of={Mail} /> E-mail, demain mercredi à 9 h 10
                </>
              ),
            },
          ]}
          subject="Vos quatorze annonces de Rennes"
          foot="Ajouté à l’envoi : pourquoi vous recevez ce message, et un lien pour ne plus en recevoir."
        >
          <p>Bonjour Madame Quimerch,</p>
          <p>
            Depuis le 1er novembre, Kervanno a publié{" "}
            <mark>
              quatorze annonces à Rennes<sup>1</sup>
            </mark>
            ,{" "}
            <mark className="is-active">
              toutes sans visite virtuelle<sup>2</sup>
            </mark>
            . Pour des biens autour de{" "}
            <mark>
              312 000 €<sup>3</sup>
            </mark>
            , c’est souvent la première question d’un acheteur qui vit loin.
          </p>
          <p>
            Nous modélisons un bien en une heure et la visite est en ligne le lendemain avant midi. Auriez-vous un quart d’heure jeudi ou
            vendredi pour en parler ?
          </p>
          <p>
            Bien à vous,
            <br />
            Camille Roussel
          </p>
        </Letter>
      </QueuePage>
    </ShellFrame>
  );
}
