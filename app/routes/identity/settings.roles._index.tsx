import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createRole } from "~/domains/identity/role/create-role.server";
import { listRoles } from "~/domains/identity/role/role.queries.server";
import { NewRole, windowFrom } from "~/domains/identity/role/role.schema";
import { unusedOfRoles } from "~/domains/identity/role/unused-rights.queries.server";
import { RoleMatrix } from "~/domains/identity/ui/role-matrix";
import { roleName } from "~/domains/identity/ui/role-name";
import { UnusedRights } from "~/domains/identity/ui/unused-rights";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { beyond } from "~/platform/rights.rules";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "role:read");
  const days = windowFrom(new URL(request.url).searchParams);
  const { roles, mine, unused } = await inCompany(company, async (ctx) => {
    const roles = await listRoles(ctx);
    const own = await ctx.db.membership.findFirst({ where: { userId: company.actor.id }, select: { roleId: true } });
    const changeable = roles.filter(({ isSystem, key }) => !isSystem || key !== "owner");
    return { roles, mine: own?.roleId, unused: await unusedOfRoles(ctx, { roles: changeable, days }) };
  });
  const mayChange = company.may("role:change");
  const isWithin = (role: (typeof roles)[number]) => beyond(company.rights, role.rights).length === 0;
  return {
    roles: roles.map((role) => ({ ...role, rights: [...role.rights], mayCopy: isWithin(role) })),
    mayChange,
    days,
    unused: roles.flatMap((role) => {
      const said = unused.get(role.id);
      return said ? [{ ...said, role, mayTake: mayChange && role.id !== mine && isWithin(role) }] : [];
    }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const form = await readForm(request, NewRole);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { roleId } = await inCompany(company, (ctx) => createRole(ctx, { ...form.value, held: company.rights }));
    return redirectWithNotice(`/settings/roles/${roleId}`, { code: "identity:access.notice.created" });
  });
}

export default function Roles() {
  const { roles, mayChange, unused, days } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  return (
    <FormPage title={t("access.title")} purpose={t("access.purpose")} subnav={useSettingsNav()}>
      <FormSection title={t("access.matrix")}>
        <RoleMatrix roles={roles} />
      </FormSection>
      <UnusedRights
        page="/settings/roles"
        days={days}
        lines={unused.map(({ role, mayTake, ...said }) => ({
          ...said,
          name: roleName(t, role),
          to: `/settings/roles/${role.id}`,
          action: mayTake ? `/settings/roles/${role.id}/unused` : null,
        }))}
      />
      {mayChange && <NewRoleForm models={roles.filter(({ mayCopy }) => mayCopy)} />}
    </FormPage>
  );
}

function NewRoleForm({ models }: { models: Array<{ id: string; key: string; name: string | null }> }) {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(NewRole, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/roles?index";
  return (
    <Form method="post" {...form}>
      <FormSection title={t("access.new.title")} purpose={t("access.new.purpose")}>
        <FormErrors faults={formFaults} title="" />
        <FormGrid>
          <Field label={t("access.new.name")} name="name" error={fault("name")}>
            <Input defaultValue={kept("name")} maxLength={60} autoComplete="off" />
          </Field>
          <Field label={t("access.new.copy")} name="copyOf" error={fault("copyOf")}>
            <Select
              defaultValue={kept("copyOf") ?? models.at(-1)?.id}
              options={models.map((role) => ({ value: role.id, label: roleName(t, role) }))}
            />
          </Field>
        </FormGrid>
        <div className="row">
          <Button busy={busy}>{t("access.new.verb")}</Button>
        </div>
      </FormSection>
    </Form>
  );
}
