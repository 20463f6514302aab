import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getCompany } from "~/domains/identity/company/company.queries.server";
import { inviteMember, listInvitableRoles } from "~/domains/identity/member/invite-member.server";
import { listMembers } from "~/domains/identity/member/member.queries.server";
import { InviteMember } from "~/domains/identity/member/member.schema";
import { InvitationList } from "~/domains/identity/ui/invitation-list";
import { InviteForm } from "~/domains/identity/ui/invite-form";
import { MemberList } from "~/domains/identity/ui/member-list";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { takeRates } from "~/platform/rates.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { ButtonLink } from "~/ui/controls/button";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "member:read");
  const team = await inCompany(member, async (ctx) => ({
    ...(await listMembers(ctx)),
    language: (await getCompany(ctx)).language,
    roles: await listInvitableRoles(ctx, member.rights),
  }));
  return {
    ...team,
    me: member.actor.id,
    mayInvite: member.may("member:invite"),
    mayChange: member.may("member:change"),
  };
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
  const { members, gone, invitations, language, roles, me, mayInvite, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const answer = useActionData<typeof action>();
  return (
    <FormPage title={t("settings.team")} purpose={t("settings.team_page.purpose")} subnav={useSettingsNav()}>
      {/* Empty again once somebody was invited. */}
      {mayInvite && <InviteForm key={invitations[0]?.id} answer={answer} language={language} roles={roles} />}
      <FormSection title={t("settings.team_page.members")}>
        <MemberList members={members} me={me} linked={mayChange} />
      </FormSection>
      {invitations.length > 0 && (
        <FormSection title={t("settings.team_page.pending")}>
          <InvitationList invitations={invitations} mayInvite={mayInvite} />
        </FormSection>
      )}
      {mayChange && gone.length > 0 && (
        <FormSection title={t("member.gone")} purpose={t("member.gone_purpose")}>
          <MemberList members={gone} me={me} linked />
        </FormSection>
      )}
      <FormSection title={t("member.leave")} purpose={t("member.leave_purpose")}>
        <div className="row">
          <ButtonLink kind="quiet" to="/settings/team/leave">
            {t("member.leave")}
          </ButtonLink>
        </div>
      </FormSection>
    </FormPage>
  );
}
