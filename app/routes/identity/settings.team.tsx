import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { listMembers } from "~/domains/identity/member/member.queries.server";
import { InviteMember } from "~/domains/identity/member/member.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { invitableRoles } from "~/platform/permissions";
import { takeRates } from "~/platform/rates.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { settingsNav } from "~/routes/settings-nav";
import { Ident } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "member:read");
  const team = await inCompany(member, listMembers);
  return { ...team, me: member.actor.id, mayInvite: member.may("member:invite"), mayChangeCompany: member.may("company:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "member:invite");
  const form = await readForm(request, InviteMember);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "invite.company": member.companyId });
    const { invitationId } = await inCompany(member, (ctx) => inviteMember(ctx, form.value));
    return redirectWithNotice("/settings/team", {
      code: "identity:settings.team_page.invited",
      values: { email: form.value.email },
      undo: { action: `/settings/invitations/${invitationId}/revoke`, fields: {} },
    });
  });
}

export default function Team() {
  const { members, invitations, me, mayInvite, mayChangeCompany } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <FormPage title={t("settings.team")} purpose={t("settings.team_page.purpose")} subnav={settingsNav(t, mayChangeCompany)}>
      {mayInvite && <InviteForm />}
      <FormSection title={t("settings.team_page.members")}>
        <ul className="plain stack g3">
          {members.map(({ id, role, acceptedAt, user }) => (
            <li key={id} className="row g3">
              <Ident name={[user.firstName, user.lastName].filter(Boolean).join(" ") || user.email} note={user.email} />
              <span className="push row g3">
                {user.id === me && <span className="muted">{t("settings.team_page.you")}</span>}
                {acceptedAt && (
                  <span className="meta muted hide-s">{t("settings.team_page.since", { date: format.date(acceptedAt) })}</span>
                )}
                <Badge tone={role.key === "owner" ? "accent" : "neutral"}>{t(`role.${role.key}`)}</Badge>
              </span>
            </li>
          ))}
        </ul>
      </FormSection>
      {invitations.length > 0 && (
        <FormSection title={t("settings.team_page.pending")}>
          <ul className="plain stack g3">
            {invitations.map(({ id, email, role, expiresAt }) => (
              <li key={id} className="row g3">
                <Ident name={email} note={t("settings.team_page.expires", { date: format.date(expiresAt) })} />
                <span className="push row g3">
                  <Badge tone="neutral">{t(`role.${role.key}`)}</Badge>
                  {mayInvite && (
                    <Form method="post" action={`/settings/invitations/${id}/revoke`}>
                      <Button kind="quiet" size="sm">
                        {t("settings.team_page.revoke")}
                      </Button>
                    </Form>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </FormSection>
      )}
    </FormPage>
  );
}

function InviteForm() {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(InviteMember, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/team";
  return (
    <Form method="post" {...form}>
      <FormSection title={t("settings.team_page.invite")}>
        <FormErrors faults={formFaults} title="" />
        <FormGrid>
          <Field label={t("settings.team_page.email")} name="email" error={fault("email")}>
            <Input type="email" defaultValue={kept("email")} autoComplete="off" />
          </Field>
          <Field label={t("settings.team_page.role")} name="role" error={fault("role")}>
            <Select
              defaultValue={kept("role") ?? "agent"}
              options={invitableRoles.map((key) => ({
                value: key,
                label: `${t(`role.${key}`)} · ${t(`settings.team_page.role_hint_${key}`)}`,
              }))}
            />
          </Field>
        </FormGrid>
        <div className="row">
          <Button kind="primary" busy={busy}>
            {t("settings.team_page.send")}
          </Button>
        </div>
      </FormSection>
    </Form>
  );
}
