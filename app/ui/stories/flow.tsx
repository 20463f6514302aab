import { Clock, CornerDownRight, Flag, Hourglass, Mail, Pause, Split, UserPlus, Users } from "lucide-react";
import { BarChart } from "~/ui/charts/bar-chart";
import { Funnel } from "~/ui/charts/funnel";
import { Progress } from "~/ui/charts/progress";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Tabs } from "~/ui/controls/tabs";
import { Flow, FlowLink, FlowPage, FlowStep } from "~/ui/pages/flow-page";
import { Drawing } from "~/ui/pages/report-page";
import { ShellFrame } from "~/ui/stories/shell-frame";
import { Card } from "~/ui/surfaces/card";

export default function FlowStory() {
  return (
    <ShellFrame>
      <FlowPage
        title="Relance Bretagne"
        crumbs={[{ label: "Campagnes", to: "/stories/campaigns" }]}
        aside={<Badge tone="success">Active</Badge>}
        actions={
          <Button size="sm" icon={Pause}>
            Suspendre
          </Button>
        }
        tabs={
          <Tabs
            views
            label="Campagne"
            tabs={[
              { label: "Vue d’ensemble", to: "/stories/flow" },
              { label: "Destinataires", to: "/stories/flow/people", count: 312 },
              { label: "Messages", to: "/stories/flow/messages", count: 583 },
            ]}
          />
        }
        side={
          <>
            <Card>
              <div className="stack g3">
                <div className="row">
                  <Badge tone="accent" live>
                    En direct
                  </Badge>
                  <strong>E-mail 2 en cours d’envoi</strong>
                  <span className="push num muted">68 %</span>
                </div>
                <Progress label="Envoi de l’e-mail 2" ratio={0.68} />
                <div className="row between meta muted num">
                  <span>184 envoyés sur 271</span>
                  <span>90 par heure, reste 58 min</span>
                </div>
                <BarChart
                  label="Envois par quart d’heure depuis 8 h"
                  isTime
                  height={120}
                  write={String}
                  heads={["8 h", "8 h 15", "8 h 30", "8 h 45", "9 h", "9 h 15"]}
                  series={[{ name: "Envois", values: [18, 19, 19, 20, 22, 23] }]}
                />
              </div>
            </Card>
            <Drawing title="27 réponses pour 312 prospects" note="Chaque part se lit par rapport à l’étape d’avant">
              <Funnel
                label="De l’envoi à l’affaire"
                steps={[
                  { label: "Destinataires", ratio: 1, figure: "312", to: "?a" },
                  { label: "Remis", ratio: 0.974, figure: "304", note: "97,4 %", to: "?b" },
                  { label: "Répondu", ratio: 0.087, figure: "27", note: "8,9 %", to: "?c" },
                  { label: "Rendez-vous", ratio: 0.022, figure: "7", note: "25,9 %", to: "?d" },
                ]}
              />
            </Drawing>
          </>
        }
      >
        <div className="section-head">
          <h2 className="lead strong">La séquence</h2>
        </div>
        <Flow label="La séquence">
          <FlowStep
            icon={Users}
            kind="task"
            title="Bretagne, score haut"
            note="Segment figé le 16 novembre"
            figure="312"
            figureNote="prospects"
          />
          <FlowLink icon={Clock}>Aussitôt, de 8 h à 12 h, jours ouvrés</FlowLink>
          <FlowStep
            icon={Mail}
            title="E-mail 1 : Vos annonces de {ville}"
            note="Deux objets à l’essai, approuvés un par un"
            figure="304 remis"
            figureNote="19 réponses, 6,3 %"
          />
          <FlowLink icon={Hourglass}>Trois jours ouvrés</FlowLink>
          <FlowStep
            icon={Split}
            kind="task"
            title="A-t-il répondu ou demandé l’arrêt ?"
            note="Oui : sort de la séquence, tâche pour Camille"
            figure="41 sortis"
            figureNote="19 réponses, 22 arrêts"
          />
          <FlowLink icon={CornerDownRight}>Non : continuer</FlowLink>
          <FlowStep
            icon={Mail}
            title="E-mail 2 : Un bien voisin du vôtre"
            state={<Badge tone="accent">en cours</Badge>}
            note="Avec la visite 3D la plus proche"
            figure="184 sur 271"
            figureNote="8 réponses, 4,3 %"
            current
          />
          <FlowLink icon={Hourglass}>Quatre jours ouvrés</FlowLink>
          <FlowStep
            icon={UserPlus}
            kind="task"
            title="Tâche : inviter sur LinkedIn"
            note="À faire à la main, texte prêt"
            figure="0"
            figureNote="à venir"
          />
          <FlowLink icon={Hourglass}>Quatorze jours</FlowLink>
          <FlowStep
            icon={Flag}
            kind="end"
            title="Mise en réserve"
            note="Rien pendant 90 jours, puis nouveau score"
            figure="0"
            figureNote="à venir"
          />
        </Flow>
      </FlowPage>
    </ShellFrame>
  );
}
