import { useTranslation } from "react-i18next";
import { missing } from "~/domains/prospecting/score/model/logistic-model.rules";

/** What a model looks at, in words: "Adresse e-mail : professionnelle". Places and sources are named as they are everywhere. */
export function useFeatureWords() {
  const { t } = useTranslation("prospecting");
  return (feature: string, value: string) => `${t(`model.feature.${feature}`)} : ${wordOf(feature, value)}`;
  function wordOf(feature: string, value: string): string {
    if (value === missing || value === "unknown") return t("model.value.unknown");
    if (value === "…") return t("model.value.rare");
    if (value === "true" || value === "false") return t(`model.value.${value === "true" ? "yes" : "no"}`);
    if (feature === "email") return t(`model.email.${value}`);
    if (feature === "source") return t(`source.${value}`);
    if (feature === "size" || feature === "budget" || feature === "maturity") return t(`model.band.${feature}.${value}`);
    if (feature === "agencyType") return t(`model.agency_type.${value}`);
    return value;
  }
}
