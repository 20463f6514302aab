import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeMemberRights } from "~/domains/identity/role/change-member-rights.server";
import { findMemberRights, listRoles } from "~/domains/identity/role/role.queries.server";
import { choosesScope, grantsFrom, MemberRights, windowFrom } from "~/domains/identity/role/role.schema";
import { unusedOfMember } from "~/domains/identity/role/unused-rights.queries.server";
import { mayKey, RightsByNoun } from "~/domains/identity/ui/right-choices";
import { roleName } from "~/domains/identity/ui/role-name";
import { UnusedRights } from "~/domains/identity/ui/unused-rights";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { type Permission, permissions, type Scope, scopes, widerThan } from "~/platform/permissions";
import { beyond, permissionsOf, permissionsOfRole, reasonOf } from "~/platform/rights.rules";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Badge } from "~/ui/controls/badge";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "role:read");
  const userId = idFrom(params.userId);
  const days = windowFrom(new URL(request.url).searchParams);
  const { member, roles, unused } = await inCompany(company, async (ctx) => {
    const member = await findMemberRights(ctx, userId);
    const roles = await listRoles(ctx);
    return { member, roles, unused: await unusedOfMember(ctx, { userId, rights: permissionsOf(member.facts), days }) };
  });
  const { facts, user, isOwner, roleId } = member;
  const [may, byRole] = [permissionsOf(facts), permissionsOfRole(facts)];
  const why = isOwner || facts.roleKey === "owner" ? "owner" : userId === company.actor.id ? "self" : "beyond";
  const open = company.may("role:change") && why === "beyond" && beyond(company.rights, may).length === 0;
  return {
    user,
    roleId,
    open,
    days,
    unused: why === "owner" ? null : unused,
    why: open ? "purpose" : why === "beyond" && beyond(company.rights, may).length === 0 ? "purpose" : why,
    roles: roles
      .filter((role) => role.id === roleId || (role.key !== "owner" && beyond(company.rights, role.rights).length === 0))
      .map(({ id, key, name }) => ({ id, key, name })),
    lines: permissions.map((permission) => {
      const own = facts.own.find((grant) => grant.permission === permission);
      return {
        permission,
        may: may.get(permission) ?? null,
        byRole: byRole.get(permission) ?? null,
        reason: reasonOf(facts, permission),
        choice: !own ? "role" : own.isGranted ? own.scope : "none",
        held: company.scope(permission),
      };
    }),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const userId = idFrom(params.userId);
  const form = await readForm(request, MemberRights);
  if (!form.ok) return form.refusal;
  const { roleId, right } = form.value;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => changeMemberRights(ctx, { userId, roleId, grants: grantsFrom(right), held: company.rights }));
    return redirectWithNotice(`/settings/rights/${userId}`, { code: "identity:access.notice.member" });
  });
}

export default function MemberRightsPage() {
  const { user, roleId, roles, lines, open, why, unused, days } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, faults } = useSchemaForm(MemberRights, useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email;
  const said = (scope: Scope | null, permission: Permission) =>
    scope === null ? t("access.no") : choosesScope(permission) ? t(`access.scope.${scope}`) : t("access.yes");
  return (
    <FormPage
      title={t("access.member.title", { name })}
      crumbs={[{ label: t("settings.team"), to: "/settings/team" }]}
      purpose={t(`access.member.${why}`)}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={open && <SaveBar formId={form.id} verb={t("access.member.save")} busy={busy} />}
    >
      <Form key={JSON.stringify([roleId, lines])} method="post" {...form}>
        <FormSection title={t("access.member.role")}>
          <Field label={t("access.member.role")} name="roleId" labelHidden>
            <Select defaultValue={roleId} disabled={!open} options={roles.map((role) => ({ value: role.id, label: roleName(t, role) }))} />
          </Field>
        </FormSection>
        <RightsByNoun>
          {(permission) => {
            const { may, byRole, reason, choice, held } = lines.find((line) => line.permission === permission)!;
            const wider = (scope: Scope) => held === null || widerThan(scope, held);
            const given = choosesScope(permission) ? scopes : (["all"] as const);
            return (
              <>
                <label htmlFor={`right-${permission}`}>
                  {t(mayKey(permission))}
                  <span className="block meta muted">{t(`access.reason.${reason}`)}</span>
                </label>
                <span className="push row g3">
                  <Badge tone={may ? "success" : "neutral"}>{said(may, permission)}</Badge>
                  <Select
                    id={`right-${permission}`}
                    size="sm"
                    name={`right.${permission}`}
                    defaultValue={choice !== "role" && choice !== "none" && !choosesScope(permission) ? "all" : choice}
                    disabled={!open}
                    options={[
                      { value: "role", label: t("access.member.as_role", { value: said(byRole, permission) }) },
                      ...given.map((scope) => ({ value: scope, label: said(scope, permission), disabled: wider(scope) })),
                      { value: "none", label: t("access.no") },
                    ]}
                  />
                </span>
              </>
            );
          }}
        </RightsByNoun>
      </Form>
      {unused && (
        <UnusedRights
          page={`/settings/rights/${user.id}`}
          days={days}
          lines={[{ ...unused, action: open ? `/settings/rights/${user.id}/unused` : null }]}
        />
      )}
    </FormPage>
  );
}
