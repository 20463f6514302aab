import { useTranslation } from "react-i18next";
import { type CustomFieldFacts, customText, type CustomValue } from "~/domains/catalogue/custom-field/custom-value.rules";
import { Check } from "~/ui/forms/checks";
import { Input, Select, Textarea } from "~/ui/forms/inputs";

interface Props {
  field: CustomFieldFacts;
  value?: CustomValue;
  /** Its name in the form; inside a `Field` that has one it may be left out. */
  name?: string;
}

const inputTypes = { number: "text", date: "date", url: "text", email: "email" } as const;

/** The control that fits a field of the company's own. */
export function CustomInput({ field, value, name }: Props) {
  const { t } = useTranslation("prospecting");
  const named = name === undefined ? {} : { name };
  switch (field.type) {
    case "boolean":
      return (
        <Select
          {...named}
          defaultValue={typeof value === "boolean" ? String(value) : ""}
          options={[
            { value: "", label: t("filter.any") },
            { value: "true", label: t("filter.yes") },
            { value: "false", label: t("filter.no") },
          ]}
        />
      );
    case "choice":
      return (
        <Select
          {...named}
          defaultValue={typeof value === "string" ? value : ""}
          options={[{ value: "", label: "–" }, ...optionsOf(field, value).map((option) => ({ value: option, label: option }))]}
        />
      );
    case "choices":
      return (
        <span className="row row-wrap g4">
          {optionsOf(field, value).map((option) => (
            <Check
              key={option}
              name={name ?? "value"}
              value={option}
              label={option}
              defaultChecked={Array.isArray(value) && value.includes(option)}
            />
          ))}
        </span>
      );
    case "text":
      return customText(value).length > 80 ? (
        <Textarea {...named} rows={4} defaultValue={customText(value)} />
      ) : (
        <Input {...named} autoComplete="off" defaultValue={customText(value)} />
      );
    default:
      return (
        <Input
          {...named}
          type={inputTypes[field.type]}
          inputMode={field.type === "number" ? "decimal" : undefined}
          autoComplete="off"
          defaultValue={customText(value)}
        />
      );
  }
}

/** What can be chosen, with what stands there already though it is offered no more. */
function optionsOf({ options }: CustomFieldFacts, value: CustomValue | undefined): Array<string> {
  const there = value === undefined ? [] : Array.isArray(value) ? value : [String(value)];
  return [...options, ...there.filter((one) => !options.includes(one))];
}
