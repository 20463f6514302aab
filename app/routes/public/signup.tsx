import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SignUp } from "~/domains/identity/account/account.schema";
import { signUp } from "~/domains/identity/account/sign-up.server";
import { evenTime } from "~/platform/even-time";
import { readForm } from "~/platform/forms.server";
import { languageFor } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { sessionOf } from "~/platform/session.server";
import { useSchemaForm } from "~/platform/use-form";
import { mailTransport } from "~/platform/vendors/postmark.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  if (await sessionOf(request)) throw redirect("/");
  return null;
}

/** The same answer for a known and an unknown address: look in your inbox. The link in it opens the workspace. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, SignUp);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "signup.address": context.clientAddress });
    const language = await languageFor(request);
    await evenTime(600, () => signUp(form.value, { language, timezone: "Europe/Paris" }));
    return data({ sentTo: form.value.email, hasMailbox: mailTransport() === "mailbox" });
  });
}

export default function SignUpPage() {
  const answer = useActionData<typeof action>();
  if (answer && "sentTo" in answer) return <Sent {...answer} />;
  return <SignUpForm answer={answer} />;
}

function Sent({ sentTo, hasMailbox }: { sentTo: string; hasMailbox: boolean }) {
  const { t } = useTranslation("identity");
  return (
    <OutsidePage title={t("signup.sent_title")} purpose={t("signup.sent_text", { email: sentTo })} withPromise>
      {hasMailbox && (
        <ButtonLink kind="primary" size="lg" to="/mailbox">
          {t("signup.open_mailbox")}
        </ButtonLink>
      )}
    </OutsidePage>
  );
}

function SignUpForm({ answer }: { answer: unknown }) {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(SignUp, answer);
  const busy = useNavigation().state !== "idle";
  return (
    <OutsidePage title={t("signup.title")} purpose={t("signup.purpose")} withPromise>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <Field label={t("signup.company")} name="companyName" error={fault("companyName")}>
          <Input size="lg" autoComplete="organization" defaultValue={kept("companyName")} autoFocus />
        </Field>
        <FormGrid>
          <Field label={t("signup.first_name")} name="firstName" error={fault("firstName")}>
            <Input size="lg" autoComplete="given-name" defaultValue={kept("firstName")} />
          </Field>
          <Field label={t("signup.last_name")} name="lastName" error={fault("lastName")}>
            <Input size="lg" autoComplete="family-name" defaultValue={kept("lastName")} />
          </Field>
        </FormGrid>
        <Field label={t("signup.email")} name="email" error={fault("email")}>
          <Input size="lg" type="email" autoComplete="username" defaultValue={kept("email")} />
        </Field>
        <PasswordField
          label={t("signup.password")}
          name="password"
          size="lg"
          autoComplete="new-password"
          error={fault("password")}
          hint={t("signup.password_hint")}
        />
        <Button kind="primary" size="lg" block busy={busy}>
          {t("signup.verb")}
        </Button>
        <p className="muted">
          {t("signup.have_account")}{" "}
          <Link className="link" to="/login">
            {t("signup.log_in")}
          </Link>
        </p>
      </Form>
    </OutsidePage>
  );
}
