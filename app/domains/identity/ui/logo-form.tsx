import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { FileInput } from "~/ui/forms/file-input";

/** The logo: what is shown now, another in its place, or none. */
export function LogoForm({ logo, name }: { logo: string | null; name: string }) {
  const { t } = useTranslation("identity");
  return (
    <FormSection title={t("settings.branding.logo")} purpose={t("settings.branding.logo_purpose")}>
      {logo && (
        <div className="row g4">
          <img src={logo} alt={t("settings.branding.logo_of", { name })} height={64} className="max-h-16 max-w-60 object-contain" />
          <Form method="post" action="/settings/branding/logo/remove">
            <Button kind="quiet" size="sm">
              {t("settings.branding.logo_remove")}
            </Button>
          </Form>
        </div>
      )}
      <Form method="post" action="/settings/branding/logo" encType="multipart/form-data" className="row g3">
        <Field label={t("settings.branding.logo_file")} name="file" hint={t("settings.branding.logo_hint")} className="grow">
          <FileInput label={t("settings.branding.logo_choose")} accept="image/png,image/jpeg,image/webp" required />
        </Field>
        <Button>{t("settings.branding.logo_send")}</Button>
      </Form>
    </FormSection>
  );
}
