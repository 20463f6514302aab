import { Building2, Database, FileText, Key, Plug, Send, Users } from "lucide-react";
import { Check, Choices, Setting } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { DangerZone, FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { ShellFrame } from "~/ui/stories/shell-frame";

export default function FormStory() {
  return (
    <ShellFrame>
      <FormPage
        title="Envoi"
        crumbs={[{ label: "Réglages", to: "/stories/settings" }]}
        purpose="Qui écrit, à quel rythme et jusqu’où. Vaut pour toutes les campagnes."
        subnav={{
          label: "Réglages",
          groups: [
            {
              label: "Entreprise",
              items: [
                { label: "Identité", to: "/stories/s1", icon: Building2 },
                { label: "Équipe et rôles", to: "/stories/s2", icon: Users },
                { label: "Envoi", to: "/stories/form", icon: Send },
                { label: "Textes légaux", to: "/stories/s3", icon: FileText },
              ],
            },
            {
              label: "Données",
              items: [
                { label: "Intégrations", to: "/stories/s4", icon: Plug },
                { label: "Clés", to: "/stories/s5", icon: Key },
                { label: "Export", to: "/stories/s6", icon: Database },
              ],
            },
          ],
        }}
        notice={<FormErrors faults={[{ field: "end", message: "La fin doit venir après le début." }]} />}
        save={<SaveBar formId="sending" verb="Enregistrer" saved />}
      >
        <Form id="sending" method="post">
          <FormSection title="Expéditeur" purpose="Le nom et l’adresse que vos prospects voient.">
            <FormGrid>
              <Field label="Nom affiché" name="sender">
                <Input defaultValue="Camille de Studio Orvane" />
              </Field>
              <Field label="Adresse d’envoi" name="from" hint="Domaine vérifié, signatures en place" good>
                <Input type="email" defaultValue="camille@orvane.example.test" />
              </Field>
            </FormGrid>
          </FormSection>
          <FormSection title="Rythme" purpose="En dehors de ces heures, les messages attendent.">
            <FormGrid>
              <Field label="Envois par jour" name="perDay" hint="Votre domaine supporte jusqu’à 500 par jour">
                <Input defaultValue="400" inputMode="numeric" after="messages" />
              </Field>
              <Field label="Écart entre deux envois" name="gap">
                <Select options={[{ value: "30", label: "De 30 à 60 secondes" }]} />
              </Field>
              <Field label="Début" name="start">
                <Input defaultValue="12:00" />
              </Field>
              <Field label="Fin" name="end" error="La fin doit venir après le début, par exemple 18:00.">
                <Input defaultValue="08:00" />
              </Field>
              <Choices legend="Jours" className="span-2">
                {["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"].map((day) => (
                  <Check key={day} label={day} name="day" value={day} defaultChecked={day !== "Samedi"} />
                ))}
              </Choices>
            </FormGrid>
          </FormSection>
          <FormSection title="Garde-fous" purpose="Ce qui arrête un envoi sans attendre personne.">
            <div className="lines">
              <Setting
                name="first"
                label="Approuver chaque premier message"
                hint="Les relances d’une séquence déjà lue partent seules."
                defaultChecked
              />
              <Setting
                name="stop"
                label="Arrêter la séquence dès qu’une personne répond"
                hint="Une tâche est créée pour son responsable."
                defaultChecked
              />
              <Setting name="opens" label="Mesurer les ouvertures" hint="Peu fiable, et demande l’accord du destinataire." />
            </div>
          </FormSection>
        </Form>
        <DangerZone
          title="Arrêter tous les envois"
          purpose="Suspend 3 campagnes et retient 214 messages programmés. Rien n’est supprimé."
          verb="Arrêter les envois"
          word="ARRÊTER"
          form={{ action: "?", fields: { intent: "stop" } }}
        />
      </FormPage>
    </ShellFrame>
  );
}
