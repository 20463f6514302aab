import { Send, Tag, Trash2 } from "lucide-react";
import { useState } from "react";
import { Avatar } from "~/ui/controls/avatar";
import { Button } from "~/ui/controls/button";
import { ConfirmDialog } from "~/ui/overlays/confirm-dialog";
import { Dialog } from "~/ui/overlays/dialog";
import { Menu } from "~/ui/overlays/menu";
import { Toasts, useNotify } from "~/ui/overlays/toast";
import { Tooltip } from "~/ui/overlays/tooltip";
import { States, Story, StoryPage } from "~/ui/stories/story";

export default function OverlaysStory() {
  const undo = { action: "?", fields: { intent: "undo" } };
  return (
    <Toasts notice={{ id: "first", text: "12 messages programmés", undo }}>
      <StoryPage title="Ce qui flotte">
        <Story title="Menu" about="S’ouvre avant tout script ; flèches, lettres, échap.">
          <States>
            <Menu
              label="Actions"
              trigger="Ouvrir le menu"
              entries={[
                { heading: "Attribuer à" },
                {
                  label: "Camille Roussel",
                  before: <Avatar name="Camille Roussel" size="sm" />,
                  checked: true,
                  form: { action: "?", fields: { owner: "1" } },
                },
                {
                  label: "Inès Fabre",
                  before: <Avatar name="Inès Fabre" size="sm" />,
                  checked: false,
                  form: { action: "?", fields: { owner: "2" } },
                },
                "rule",
                { label: "Étiqueter", icon: Tag, shortcut: "t", to: "?tag" },
                { label: "Ajouter à une campagne", icon: Send, to: "?campaign" },
                { label: "Mettre à la corbeille", icon: Trash2, danger: true, form: { action: "?", fields: { intent: "bin" } } },
              ]}
            />
          </States>
        </Story>
        <Story title="Dialogues" about="Pour ce que d’autres verront, ou qui ne revient pas.">
          <Dialogs />
        </Story>
        <Story title="Infobulle" about="D’où vient un fait.">
          <States>
            <Tooltip
              tip={
                <>
                  Lu sur le site de l’agence
                  <br />
                  <span className="faint">12 nov. 2026, fiabilité 0,94</span>
                </>
              }
            >
              <span className="linked num">01 99 00 35 12</span>
            </Tooltip>
          </States>
        </Story>
      </StoryPage>
    </Toasts>
  );
}

function Dialogs() {
  const [open, setOpen] = useState<"plain" | "confirm" | "typed" | null>(null);
  const notify = useNotify();
  const close = () => setOpen(null);
  return (
    <States>
      <Button onClick={() => setOpen("plain")}>Dialogue</Button>
      <Button onClick={() => setOpen("confirm")}>Confirmation</Button>
      <Button kind="danger" onClick={() => setOpen("typed")}>
        Confirmation saisie
      </Button>
      <Button
        kind="quiet"
        onClick={() =>
          notify({ id: String(performance.now()), text: "L’envoi n’est pas parti : le domaine n’est pas vérifié.", tone: "danger" })
        }
      >
        Avis d’échec
      </Button>
      <Dialog open={open === "plain"} onClose={close} title="Envoyer 12 messages demain ?">
        <p className="muted">Ils partiront mercredi entre 9 h et 11 h. Vous pourrez annuler jusqu’à 9 h.</p>
      </Dialog>
      <ConfirmDialog
        open={open === "confirm"}
        onClose={close}
        title="Envoyer 12 messages demain ?"
        verb="Programmer 12 messages"
        form={{ action: "?", fields: {} }}
      >
        Ils partiront mercredi entre 9 h et 11 h. Vous pourrez annuler jusqu’à 9 h.
      </ConfirmDialog>
      <ConfirmDialog
        open={open === "typed"}
        onClose={close}
        title="Effacer 3 fiches ?"
        verb="Effacer 3 fiches"
        danger
        word="EFFACER"
        form={{ action: "?", fields: {} }}
      >
        Elles restent trente jours dans la corbeille.
      </ConfirmDialog>
    </States>
  );
}
