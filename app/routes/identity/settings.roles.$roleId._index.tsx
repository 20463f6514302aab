import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useState } from "react";
import { changeRole } from "~/domains/identity/role/change-role.server";
import { findRole } from "~/domains/identity/role/role.queries.server";
import { choosesScope, rightsFrom, RoleRights } from "~/domains/identity/role/role.schema";
import { mayKey, RightsByNoun } from "~/domains/identity/ui/right-choices";
import { roleName } from "~/domains/identity/ui/role-name";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { defaultRole, type Permission, scopes, widerThan } from "~/platform/permissions";
import { beyond } from "~/platform/rights.rules";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { ConfirmDialog } from "~/ui/overlays/confirm-dialog";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "role:read");
  const { role, mine } = await inCompany(company, async (ctx) => {
    const found = await findRole(ctx, idFrom(params.roleId));
    return { role: found, mine: await ctx.db.membership.count({ where: { userId: company.actor.id, roleId: found.id } }) };
  });
  const isOwner = role.isSystem && role.key === "owner";
  const why = isOwner ? "fixed" : mine > 0 ? "own" : beyond(company.rights, role.rights).length > 0 ? "beyond" : "yours_only";
  return {
    role: { ...role, rights: Object.fromEntries(role.rights) },
    held: Object.fromEntries(company.rights),
    why: company.may("role:change") ? why : "read_only",
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const roleId = idFrom(params.roleId);
  const form = await readForm(request, RoleRights);
  if (!form.ok) return form.refusal;
  const { intent, name, right } = form.value;
  return form.attempt(async () => {
    const wanted = intent === "reset" ? "defaults" : rightsFrom(right);
    await inCompany(company, (ctx) => changeRole(ctx, { roleId, name, wanted, held: company.rights }));
    return redirectWithNotice(`/settings/roles/${roleId}`, { code: `identity:access.notice.${intent === "reset" ? "reset" : "saved"}` });
  });
}

export default function Role() {
  const { role, held, why } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults } = useSchemaForm(RoleRights, useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const open = why === "yours_only";
  const [asking, ask] = useState(false);
  const own = held as Partial<Record<Permission, (typeof scopes)[number]>>;
  const rights = role.rights as typeof own;
  const may = (permission: Permission, scope: (typeof scopes)[number]) => !!own[permission] && !widerThan(scope, own[permission]);
  return (
    <FormPage
      title={roleName(t, role)}
      crumbs={[{ label: t("access.title"), to: "/settings/roles" }]}
      purpose={t(`access.role.${why}`)}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={open && <SaveBar formId={form.id} verb={t("access.role.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(role)} method="post" {...form}>
        {!role.isSystem && (
          <FormSection title={t("access.role.name")}>
            <Field label={t("access.role.name")} name="name" error={fault("name")} labelHidden>
              <Input defaultValue={role.name ?? ""} maxLength={60} disabled={!open} autoComplete="off" />
            </Field>
          </FormSection>
        )}
        <RightsByNoun>
          {(permission) =>
            choosesScope(permission) ? (
              <>
                <label htmlFor={`right-${permission}`}>{t(mayKey(permission))}</label>
                <span className="push">
                  <Select
                    id={`right-${permission}`}
                    size="sm"
                    name={`right.${permission}`}
                    defaultValue={rights[permission] ?? "none"}
                    disabled={!open}
                    options={(["none", ...scopes] as const).map((scope) => ({
                      value: scope,
                      label: t(`access.scope.${scope}`),
                      disabled: scope !== "none" && !may(permission, scope),
                    }))}
                  />
                </span>
              </>
            ) : (
              <Check
                label={t(mayKey(permission))}
                name={`right.${permission}`}
                value="all"
                defaultChecked={!!rights[permission]}
                disabled={!open || !own[permission]}
              />
            )
          }
        </RightsByNoun>
      </Form>
      {open && (
        <div className="row g3">
          {role.isSystem ? (
            <Form method="post">
              <Button kind="quiet" name="intent" value="reset">
                {t("access.role.reset")}
              </Button>
            </Form>
          ) : (
            <Button type="button" kind="danger" onClick={() => ask(true)}>
              {t("access.role.delete")}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => ask(false)}
        title={t("access.role.delete")}
        verb={t("access.role.delete")}
        form={{ action: `/settings/roles/${role.id}/delete`, fields: {} }}
        danger
      >
        {t("access.role.delete_text", { count: role.members, role: t(`role.${defaultRole}`) })}
      </ConfirmDialog>
    </FormPage>
  );
}
