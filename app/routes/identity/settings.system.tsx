import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readSettings, saveSettings } from "~/domains/identity/setting/save-settings.server";
import { SystemSettings } from "~/domains/identity/setting/setting.schema";
import {
  fieldOfSetting,
  placeOfSetting,
  type SettingKey,
  settingKeys,
  settingsRegistry,
} from "~/domains/identity/setting/settings-registry";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Setting } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { settings: await inCompany(member, readSettings) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, SystemSettings);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveSettings(ctx, form.value as SystemSettings));
    return redirectWithNotice("/settings/system", { code: "identity:settings.saved" });
  });
}

const categories = [...new Set(settingKeys.map((key) => placeOfSetting(key).category))];

export default function System() {
  const { settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(SystemSettings, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/system";
  const control = (key: SettingKey) => {
    const known = settingsRegistry[key];
    const name = fieldOfSetting(key);
    const words = { label: t(`settings.system.${key}.name`), hint: t(`settings.system.${key}.hint`) };
    if (known.type === "boolean") return <Setting key={key} name={name} defaultChecked={Boolean(settings[key])} {...words} />;
    const value = kept(name) ?? String(settings[key]);
    const bounds =
      known.type === "integer" ? ` ${t("settings.system.bounds", { min: known.min, max: known.max, ours: known.default })}` : "";
    return (
      <Field key={key} name={name} error={fault(name)} label={words.label} hint={`${words.hint}${bounds}`}>
        {known.type === "integer" ? <Input inputMode="numeric" defaultValue={value} /> : <Textarea rows={4} defaultValue={value} />}
      </Field>
    );
  };
  return (
    <FormPage
      title={t("settings.system.title")}
      purpose={t("settings.system.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(settings)} method="post" {...form}>
        {categories.map((category) => (
          <FormSection key={category} title={t(`settings.system.${category}.title`)}>
            {settingKeys.filter((key) => placeOfSetting(key).category === category).map(control)}
          </FormSection>
        ))}
      </Form>
    </FormPage>
  );
}
