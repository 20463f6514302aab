import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { AcceptInvitation } from "~/domains/identity/account/account.schema";
import { enterCompany } from "~/domains/identity/company/enter-company.server";
import { acceptInvitation, type Invitation, invitationOf } from "~/domains/identity/member/accept-invitation.server";
import { roleName } from "~/domains/identity/ui/role-name";
import { readForm } from "~/platform/forms.server";
import { isLanguage } from "~/platform/i18n";
import { languageCookie, languageFor } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { openSession, sessionOf } from "~/platform/session.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };

/** Who holds the link: somebody new, the invitee himself, somebody who must log in as him, somebody else, or one who is a member already. */
function holderOf({ knownUserId, isMember }: Invitation, userId: string | undefined) {
  if (userId && userId !== knownUserId) return "other" as const;
  if (isMember) return userId ? ("member" as const) : ("stranger" as const);
  if (!knownUserId) return "newcomer" as const;
  return userId ? ("invitee" as const) : ("stranger" as const);
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await invitationOf(params.token ?? "");
  if (!invitation) return { state: "unknown" as const };
  const session = await sessionOf(request);
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.replace(/\.data$/, "");
  // In the language it was written in, until whoever reads it chooses another; once, for a browser that keeps no cookies.
  if (!session && !searchParams.has("in") && isLanguage(invitation.language))
    throw redirect(`${path}?in=${invitation.language}`, {
      headers: { "Set-Cookie": await languageCookie.serialize(invitation.language) },
    });
  const { state, email, companyId, companyName, roleKey: key, roleName: name } = invitation;
  const who = holderOf(invitation, session?.userId);
  if (state !== "open" && who !== "member") return { state, companyName };
  return { state: "open" as const, who, email, companyId, companyName, role: { key, name }, path };
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
    const cookie = session ? await enterCompany(request, person) : await openSession(request, { ...person, clientAddress });
    return redirect("/", { headers: { "Set-Cookie": cookie } });
  });
}

export default function Invite() {
  const facts = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  if (facts.state === "unknown") return <OutsidePage title={t("invite.gone_title")} purpose={t("error.invitation.unknown")} />;
  const { state, companyName: company } = facts;
  if (state !== "open")
    return (
      <OutsidePage title={t("invite.gone_title")} purpose={t(`invite.ended.${state}`, { company })}>
        <ButtonLink kind="secondary" size="lg" to="/">
          {t("invite.home")}
        </ButtonLink>
      </OutsidePage>
    );
  const { who, email, companyId, path, role } = facts;
  const purpose = t("invite.purpose", { role: roleName(t, role), email });
  if (who === "member")
    return (
      <OutsidePage title={t("invite.title", { company })} purpose={t("invite.member", { company })}>
        <Form method="post" action="/companies/enter" reloadDocument>
          <Button kind="primary" size="lg" name="companyId" value={companyId}>
            {t("invite.enter", { company })}
          </Button>
        </Form>
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("invite.title", { company })} purpose={purpose}>
      {who === "newcomer" && <NewcomerForm />}
      {who === "invitee" && <InviteeForm />}
      {who === "stranger" && (
        <div className="stack g4">
          <p>{t("invite.known")}</p>
          <ButtonLink kind="primary" size="lg" to={`/login?next=${encodeURIComponent(path)}`}>
            {t("invite.log_in")}
          </ButtonLink>
        </div>
      )}
      {who === "other" && (
        <Form method="post" action="/logout" className="stack g4" reloadDocument>
          <p>{t("invite.other", { email })}</p>
          <Button kind="primary" size="lg" name="next" value={path}>
            {t("invite.log_out")}
          </Button>
        </Form>
      )}
    </OutsidePage>
  );
}

function InviteeForm() {
  const { t } = useTranslation("identity");
  const { form, formFaults } = useSchemaForm(z.object({}), useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="stack g5" reloadDocument {...form}>
      <FormErrors faults={formFaults} title="" />
      <Button kind="primary" size="lg" block busy={busy}>
        {t("invite.verb")}
      </Button>
    </Form>
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
