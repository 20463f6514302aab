import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Branding } from "~/domains/identity/branding/branding.schema";
import { getBranding, saveBranding } from "~/domains/identity/branding/save-branding.server";
import { BrandPreview } from "~/domains/identity/ui/brand-preview";
import { LogoForm } from "~/domains/identity/ui/logo-form";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection, SaveBar } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { branding: await inCompany(member, getBranding) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, Branding);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveBranding(ctx, form.value));
    return redirectWithNotice("/settings/branding", { code: "identity:settings.saved" });
  });
}

export default function BrandingSettings() {
  const { branding } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(Branding, useActionData<typeof action>());
  const busy = useNavigation().formAction?.startsWith("/settings/branding");
  return (
    <FormPage
      title={t("settings.branding.title")}
      purpose={t("settings.branding.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <Form key={branding.brandColor} method="post" {...form}>
        <FormSection title={t("settings.branding.color")} purpose={t("settings.branding.color_purpose")}>
          <FormGrid>
            <Field
              label={t("settings.branding.brandColor")}
              name="brandColor"
              error={fault("brandColor")}
              hint={t("settings.branding.brandColor_hint")}
              optional
            >
              <Input defaultValue={kept("brandColor") ?? branding.brandColor ?? undefined} placeholder="#2f55d4" dir="ltr" maxLength={7} />
            </Field>
            <BrandPreview {...branding} />
          </FormGrid>
        </FormSection>
      </Form>
      <LogoForm logo={branding.logo} name={branding.name} />
    </FormPage>
  );
}
