import { useTranslation } from "react-i18next";
import { Radio } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Input } from "~/ui/forms/inputs";

const bases = ["legitimate_interest", "consent", "contract"] as const;

/** Where the people of a list come from, and on which legal basis they are held: asked of each list, whichever way it comes. */
export function AboutPeople({ kept, error }: { kept: Record<string, string>; error?: string }) {
  const { t } = useTranslation("prospecting");
  return (
    <>
      <Field label={t("import.upload.source")} name="sourceDetail" hint={t("import.upload.source_hint")} error={error} required>
        <Input maxLength={300} minLength={2} defaultValue={kept.sourceDetail} />
      </Field>
      <fieldset className="plain stack">
        <legend className="label choices-legend">{t("import.upload.basis")}</legend>
        {bases.map((basis) => (
          <Radio
            key={basis}
            name="legalBasis"
            value={basis}
            label={t(`import.basis.${basis}`)}
            defaultChecked={(kept.legalBasis ?? bases[0]) === basis}
          />
        ))}
      </fieldset>
    </>
  );
}
