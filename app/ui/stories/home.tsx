import { Check, FilePenLine, Phone, Play, Reply } from "lucide-react";
import { Meter } from "~/ui/charts/progress";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { HomePage, Todo, TodoGroup } from "~/ui/pages/home-page";
import { SidePart } from "~/ui/pages/record-page";
import { ShellFrame } from "~/ui/stories/shell-frame";

export default function HomeStory() {
  return (
    <ShellFrame notice={{ id: "saved", text: "Rendez-vous confirmé" }}>
      <HomePage
        title="Aujourd’hui"
        actions={
          <ButtonLink kind="primary" size="sm" icon={Play} to="?start">
            Commencer la journée
          </ButtonLink>
        }
        about="Mardi 24 novembre"
        sentence="Quatre personnes attendent votre réponse."
        proof="Ensuite douze brouillons à lire, environ neuf minutes, et trois tâches pour aujourd’hui."
        side={
          <SidePart title="Campagnes en cours">
            <div className="stack g3">
              <div className="row between">
                <strong>Relance Bretagne</strong>
                <Badge tone="accent">Envoi</Badge>
              </div>
              <Meter label="184 sur 271 envoyés" ratio={0.68} />
              <span className="meta muted">184 sur 271 envoyés, reste 58 min</span>
            </div>
          </SidePart>
        }
      >
        <TodoGroup title="Réponses à traiter" count={4} all={{ label: "Ouvrir la boîte", to: "?inbox" }}>
          <Todo
            to="?1"
            avatarOf="Agence Corbelune"
            title="Claire Auvray, Agence Corbelune"
            note="« Jeudi me convient, plutôt en fin de matinée. »"
            when="8 min"
            deed={
              <ButtonLink size="sm" icon={Reply} to="?r">
                Répondre
              </ButtonLink>
            }
          />
          <Todo
            to="?2"
            avatarOf="Cabinet Trémoire"
            title="Odile Trémoire, Cabinet Trémoire"
            note="« Merci de m’envoyer le devis corrigé. »"
            when="hier"
            late
            deed={
              <ButtonLink size="sm" kind="quiet" icon={Reply} to="?r2">
                Répondre
              </ButtonLink>
            }
          />
        </TodoGroup>
        <TodoGroup title="Brouillons à lire" count={12} all={{ label: "Tout lire", to: "?queue" }}>
          <Todo
            to="?3"
            icon={FilePenLine}
            title="Nouvelles agences, 8 brouillons"
            note="Scores de 71 à 92, envoi demain à 9 h 10"
            when="6 min"
            deed={
              <ButtonLink size="sm" kind="quiet" to="?q">
                Lire
              </ButtonLink>
            }
          />
        </TodoGroup>
        <TodoGroup title="Tâches du jour" count={3}>
          <Todo
            to="?4"
            icon={Phone}
            title="Appeler Yann Le Brévec, Halvire Transactions"
            note="Confirmer la remise de 10 %, 06 39 98 24 17"
            when="11 h 30"
            deed={
              <Button size="sm" kind="quiet" icon={Check}>
                Fait
              </Button>
            }
          />
        </TodoGroup>
      </HomePage>
    </ShellFrame>
  );
}
