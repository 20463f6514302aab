import { BarChart } from "~/ui/charts/bar-chart";
import { Funnel } from "~/ui/charts/funnel";
import { LineChart } from "~/ui/charts/line-chart";
import { Meter, Progress } from "~/ui/charts/progress";
import { Spark } from "~/ui/charts/spark";
import { StackBar } from "~/ui/charts/stack-bar";
import { Delta, Stat, Stats } from "~/ui/charts/stat";
import { Reasons } from "~/ui/data/reasons";
import { Score } from "~/ui/data/score";
import { Steps } from "~/ui/data/steps";
import { States, Story, StoryPage } from "~/ui/stories/story";
import { useFormat } from "~/ui/words";

const reasons = [
  { label: "Trois clics sur le tarif", points: 24 },
  { label: "9 annonces sans visite", points: 18 },
  { label: "Relance sans réponse", points: -6 },
];

export default function FiguresStory() {
  const { number, percent, share, money } = useFormat();
  return (
    <StoryPage title="Chiffres et dessins">
      <Story title="Chiffres" about="Le chiffre, son écart, son échantillon ; chacun ouvre ses lignes.">
        <Stats label="La semaine">
          <Stat
            label="Taux de réponse"
            figure={percent(0.072)}
            delta={<Delta direction="up" text="1,4 point" />}
            sample={`${share(35, 486)}`}
            to="?replies"
          />
          <Stat
            label="Affaires ouvertes"
            figure={number(4)}
            delta={<Delta direction="down" text="1" />}
            sample={money(1860000)}
            to="?deals"
          />
          <Stat
            label="Refus"
            figure={percent(0.054)}
            delta={<Delta direction="up" goodWhen="down" text="0,8 point" />}
            sample="26 sur 486"
          />
          <Stat label="Délai de paiement" figure="n/a" sample="Aucune facture échue ce mois-ci" />
        </Stats>
      </Story>
      <Story title="Dessins" about="Toujours depuis zéro ; le tableau des chiffres dessous.">
        <div className="split">
          <BarChart
            label="E-mails, WhatsApp et LinkedIn de juin à novembre : tout monte"
            heads={["juin", "juil.", "août", "sept.", "oct.", "nov."]}
            write={(value) => number(value)}
            isTime
            series={[
              { name: "E-mail", values: [22, 28, 24, 34, 38, 44] },
              { name: "WhatsApp", values: [16, 18, 15, 21, 26, 29] },
              { name: "LinkedIn", values: [9, 12, 11, 14, 16, 20] },
            ]}
          />
          <LineChart
            label="Taux de réponse par semaine, de 4,1 % en semaine 40 à 7,2 % en semaine 47"
            heads={["S40", "S41", "S42", "S43", "S44", "S45", "S46", "S47"]}
            write={(value) => percent(value)}
            series={[{ name: "Taux de réponse", values: [0.041, 0.046, 0.043, 0.052, 0.05, 0.055, 0.058, 0.072] }]}
          />
          <BarChart
            label="Réponses par jour : le mardi dépasse les autres"
            heads={["lun.", "mar.", "mer.", "jeu.", "ven."]}
            subject="mar."
            write={(value) => percent(value, 0)}
            series={[{ name: "Taux de réponse", values: [0.048, 0.096, 0.051, 0.038, 0.041] }]}
          />
          <LineChart
            label="Deux campagnes sur cinq semaines"
            heads={["S43", "S44", "S45", "S46", "S47"]}
            write={(value) => number(value)}
            series={[
              { name: "Relance Bretagne", values: [12, 18, 25, 31, 42] },
              { name: "Anciens clients", values: [8, null, 9, 12, 11] },
            ]}
          />
          <Funnel
            label="De l’envoi à la signature"
            steps={[
              { label: "Envoyés", ratio: 1, figure: "486", to: "?sent" },
              { label: "Répondus", ratio: 0.072, figure: "35", note: "7,2 %", to: "?replied" },
              { label: "Signés", ratio: 0.004, figure: "2", note: "5,7 %", to: "?signed" },
              { label: "Perdus", ratio: 0, figure: "0", note: "n/a" },
            ]}
          />
          <Funnel
            sampled
            label="Réponses selon le jour"
            steps={[
              { label: "Mardi", ratio: 0.96, figure: "9,6 %", note: "24 sur 250", to: "?tue" },
              { label: "Lundi", ratio: 0.48, figure: "4,8 %", note: "5 sur 104", to: "?mon", rest: true },
            ]}
          />
        </div>
      </Story>
      <Story title="Parts et progrès">
        <StackBar
          label="Lignes du fichier"
          parts={[
            { label: "Nouveaux", value: 1041, to: "?new" },
            { label: "Fusionnés", value: 187, colour: 3 },
            { label: "Refusés", value: 56, colour: 2, to: "?refused" },
          ]}
        />
        <Progress label="Envoi de l’e-mail 2" ratio={0.68} />
        <Meter label="64 % de l’objectif" ratio={0.64} tone="success" />
        <Meter label="Intention 91 sur 100" ratio={0.91} tone="quiet" small />
        <States>
          <Spark values={[61, 63, 63, 68, 74, 77, 90, 92]} label="De 61 à 92" />
          <Spark values={[92, 90, 84, 80, 77, 75]} label="De 92 à 75" />
          <Spark values={[70, 69, 70, 71, 70, 70]} label="Stable à 70" />
          <Score value={89} trend={{ values: [70, 72, 75, 80, 84, 89], label: "De 70 à 89" }} reasons={reasons} />
          <Score value={null} />
        </States>
        <div className="split">
          <Reasons reasons={reasons} />
          <Steps label="Importer" steps={["Fichier", "Colonnes", "Vérification", "Import"]} current={2} />
        </div>
      </Story>
    </StoryPage>
  );
}
