import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { AcceptInvitation } from "~/domains/identity/account/account.schema";
import { acceptInvitation, openInvitation } from "~/domains/identity/member/accept-invitation.server";
import { readForm } from "~/platform/forms.server";
import { languageFor } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { openSession, sessionOf } from "~/platform/session.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await openInvitation(params.token ?? "");
  if (!invitation) return { invitation: null, who: "nobody" as const, path: "" };
  const session = await sessionOf(request);
  const { email, companyName, roleKey, knownUserId } = invitation;
  const who = !knownUserId ? ("newcomer" as const) : session?.userId === knownUserId ? ("member" as const) : ("stranger" as const);
  return { invitation: { email, companyName, roleKey }, who, path: new URL(request.url).pathname };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const token = params.token ?? "";
  const { clientAddress } = context;
  await takeRates({ "signup.address": clientAddress });
  const language = await languageFor(request);
  const session = await sessionOf(request);
  const form = await readForm(request, session ? z.object({}) : AcceptInvitation);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const who = session ? { userId: session.userId } : { newcomer: form.value as unknown as AcceptInvitation };
    const person = await acceptInvitation(token, who, language);
    return redirect("/", { headers: { "Set-Cookie": await openSession(request, { ...person, clientAddress }) } });
  });
}

export default function Invite() {
  const { invitation, who, path } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  if (!invitation) return <OutsidePage title={t("invite.gone_title")} purpose={t("invite.gone_text")} />;
  const purpose = t("invite.purpose", { role: t(`role.${invitation.roleKey}`), email: invitation.email });
  return (
    <OutsidePage title={t("invite.title", { company: invitation.companyName })} purpose={purpose}>
      {who === "newcomer" && <NewcomerForm />}
      {who === "member" && (
        <Form method="post">
          <Button kind="primary" size="lg" block>
            {t("invite.verb")}
          </Button>
        </Form>
      )}
      {who === "stranger" && (
        <div className="stack g4">
          <p>{t("invite.known")}</p>
          <ButtonLink kind="primary" size="lg" to={`/login?next=${encodeURIComponent(path)}`}>
            {t("invite.log_in")}
          </ButtonLink>
        </div>
      )}
    </OutsidePage>
  );
}

function NewcomerForm() {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(AcceptInvitation, useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="stack g5" {...form}>
      <FormErrors faults={formFaults} title="" />
      <FormGrid>
        <Field label={t("signup.first_name")} name="firstName" error={fault("firstName")}>
          <Input size="lg" autoComplete="given-name" defaultValue={kept("firstName")} autoFocus />
        </Field>
        <Field label={t("signup.last_name")} name="lastName" error={fault("lastName")}>
          <Input size="lg" autoComplete="family-name" defaultValue={kept("lastName")} />
        </Field>
      </FormGrid>
      <PasswordField
        label={t("signup.password")}
        name="password"
        size="lg"
        autoComplete="new-password"
        error={fault("password")}
        hint={t("signup.password_hint")}
      />
      <Button kind="primary" size="lg" block busy={busy}>
        {t("invite.verb")}
      </Button>
    </Form>
  );
}
