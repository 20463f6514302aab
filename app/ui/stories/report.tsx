import { Printer } from "lucide-react";
import { Funnel } from "~/ui/charts/funnel";
import { LineChart } from "~/ui/charts/line-chart";
import { Delta, Stat, Stats } from "~/ui/charts/stat";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Table } from "~/ui/data/table";
import { Advice, AdviceList, Drawing, Finding, ReportFoot, ReportPage } from "~/ui/pages/report-page";
import { ShellFrame } from "~/ui/stories/shell-frame";
import { useFormat } from "~/ui/words";

const days = [
  ["Mardi", 0.096, "9,6 %", "24 sur 250"],
  ["Mercredi", 0.051, "5,1 %", "4 sur 79"],
  ["Lundi", 0.048, "4,8 %", "5 sur 104"],
  ["Jeudi", 0.038, "3,8 %", "2 sur 53"],
] as const;

export default function ReportStory() {
  const { percent } = useFormat();
  return (
    <ShellFrame>
      <ReportPage
        title="Semaine 47"
        crumbs={[{ label: "Rapports", to: "/stories/reports" }]}
        actions={
          <Button size="sm" icon={Printer}>
            Imprimer
          </Button>
        }
      >
        <Finding
          about="Rapport de succès · semaine 47, du 16 au 22 novembre 2026"
          proof={
            <>
              <a className="linked num" href="?a">
                9,6 % (24 sur 250)
              </a>{" "}
              contre{" "}
              <a className="linked num" href="?b">
                4,7 % (11 sur 236)
              </a>
              . L’écart a moins d’une chance sur vingt d’être un hasard.
            </>
          }
        >
          Les e-mails du mardi matin ont obtenu <em>deux fois plus de réponses</em> que ceux des autres jours.
        </Finding>
        <Stats label="Chiffres de la semaine">
          <Stat
            label="Taux de réponse"
            figure="7,2 %"
            delta={<Delta direction="up" text="1,4 point" />}
            sample="35 sur 486 envois"
            to="?1"
          />
          <Stat label="Rendez-vous pris" figure="9" delta={<Delta direction="up" text="3" />} sample="contre 6 en S46" to="?2" />
          <Stat label="Affaires ouvertes" figure="4" delta={<Delta direction="down" text="1" />} sample="18 600 € au total" to="?3" />
          <Stat label="Devis signés" figure="7 440 €" delta={<Delta direction="up" text="2 160 €" />} sample="2 devis" to="?4" />
        </Stats>
        <div className="split">
          <Drawing title="Réponses selon le jour d’envoi" note="En part des messages envoyés ce jour-là">
            <Funnel
              sampled
              label="Réponses selon le jour"
              steps={days.map(([label, ratio, figure, note], at) => ({
                label,
                ratio: ratio * 10,
                figure,
                note,
                to: `?${at}`,
                rest: at > 0,
              }))}
            />
          </Drawing>
          <Drawing title="Taux de réponse, huit semaines" note="3,1 points gagnés depuis la semaine 40">
            <LineChart
              label="Taux de réponse par semaine, de 4,1 % en semaine 40 à 7,2 % en semaine 47"
              heads={["S40", "S41", "S42", "S43", "S44", "S45", "S46", "S47"]}
              write={(value) => percent(value)}
              series={[{ name: "Taux de réponse", values: [0.041, 0.046, 0.043, 0.052, 0.05, 0.055, 0.058, 0.072] }]}
            />
          </Drawing>
        </div>
        <AdviceList title="À changer cette semaine">
          <Advice
            at={1}
            title="Envoyer les premiers e-mails le mardi, de 9 h à 11 h"
            why="Concerne 3 campagnes et 214 messages programmés un autre jour."
            deed={<Button kind="primary">Appliquer aux 3 campagnes</Button>}
          />
          <Advice
            at={2}
            title="Arrêter l’objet « Une question rapide »"
            why="1,8 % de réponses (2 sur 112)."
            deed={<Button>Remplacer l’objet</Button>}
          />
          <Advice
            at={3}
            title="Rappeler les 11 prospects qui ont cliqué deux fois sur le tarif"
            why="Aucun n’a de prochaine étape."
            deed={<ButtonLink to="?x">Créer 11 tâches</ButtonLink>}
          />
        </AdviceList>
        <Drawing title="Les messages qui ont marché" note="Au moins 50 envois dans la semaine">
          <Table label="Messages" heads={[{ label: "Objet" }, { label: "Envois", num: true }, { label: "Réponses", num: true }]}>
            <tr>
              <td>Vos annonces de {"{ville}"}</td>
              <td className="num">148</td>
              <td className="num strong">9,5 %</td>
            </tr>
            <tr>
              <td>Une question rapide</td>
              <td className="num">112</td>
              <td className="num strong down">1,8 %</td>
            </tr>
          </Table>
        </Drawing>
        <ReportFoot
          links={
            <a className="link" href="?how">
              Comment c’est calculé
            </a>
          }
        >
          Calculé le lundi 23 novembre à 6 h 00 sur 486 messages. Chaque chiffre ouvre ses lignes.
        </ReportFoot>
      </ReportPage>
    </ShellFrame>
  );
}
