import { useTranslation } from "react-i18next";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Field } from "~/ui/forms/field";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";

/** The parts of a filter that this form shows; any other part travels along as it is. */
const shown = ["q", "city", "department", "scoreMin", "tag", "segment"] as const;

/** The filter of prospects as fields of a form, named as the address of the list names them. */
export function AudienceFields({
  filter,
  hidden,
  segments,
}: {
  filter: ProspectFilter;
  hidden: Array<[string, string]>;
  segments: Array<{ id: string; name: string }>;
}) {
  const { t } = useTranslation("outreach");
  const oneSegment = (filter.segment?.length ?? 0) <= 1; // several travel along as they are
  return (
    <>
      {hidden
        .filter(([name]) => !(shown as ReadonlyArray<string>).includes(name) || (name === "segment" && !oneSegment))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <FormGrid>
        {oneSegment && (
          <Field label={t("campaign.audience.segment")} name="segment" optional>
            <Select
              defaultValue={filter.segment?.[0] ?? ""}
              options={[
                { value: "", label: t("campaign.audience.segment_none") },
                ...segments.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        )}
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
