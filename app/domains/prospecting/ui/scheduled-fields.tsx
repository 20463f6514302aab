import { useTranslation } from "react-i18next";
import { cadences, hours } from "~/domains/prospecting/import/scheduled/schedule.rules";
import { Field } from "~/ui/forms/field";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { useScheduleWords } from "./scheduled-import";

/** Where a list that comes by itself lies, and when it is fetched. `isChange`: it has an address, which an empty field leaves as it is. */
export function ScheduledFields({
  kept,
  faultOf,
  isChange = false,
}: {
  kept: Record<string, string>;
  faultOf: (field: string) => string | undefined;
  isChange?: boolean;
}) {
  const { t } = useTranslation("prospecting");
  const { day, hour } = useScheduleWords();
  return (
    <FormSection title={t("import.scheduled.about")} purpose={isChange ? undefined : t("import.scheduled.about_hint")}>
      <Field label={t("import.scheduled.name")} name="name" error={faultOf("name")} required>
        <Input maxLength={100} minLength={2} defaultValue={kept.name} />
      </Field>
      <Field
        label={t("import.scheduled.address")}
        name="address"
        hint={t(isChange ? "import.scheduled.address_stays" : "import.scheduled.address_hint")}
        error={faultOf("address")}
        required={!isChange}
        optional={isChange}
      >
        <Input maxLength={2000} inputMode="url" dir="ltr" defaultValue={kept.address} />
      </Field>
      <FormGrid>
        <Field label={t("import.scheduled.cadence")} name="cadence">
          <Select
            defaultValue={kept.cadence ?? cadences[0]}
            options={cadences.map((value) => ({ value, label: t(`import.scheduled.${value}`) }))}
          />
        </Field>
        <Field label={t("import.scheduled.weekday")} name="weekday">
          <Select
            defaultValue={kept.weekday ?? "1"}
            options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value: String(value), label: day(value) }))}
          />
        </Field>
        <Field label={t("import.scheduled.hour")} name="hour">
          <Select defaultValue={kept.hour ?? "6"} options={hours.map((value) => ({ value: String(value), label: hour(value) }))} />
        </Field>
      </FormGrid>
    </FormSection>
  );
}
