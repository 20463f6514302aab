import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AuditRow } from "../audit/audit.rules";

/** How the log speaks: an act, who did it, what it was done to. */
export function useAuditWords() {
  const { t, i18n } = useTranslation("operations");
  return useMemo(() => {
    const known = (key: string, otherwise: string) => (i18n.exists(key, { ns: "operations" }) ? t(key) : otherwise);
    return {
      act: (action: string) => known(`audit.action.${action}`, action),
      type: (type: string) => known(`audit.type.${type}`, type),
      who: ({ userName, userId, actor, success }: Pick<AuditRow, "userName" | "userId" | "actor" | "success">) => {
        if (userName) return userName;
        if (userId) return t("audit.who.gone");
        if (actor) return t("audit.who.job");
        return t(success ? "audit.who.system" : "audit.who.unknown");
      },
      /** Every act that has words, in the order of these. */
      acts: () => {
        const tree = t("audit.action", { returnObjects: true }) as unknown as Record<string, Record<string, string>>;
        return Object.entries(tree)
          .flatMap(([noun, verbs]) => Object.entries(verbs).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })))
          .sort((one, other) => one.label.localeCompare(other.label, i18n.language));
      },
    };
  }, [t, i18n]);
}
