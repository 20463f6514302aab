import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  type CustomFieldFacts,
  customText,
  type CustomValue,
  type CustomValues,
} from "~/domains/catalogue/custom-field/custom-value.rules";
import { customPrefix } from "~/domains/prospecting/condition/condition-fields.rules";
import { inSentence } from "~/platform/i18n";
import { ChangeFact } from "./change-fact";
import { Icon } from "~/ui/controls/icon";
import { Tooltip } from "~/ui/overlays/tooltip";
import { useFormat } from "~/ui/words";
import { CustomInput } from "./custom-input";

interface Props {
  prospectId: string;
  fields: Array<CustomFieldFacts>;
  values: CustomValues;
  editing: string | null;
  mayChange: boolean;
  /** Where the value of a field came from, on hover. */
  origin: (key: string) => string;
}

/** The company's own fields, each changed where it stands, then what lists brought that is no field of the company. */
export function CustomFacts({ prospectId, fields, values, editing, mayChange, origin }: Props) {
  const { t, i18n } = useTranslation("prospecting");
  const show = useCustomWords();
  const known = new Set(fields.map(({ key }) => key));
  const others = Object.entries(values).filter(([key]) => !known.has(key));
  if (fields.length === 0 && others.length === 0) return null;
  return (
    <dl className="facts">
      {fields.map((field) => {
        const value = values[field.key];
        const name = customPrefix + field.key;
        const said = value === undefined ? "" : show(field, value);
        return [
          <dt key={`${field.key} label`}>{field.label}</dt>,
          <dd key={field.key}>
            {editing === name && mayChange ? (
              <ChangeCustom prospectId={prospectId} field={field} value={value} />
            ) : (
              <>
                {said && (
                  <Tooltip below tip={origin(field.key)}>
                    {field.type === "url" || field.type === "email" ? (
                      <a className="link" href={field.type === "url" ? said : `mailto:${said}`} target="_blank" rel="noreferrer noopener">
                        {said}
                      </a>
                    ) : (
                      <bdi className="whitespace-pre-line">{said}</bdi>
                    )}
                  </Tooltip>
                )}{" "}
                {mayChange && (
                  <Link
                    className={clsx("meta faint inline-block align-middle", said && "on-approach")}
                    to={`?edit=${encodeURIComponent(name)}`}
                    replace
                    preventScrollReset
                    aria-label={
                      said
                        ? t("prospect.edit", { field: inSentence(field.label, i18n.language) })
                        : `${t("prospect.empty_value")} ${inSentence(field.label, i18n.language)}`
                    }
                  >
                    {said ? <Icon of={Pencil} /> : t("prospect.empty_value")}
                  </Link>
                )}
              </>
            )}
          </dd>,
        ];
      })}
      {others.map(([key, value]) => [
        <dt key={`${key} label`}>{key}</dt>,
        <dd key={key}>
          <Tooltip below tip={origin(key)}>
            <bdi className="whitespace-pre-line">{customText(value)}</bdi>
          </Tooltip>
        </dd>,
      ])}
    </dl>
  );
}

/** A value of the company's own in words: dates and numbers as the reader writes them. */
export function useCustomWords() {
  const { t } = useTranslation("prospecting");
  const { date, number } = useFormat();
  return ({ type }: Pick<CustomFieldFacts, "type">, value: CustomValue): string => {
    if (type === "boolean" && typeof value === "boolean") return t(value ? "filter.yes" : "filter.no");
    if (type === "date" && typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return date(`${value}T12:00:00Z`);
    if (type === "number" && typeof value === "number") return number(value);
    return customText(value);
  };
}

function ChangeCustom({ prospectId, field, value }: { prospectId: string; field: CustomFieldFacts; value: CustomValue | undefined }) {
  return (
    <ChangeFact prospectId={prospectId} field={customPrefix + field.key} before={customText(value)} label={field.label}>
      <CustomInput field={field} value={value} />
    </ChangeFact>
  );
}
