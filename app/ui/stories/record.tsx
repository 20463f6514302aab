import { Calendar, ChevronDown, ChevronUp, Ellipsis, FileInput, Mail, MessageCircle, Phone, Plus, Send, StickyNote } from "lucide-react";
import { Meter } from "~/ui/charts/progress";
import { Spark } from "~/ui/charts/spark";
import { Delta } from "~/ui/charts/stat";
import { Avatar } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { Button, IconButton, IconLink } from "~/ui/controls/button";
import { Reasons } from "~/ui/data/reasons";
import { Timeline, TimelineEvent } from "~/ui/data/timeline";
import { RecordPage, SidePart } from "~/ui/pages/record-page";
import { ShellFrame } from "~/ui/stories/shell-frame";
import { Card, CheckLine, Facts } from "~/ui/surfaces/card";

const parts = [
  ["Intention", 91],
  ["Engagement", 84],
  ["Budget", 76],
  ["Numérique", 58],
] as const;

export default function RecordStory() {
  return (
    <ShellFrame>
      <RecordPage
        title="Agence Corbelune"
        crumbs={[{ label: "Prospects", to: "/stories/list" }]}
        aside={
          <>
            <span className="meta faint num">2 sur 142</span>
            <IconLink icon={ChevronUp} label="Fiche précédente" to="?1" />
            <IconLink icon={ChevronDown} label="Fiche suivante" to="?3" />
          </>
        }
        mark={<Avatar name="Agence Corbelune" org size="lg" />}
        state={<Badge tone="accent">Intéressé</Badge>}
        subtitle="Claire Auvray, directrice, Saint-Malo (35)"
        verbs={
          <>
            <IconButton icon={Ellipsis} label="Autres actions" kind="secondary" size="md" />
            <Button icon={Phone}>Appeler</Button>
            <Button icon={Calendar}>Rendez-vous</Button>
            <Button kind="primary" icon={Mail}>
              Écrire
            </Button>
          </>
        }
        facts={
          <>
            <section className="stack g3">
              <div className="row top between">
                <div>
                  <p className="muted">Score</p>
                  <div className="row g3">
                    <span className="figure">89</span>
                    <Delta direction="up" text="19 en 8 sem." />
                  </div>
                </div>
                <Spark values={[70, 73, 71, 77, 84, 86, 88, 89]} label="Score sur 8 semaines : de 70 à 89" />
              </div>
              <Reasons
                reasons={[
                  { label: "Trois clics sur le tarif", points: 24 },
                  { label: "9 annonces sans visite", points: 18 },
                  { label: "Recrute un négociateur", points: 11 },
                  { label: "Relance sans réponse", points: -6 },
                ]}
              />
              <div className="grid grid-cols-2 gap-x-4 gap-y-3">
                {parts.map(([name, value]) => (
                  <div key={name} className="stack g1">
                    <div className="row between meta">
                      <span className="muted">{name}</span>
                      <b className="num">{value}</b>
                    </div>
                    <Meter label={`${name} ${value} sur 100`} ratio={value / 100} tone="quiet" small />
                  </div>
                ))}
              </div>
            </section>
            <SidePart
              title="Coordonnées"
              verb={
                <Button kind="quiet" size="sm">
                  Modifier
                </Button>
              }
            >
              <Facts
                facts={[
                  { label: "Langue", value: "Français" },
                  {
                    label: "E-mail",
                    value: (
                      <a className="link" href="mailto:auvray@corbelune.example.test">
                        auvray@corbelune.example.test
                      </a>
                    ),
                  },
                  { label: "Mobile", value: <span className="num">06 39 98 41 07</span> },
                  {
                    label: "Bureau",
                    value: <span className="num">01 99 00 35 12</span>,
                    source: (
                      <>
                        Lu sur le site de l’agence
                        <br />
                        <span className="faint">12 nov. 2026, fiabilité 0,94</span>
                      </>
                    ),
                  },
                ]}
              />
            </SidePart>
            <SidePart title="Agence">
              <Facts
                facts={[
                  { label: "Effectif", value: "6 personnes" },
                  { label: "Annonces", value: "14 en ligne" },
                  { label: "Source", value: "Import « Bretagne nov. », ligne 212" },
                ]}
              />
            </SidePart>
          </>
        }
        related={
          <>
            <SidePart title="Affaire" verb={<IconButton icon={Plus} label="Nouvelle affaire" />}>
              <Card to="?deal">
                <strong>Pack Visite 3D, 30 biens</strong>
                <div className="row between">
                  <span className="title num">11 400 €</span>
                  <Badge tone="accent">Proposition</Badge>
                </div>
                <span className="meta muted">Chance 50 %, démo jeudi 26 nov. à 11 h</span>
              </Card>
            </SidePart>
            <SidePart title="Accord pour écrire">
              <CheckLine state="good" label="accordé" note="Informée le 17 nov.">
                E-mail, intérêt légitime
              </CheckLine>
              <CheckLine state="off" label="sans accord">
                SMS, pas d’accord
              </CheckLine>
            </SidePart>
          </>
        }
      >
        <Timeline label="Fil">
          <TimelineEvent
            icon={MessageCircle}
            tone="success"
            title={
              <span>
                <strong>Claire Auvray</strong> a répondu sur WhatsApp
              </span>
            }
            at={<time>10 h 04</time>}
          >
            Jeudi me convient, plutôt en fin de matinée. Pouvez-vous m’envoyer un exemple sur une maison de ville ?
          </TimelineEvent>
          <TimelineEvent
            icon={StickyNote}
            tone="note"
            title={
              <span>
                <strong>Inès Fabre</strong> a laissé une note
              </span>
            }
            at={<time>20 nov.</time>}
          >
            Croisée au salon de Rennes. Le délai compte plus que le prix.
          </TimelineEvent>
          <TimelineEvent
            icon={Send}
            tone="accent"
            title={
              <span>
                E-mail envoyé : <strong>Vos quatorze annonces de Saint-Malo</strong>
              </span>
            }
            at={<time>17 nov.</time>}
            meta={
              <>
                <span>Remis à 9 h 11</span>
                <span>Cliqué trois fois</span>
                <a className="link" href="/stories/flow">
                  Relance Bretagne, étape 1
                </a>
              </>
            }
          />
          <TimelineEvent icon={FileInput} title="Importée par Théo Lambert, ligne 212 de bretagne-nov.csv" at={<time>2 nov.</time>} />
        </Timeline>
      </RecordPage>
    </ShellFrame>
  );
}
