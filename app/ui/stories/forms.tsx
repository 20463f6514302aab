import { Check, Choices, Radio, Setting, Switch } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { DangerZone, FormGrid, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";
import { Story, StoryPage } from "~/ui/stories/story";

export default function FormsStory() {
  return (
    <StoryPage title="Champs">
      <FormErrors
        faults={[
          { field: "email", message: "Il manque un domaine après le @." },
          { field: "end", message: "La fin doit venir après le début." },
        ]}
      />
      <Form id="story-form" method="post" className="stack">
        <Story title="Champs" about="Bord à 3:1, erreur au champ et dite en mots.">
          <FormGrid>
            <Field label="Nom" name="name" hint="Tel que vos prospects le lisent">
              <Input placeholder="Nom de l’agence" />
            </Field>
            <Field label="E-mail" name="email" error={["Il manque un domaine après le @."]}>
              <Input type="email" defaultValue="contact@@immoz" />
            </Field>
            <Field label="Inactif" name="fixed">
              <Input defaultValue="Fixé par votre forfait" disabled />
            </Field>
            <Field label="Avec unité" name="rate" hint="Jusqu’à 200">
              <Input inputMode="numeric" defaultValue="120" after="par jour" />
            </Field>
            <Field label="Choix" name="days" optional>
              <Select
                defaultValue="work"
                options={[
                  { value: "work", label: "Tous les jours ouvrés" },
                  { value: "all", label: "Tous les jours" },
                ]}
              />
            </Field>
            <PasswordField label="Mot de passe" name="password" autoComplete="new-password" hint="Douze signes au moins" />
            <Field label="Texte long" name="text" className="span-2">
              <Textarea rows={2} defaultValue="Merci de votre réponse, je vous rappelle jeudi." />
            </Field>
          </FormGrid>
          <div className="row row-wrap g4">
            <Check label="Libre" name="a" />
            <Check label="Coché" name="b" defaultChecked />
            <Check label="Inactif" name="c" disabled />
            <Check label="Partiel" name="d" mixed />
            <Radio label="Un" name="r" value="1" defaultChecked />
            <Radio label="Deux" name="r" value="2" />
            <Switch label="Allumé" name="s" defaultChecked />
            <Switch label="Éteint" name="t" />
          </div>
          <Choices legend="Jours">
            {["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"].map((day) => (
              <Check key={day} label={day} name="day" value={day} defaultChecked />
            ))}
          </Choices>
          <div className="lines">
            <Setting
              name="approve"
              label="Approuver chaque premier message"
              hint="Les relances d’une séquence déjà lue partent seules."
              defaultChecked
            />
            <Setting name="opens" label="Mesurer les ouvertures" hint="Peu fiable, et demande l’accord du destinataire." />
          </div>
        </Story>
      </Form>
      <DangerZone
        title="Arrêter tous les envois"
        purpose="Suspend 3 campagnes et retient 214 messages programmés. Rien n’est supprimé."
        verb="Arrêter les envois"
        word="ARRÊTER"
        form={{ action: "?", fields: { intent: "stop" } }}
      />
      <SaveBar formId="story-form" verb="Enregistrer" saved />
    </StoryPage>
  );
}
