import { useTranslation } from "react-i18next";
import { useFormat } from "~/ui/words";
import type { ValueOrigins } from "../../enrichment/value-origin.rules";

/** For each field of a record, in one sentence, where its value comes from; what nothing is noted of has the record's own origin. */
export function useValueOrigin(origins: ValueOrigins, names: Record<string, string>, ofRecord: string): (field: string) => string {
  const { t } = useTranslation("prospecting");
  const { date: written, percent: share } = useFormat();
  return (field) => {
    const origin = origins[field];
    if (!origin) return ofRecord;
    const date = written(origin.at);
    const name = names[origin.by ?? ""] ?? "";
    if (origin.kind === "list") return t("enrichment.origin.list", { name: origin.name, date });
    if (origin.kind === "person")
      return name ? t("enrichment.origin.person", { name, date }) : t("enrichment.origin.person_gone", { date });
    if (origin.kind === "job") return t("enrichment.origin.job", { date });
    const provider = t(`enrichment.provider.${origin.by ?? "website"}`);
    const approved = names[origin.approvedBy ?? ""];
    return approved
      ? t("enrichment.origin.source_approved", { provider, date, name: approved })
      : t("enrichment.origin.source", { provider, date, percent: share(origin.confidence ?? 0) });
  };
}
