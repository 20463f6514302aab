import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { memberPage } from "~/domains/identity/member/member.queries.server";
import { mayTakeOut, nameOf } from "~/domains/identity/member/member.rules";
import { HandOver } from "~/domains/identity/ui/hand-over";
import { roleName } from "~/domains/identity/ui/role-name";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const me = await requireCompany(request, "member:change");
  const membershipId = idFrom(params.membershipId);
  const page = await inCompany(me, (ctx) => memberPage(ctx, { membershipId }));
  const isOwner = me.roleKey === "owner";
  const { id: userId } = page.member.user;
  return {
    ...page,
    isMe: userId === me.actor.id,
    mayTakeOut: mayTakeOut({ userId: me.actor.id, isOwner }, { userId, isOwner: page.member.isOwner }),
    mayReadRights: me.may("role:read"),
    mayMakeOwner: isOwner && userId !== me.actor.id && page.member.isActive,
  };
}

export default function MemberPage() {
  const { member, owned, successors, handedOver, isMe, mayTakeOut, mayMakeOwner, mayReadRights } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  const name = nameOf(member.user);
  const at = `/settings/team/${member.id}`;
  const busyWith = useNavigation().formAction;
  return (
    <FormPage
      title={name}
      crumbs={[{ label: t("settings.team"), to: "/settings/team" }]}
      subnav={useSettingsNav()}
      purpose={member.user.email}
    >
      <FormSection title={t("settings.team_page.role")}>
        <div className="row g3">
          <Badge tone={member.isOwner ? "accent" : "neutral"}>{roleName(t, member.role)}</Badge>
          {!member.isActive && member.deactivatedAt && (
            <Badge tone="warning">{t("member.gone_since", { date: format.date(member.deactivatedAt) })}</Badge>
          )}
          {mayReadRights && member.isActive && (
            <Link className="link" to={`/settings/rights/${member.user.id}`}>
              {t("access.member.open")}
            </Link>
          )}
        </div>
      </FormSection>
      {isMe && (
        <FormSection title={t("member.leave")} purpose={t("member.leave_purpose")}>
          <div className="row">
            <ButtonLink kind="danger" to="/settings/team/leave">
              {t("member.leave")}
            </ButtonLink>
          </div>
        </FormSection>
      )}
      {mayTakeOut && member.isActive && (
        <Form method="post" action={`${at}/deactivate`}>
          <FormSection title={t("member.take_out")} purpose={t("member.take_out_purpose", { name })}>
            <HandOver owned={owned} successors={successors} />
            <div className="row">
              <Button kind="danger-solid" busy={busyWith === `${at}/deactivate`}>
                {t("member.take_out_verb", { name })}
              </Button>
            </div>
          </FormSection>
        </Form>
      )}
      {mayTakeOut && !member.isActive && (
        <Form method="post" action={`${at}/reactivate`}>
          <FormSection title={t("member.let_in")} purpose={t("member.let_in_purpose", { name })}>
            {handedOver > 0 && (
              <Check name="giveBack" value="yes" defaultChecked label={t("member.give_back", { count: handedOver, name })} />
            )}
            <div className="row">
              <Button kind="primary" busy={busyWith === `${at}/reactivate`}>
                {t("member.let_in_verb", { name })}
              </Button>
            </div>
          </FormSection>
        </Form>
      )}
      {mayMakeOwner && (
        <Form method="post" action={`${at}/make-owner`}>
          <FormSection title={t("member.transfer")} purpose={t("member.transfer_purpose", { name })}>
            <Check name="understood" value="yes" required label={t("member.transfer_understood")} />
            <div className="row">
              <Button kind="danger" busy={busyWith === `${at}/make-owner`}>
                {t("member.transfer_verb", { name })}
              </Button>
            </div>
          </FormSection>
        </Form>
      )}
    </FormPage>
  );
}
