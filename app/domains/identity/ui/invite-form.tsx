import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { languages } from "~/platform/i18n";
import { useSchemaForm } from "~/platform/use-form";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { InviteMember } from "../member/member.schema";
import { roleName } from "./role-name";

interface Props {
  answer: unknown;
  /** The company's. */
  language: string;
  /** Those that whoever looks may give. */
  roles: Array<{ key: string; name: string | null }>;
}

/** Whom to ask in, as what, and in which language he is written to. */
export function InviteForm({ answer, language, roles }: Props) {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(InviteMember, answer);
  const busy = useNavigation().formAction === "/settings/team";
  return (
    <Form method="post" {...form}>
      <FormSection title={t("settings.team_page.invite")}>
        <FormErrors faults={formFaults} title="" />
        <FormGrid>
          <Field label={t("settings.team_page.email")} name="email" error={fault("email")} className="span-2">
            <Input type="email" defaultValue={kept("email")} autoComplete="off" />
          </Field>
          <Field label={t("settings.team_page.role")} name="role" error={fault("role")}>
            <Select
              defaultValue={kept("role") ?? "agent"}
              options={roles.map((role) => ({
                value: role.key,
                label: role.name ?? `${roleName(t, role)} · ${t(`settings.team_page.role_hint_${role.key}`)}`,
              }))}
            />
          </Field>
          <Field
            label={t("settings.team_page.language")}
            name="language"
            error={fault("language")}
            hint={t("settings.team_page.language_hint")}
          >
            <Select
              defaultValue={kept("language") ?? language}
              options={languages.map((code) => ({ value: code, label: t(`language.${code}`) }))}
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
