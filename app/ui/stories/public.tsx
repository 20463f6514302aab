import { Mail } from "lucide-react";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";
import { OrRule, PublicPage } from "~/ui/pages/public-page";

export default function PublicStory() {
  return (
    <PublicPage
      brand="Essor"
      language={<Select size="sm" quiet aria-label="Langue" options={[{ value: "fr", label: "Français" }]} />}
      title="Bon retour"
      purpose="Connectez-vous pour retrouver votre journée."
      foot={
        <>
          <a href="?privacy">Confidentialité</a>
          <a href="?terms">Conditions</a>
        </>
      }
      promise={{
        title: (
          <>
            Du fichier au rendez-vous,
            <br />
            sans perdre une ligne.
          </>
        ),
        text: "Une liste entre, chaque message part relu, et chaque chiffre du lundi remonte jusqu’à la personne qu’il compte.",
      }}
    >
      <Form method="post" className="stack g5">
        <Field label="E-mail professionnel" name="email">
          <Input type="email" size="lg" autoComplete="username" defaultValue="camille@orvane.example.test" />
        </Field>
        <PasswordField
          label="Mot de passe"
          name="password"
          size="lg"
          autoComplete="current-password"
          aside={
            <a className="link meta" href="?forgotten">
              Oublié ?
            </a>
          }
        />
        <Check label="Rester connecté sur cet ordinateur" name="remember" defaultChecked />
        <Button kind="primary" size="lg" block>
          Se connecter
        </Button>
        <OrRule>ou</OrRule>
        <ButtonLink size="lg" block icon={Mail} to="?link">
          Recevoir un lien par e-mail
        </ButtonLink>
      </Form>
    </PublicPage>
  );
}
