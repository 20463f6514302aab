import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/controls/badge";
import { useFormat } from "~/ui/words";

/** A value of the log as it may be shown: what was not kept says why. */
export function AuditValueText({ value }: { value: unknown }) {
  const { t } = useTranslation("operations");
  const format = useFormat();
  if (value === undefined) return <span className="faint">{t("audit.value.unsaid")}</span>;
  if (value === null || value === "") return <span className="faint">{t("audit.value.empty")}</span>;
  if (typeof value === "boolean") return t(value ? "audit.value.yes" : "audit.value.no");
  if (typeof value === "number") return format.number(value);
  if (typeof value === "string")
    return /^\d{4}-\d{2}-\d{2}T/.test(value) ? format.date(value, "moment") : <bdi className="wrap-anywhere">{value}</bdi>;
  if (typeof value === "object" && "masked" in value) return <Badge dot={false}>{t(`audit.value.masked.${String(value.masked)}`)}</Badge>;
  return (
    <code dir="ltr" className="wrap-anywhere">
      {JSON.stringify(value)}
    </code>
  );
}
