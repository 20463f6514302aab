import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changePreferences, getPreferences, ownTimezone } from "~/domains/operations/notification/change-preferences.server";
import { boxName, NotificationChoices, preferencesOf } from "~/domains/operations/notification/preferences.schema";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { notificationChannels, notificationTypeNames, notificationTypes } from "~/platform/notification-kinds";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Check, Setting } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Select } from "~/ui/forms/inputs";
import { Table } from "~/ui/data/table";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["operations", "identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const facts = await inCompany(member, async (ctx) => ({ preferences: await getPreferences(ctx), timezone: await ownTimezone(ctx) }));
  return { ...facts, timezones: Intl.supportedValuesOf("timeZone") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const form = await readForm(request, NotificationChoices);
  if (!form.ok) return form.refusal;
  await inCompany(member, (ctx) => changePreferences(ctx, preferencesOf(form.value), form.value.timezone ?? null));
  return redirectWithNotice("/settings/notifications", { code: "operations:notification.settings.saved" });
}

const groups = ["work", "campaigns", "company"] as const;

export default function NotificationSettings() {
  const { preferences, timezone, timezones } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const { form, fault, faults } = useSchemaForm(NotificationChoices, useActionData<typeof action>());
  const subnav = useSettingsNav();
  const busy = useNavigation().formAction === "/settings/notifications";
  const words = (type: string, part: "name" | "hint") => t(`notification.type.${type.replace(".", "_")}.${part}`);
  return (
    <FormPage
      title={t("notification.settings.title")}
      purpose={t("notification.settings.purpose")}
      subnav={subnav}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("notification.settings.save")} busy={busy} />}
    >
      <Form key={JSON.stringify([preferences, timezone])} method="post" {...form}>
        <FormSection title={t("notification.settings.mails")}>
          <Setting
            name="digest"
            defaultChecked={preferences.digest}
            label={t("notification.settings.digest")}
            hint={t("notification.settings.digest_hint")}
          />
          <Setting
            name="weeklyReport"
            defaultChecked={preferences.weeklyReport}
            label={t("notification.settings.weekly")}
            hint={t("notification.settings.weekly_hint")}
          />
        </FormSection>
        <FormSection title={t("notification.settings.mornings")}>
          <Field
            label={t("notification.settings.timezone")}
            name="timezone"
            error={fault("timezone")}
            hint={t("notification.settings.timezone_hint")}
          >
            <Select
              defaultValue={timezone ?? ""}
              options={[
                { value: "", label: t("notification.settings.timezone_company") },
                ...timezones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
              ]}
            />
          </Field>
        </FormSection>
        {groups.map((group) => (
          <FormSection key={group} title={t(`notification.group.${group}`)}>
            <Table
              label={t(`notification.group.${group}`)}
              heads={[
                { label: t("notification.settings.types") },
                { label: t("notification.settings.in_app") },
                { label: t("notification.settings.email") },
              ]}
            >
              {notificationTypeNames
                .filter((type) => notificationTypes[type].group === group)
                .map((type) => (
                  <tr key={type}>
                    <td>
                      {words(type, "name")}
                      <span className="cell-2">{words(type, "hint")}</span>
                    </td>
                    {notificationChannels.map((channel) => (
                      <td key={channel}>
                        <Check
                          name={boxName(channel, type)}
                          defaultChecked={preferences.types[type][channel]}
                          label={`${words(type, "name")}: ${t(channel === "inApp" ? "notification.settings.in_app" : "notification.settings.email")}`}
                          labelHidden
                        />
                      </td>
                    ))}
                  </tr>
                ))}
            </Table>
          </FormSection>
        ))}
      </Form>
    </FormPage>
  );
}
