import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";
import { type AuditFilter, auditTypes } from "../audit/audit.rules";
import { useAuditWords } from "./audit-words";

/** Who, what, to what, when, and whether it was done: an address that can be kept. */
export function AuditFilters({ filter, people }: { filter: AuditFilter; people: Array<{ id: string; name: string }> }) {
  const { t } = useTranslation("operations");
  const words = useAuditWords();
  const any = { value: "", label: t("audit.filter.any") };
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Form role="search" className="row g3 row-wrap items-end" key={JSON.stringify(filter)}>
      <Field label={t("audit.filter.who")} name="who">
        <Select
          size="sm"
          defaultValue={filter.who ?? ""}
          options={[any, { value: "jobs", label: t("audit.who.job") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </Field>
      <Field label={t("audit.filter.action")} name="action">
        <Select size="sm" defaultValue={filter.action ?? ""} options={[any, ...words.acts()]} />
      </Field>
      <Field label={t("audit.filter.type")} name="type">
        <Select
          size="sm"
          defaultValue={filter.type ?? ""}
          options={[any, ...auditTypes.map((type) => ({ value: type, label: words.type(type) }))]}
        />
      </Field>
      <Field label={t("audit.filter.outcome")} name="outcome">
        <Select
          size="sm"
          defaultValue={filter.outcome ?? ""}
          options={[any, { value: "done", label: t("audit.outcome.done") }, { value: "refused", label: t("audit.outcome.refused") }]}
        />
      </Field>
      <Field label={t("audit.filter.from")} name="from">
        <Input type="date" defaultValue={filter.from} />
      </Field>
      <Field label={t("audit.filter.until")} name="until">
        <Input type="date" defaultValue={filter.until} />
      </Field>
      {filter.about && <input type="hidden" name="about" value={filter.about} />}
      <Button size="sm" icon={Search}>
        {t("audit.filter.show")}
      </Button>
      {isFiltered && (
        <ButtonLink kind="quiet" size="sm" to="/settings/audit">
          {t("audit.filter.clear")}
        </ButtonLink>
      )}
    </Form>
  );
}
