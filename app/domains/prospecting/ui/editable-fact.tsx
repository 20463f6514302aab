import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EditableField } from "~/domains/prospecting/prospect/editable-fields.rules";
import { spokenLanguages } from "~/domains/prospecting/prospect/normalise-country.rules";
import { inSentence } from "~/platform/i18n";
import { ChangeFact } from "./change-fact";
import { Icon } from "~/ui/controls/icon";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { Tooltip } from "~/ui/overlays/tooltip";

interface Props {
  prospectId: string;
  field: EditableField;
  value: string | null;
  /** This field is open for change: `?edit=<field>`, so that a link does it before scripts too. */
  isOpen: boolean;
  mayChange: boolean;
  /** Where the value came from, on hover. */
  origin: string;
}

/** A fact that is changed where it stands. */
export function EditableFact({ prospectId, field, value, isOpen, mayChange, origin }: Props) {
  const { t, i18n } = useTranslation("prospecting");
  const label = t(`field.${field}`);
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {isOpen && mayChange ? (
          <ChangeForm {...{ prospectId, field, value, label }} />
        ) : (
          <>
            {value && (
              <Tooltip below tip={origin}>
                <FactValue field={field} value={value} />
              </Tooltip>
            )}{" "}
            {mayChange && (
              <Link
                className={clsx("meta faint inline-block align-middle", value && "on-approach")}
                to={`?edit=${field}`}
                replace
                preventScrollReset
                aria-label={
                  value
                    ? t("prospect.edit", { field: inSentence(label, i18n.language) })
                    : `${t("prospect.empty_value")} ${inSentence(label, i18n.language)}`
                }
              >
                {value ? <Icon of={Pencil} /> : t("prospect.empty_value")}
              </Link>
            )}
          </>
        )}
      </dd>
    </>
  );
}

function FactValue({ field, value }: { field: EditableField; value: string }) {
  const { t } = useTranslation("prospecting");
  if (field === "language" && spokenLanguages.includes(value)) return <>{t(`tongue.${value}`)}</>;
  if (field === "email")
    return (
      <a className="link" href={`mailto:${value}`}>
        <bdi>{value}</bdi>
      </a>
    );
  if (field === "phone" || field === "mobile")
    return (
      <a className="num" href={`tel:${value}`}>
        {spaced(value)}
      </a>
    );
  if (field === "websiteUrl" || field === "linkedinUrl")
    return (
      <a className="link" href={value} target="_blank" rel="noreferrer noopener">
        {value.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")}
      </a>
    );
  return <bdi className={field === "siret" || field === "postalCode" ? "num" : "whitespace-pre-line"}>{value}</bdi>;
}

/** French numbers as they are said: 01 99 00 12 34. Others as they are. */
export const spaced = (phone: string) => (/^\+33\d{9}$/.test(phone) ? `0${phone.slice(3)}`.replace(/(\d\d)(?=\d)/g, "$1 ") : phone);

function ChangeForm({
  prospectId,
  field,
  value,
  label,
}: {
  prospectId: string;
  field: EditableField;
  value: string | null;
  label: string;
}) {
  const { t } = useTranslation("prospecting");
  const hint = field === "tags" ? t("prospect.tags_hint") : undefined;
  return (
    <ChangeFact prospectId={prospectId} field={field} before={value ?? ""} label={label} hint={hint}>
      {field === "notes" ? (
        <Textarea defaultValue={value ?? ""} rows={4} autoFocus />
      ) : field === "language" ? (
        <Select
          defaultValue={value ?? ""}
          autoFocus
          options={[
            { value: "", label: t("tongue.unknown") },
            ...spokenLanguages.map((code) => ({ value: code, label: t(`tongue.${code}`) })),
          ]}
        />
      ) : (
        <Input defaultValue={value ?? ""} autoComplete="off" autoFocus />
      )}
    </ChangeFact>
  );
}
