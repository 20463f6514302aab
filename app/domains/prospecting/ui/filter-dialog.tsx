import { useTranslation } from "react-i18next";
import { type ProspectFilter, prospectSources, prospectStatuses } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { type ListShape, shapeFields } from "~/domains/prospecting/list/list-shape.rules";
import { Button } from "~/ui/controls/button";
import { Check, Choices } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";

interface Props {
  filter: ProspectFilter;
  shape: ListShape;
  open: boolean;
  onClose: () => void;
}

/** Every filter in one form. What is left blank does not filter. */
export function FilterDialog({ filter, shape, open, onClose }: Props) {
  const { t } = useTranslation("prospecting");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("filter.title")}
      wide
      foot={
        <Button kind="primary" form="prospect-filters">
          {t("filter.apply")}
        </Button>
      }
    >
      <Form method="get" action="/prospects" id="prospect-filters" className="stack g5" onSubmit={onClose}>
        {Object.entries(shapeFields(shape)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filter.segment?.map((id) => (
          <input key={id} type="hidden" name="segment" value={id} />
        ))}
        {filter.where && <input type="hidden" name="where" value={JSON.stringify(filter.where)} />}
        {filter.importRun && <input type="hidden" name="importRun" value={filter.importRun} />}
        <Field label={t("filter.q.name")} name="q">
          <Input defaultValue={filter.q} maxLength={200} />
        </Field>
        <FormGrid>
          <Field label={t("filter.department.name")} name="department" hint={t("filter.department.hint")}>
            <Input defaultValue={filter.department?.join(", ")} />
          </Field>
          <Field label={t("filter.city.name")} name="city">
            <Input defaultValue={filter.city} maxLength={100} />
          </Field>
          <Field label={`${t("filter.scoreMin.name")} ${t("filter.scoreMin.op")}`} name="scoreMin">
            <Input type="number" min={0} max={100} defaultValue={filter.scoreMin} />
          </Field>
          <Field label={`${t("filter.scoreMax.name")} ${t("filter.scoreMax.op")}`} name="scoreMax">
            <Input type="number" min={0} max={100} defaultValue={filter.scoreMax} />
          </Field>
          <YesOrNo name="email" value={filter.email} />
          <YesOrNo name="phone" value={filter.phone} />
          <YesOrNo name="contacted" value={filter.contacted} />
          <Field label={`${t("filter.since.name")} ${t("filter.since.op")}`} name="since">
            <Input type="date" defaultValue={filter.since} />
          </Field>
          <Field label={t("filter.tag.many")} name="tag" hint={t("filter.tag.hint")}>
            <Input defaultValue={filter.tag?.join(", ")} maxLength={500} />
          </Field>
        </FormGrid>
        <Choices legend={t("filter.status.name")}>
          {prospectStatuses.map((status) => (
            <Check
              key={status}
              name="status"
              value={status}
              label={t(`status.${status}`)}
              defaultChecked={filter.status?.includes(status)}
            />
          ))}
        </Choices>
        <Choices legend={t("filter.source.name")}>
          {prospectSources.map((source) => (
            <Check
              key={source}
              name="source"
              value={source}
              label={t(`source.${source}`)}
              defaultChecked={filter.source?.includes(source)}
            />
          ))}
        </Choices>
      </Form>
    </Dialog>
  );
}

function YesOrNo({ name, value }: { name: "email" | "phone" | "contacted"; value?: string }) {
  const { t } = useTranslation("prospecting");
  return (
    <Field label={t(`filter.${name}.name`)} name={name}>
      <Select
        defaultValue={value ?? ""}
        options={[
          { value: "", label: t("filter.any") },
          { value: "yes", label: t("filter.yes") },
          { value: "no", label: t("filter.no") },
        ]}
      />
    </Field>
  );
}
