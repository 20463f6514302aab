import { useTranslation } from "react-i18next";
import { customText } from "~/domains/catalogue/custom-field/custom-value.rules";
import type { BulkRunFacts } from "~/domains/prospecting/bulk/bulk-run.rules";

/** What a run does, in a few words. */
export function useBulkWords() {
  const { t } = useTranslation("prospecting");
  const ofDeed = ({ deed, assignee }: Pick<BulkRunFacts, "deed" | "assignee">): string => {
    switch (deed.act) {
      case "assign":
        return deed.userId ? t("bulk_run.deed.assign", { name: assignee ?? t("bulk_run.somebody") }) : t("bulk_run.deed.assign_nobody");
      case "status":
        return t("bulk_run.deed.status", { status: t(`status.${deed.status}`) });
      case "tag":
      case "untag":
        return t(`bulk_run.deed.${deed.act}`, { tag: deed.tag });
      case "delete":
        return t("bulk_run.deed.delete");
      case "join_segment":
      case "leave_segment":
        return t(`bulk_run.deed.${deed.act}`, { name: deed.name });
      case "set_field": {
        const field = deed.label ?? t(`field.${deed.field}`);
        return deed.value === null
          ? t("bulk_run.deed.empty_field", { field })
          : t("bulk_run.deed.set_field", { field, value: valueWords(deed.value).slice(0, 80) });
      }
    }
  };
  const valueWords = (value: unknown) => (typeof value === "boolean" ? t(value ? "filter.yes" : "filter.no") : customText(value));
  return (run: Pick<BulkRunFacts, "act" | "deed" | "assignee">) =>
    run.act === "undo" ? t("bulk_run.deed.undo", { what: ofDeed(run) }) : ofDeed(run);
}
