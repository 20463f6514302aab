import { useTranslation } from "react-i18next";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Field } from "~/ui/forms/field";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";

/** The parts of a filter that this form shows; any other part travels along as it is. */
const shown = ["q", "city", "department", "scoreMin", "tag"] as const;

/** The filter of prospects as fields of a form, named as the address of the list names them. */
export function AudienceFields({ filter, hidden }: { filter: ProspectFilter; hidden: Array<[string, string]> }) {
  const { t } = useTranslation("outreach");
  return (
    <>
      {hidden
        .filter(([name]) => !(shown as ReadonlyArray<string>).includes(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <FormGrid>
        <Field label={t("campaign.audience.q")} name="q" optional>
          <Input type="search" defaultValue={filter.q} />
        </Field>
        <Field label={t("campaign.audience.city")} name="city" optional>
          <Input defaultValue={filter.city} />
        </Field>
        <Field label={t("campaign.audience.department")} name="department" hint={t("campaign.audience.department_hint")} optional>
          <Input defaultValue={filter.department?.join(", ")} />
        </Field>
        <Field label={t("campaign.audience.score")} name="scoreMin" optional>
          <Input type="number" min={0} max={100} defaultValue={filter.scoreMin} />
        </Field>
        <Field label={t("campaign.audience.tag")} name="tag" hint={t("campaign.audience.tag_hint")} optional>
          <Input defaultValue={filter.tag?.join(", ")} />
        </Field>
      </FormGrid>
    </>
  );
}
