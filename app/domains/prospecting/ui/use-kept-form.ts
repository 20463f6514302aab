import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorKey } from "~/platform/i18n";

type Kept = Record<string, string>;
type Answer = { fault: { code: string; field: string; values: Record<string, unknown> }; kept: Kept };

/** A form of a list's way in: what was typed, and what was refused of it, at its field. `said` stands there before anything was. */
export function useKeptForm(answer: Answer | undefined, said: Kept = {}) {
  const { t } = useTranslation("prospecting");
  const fault = answer && { field: answer.fault.field, message: t(errorKey(answer.fault.code), answer.fault.values) };
  return {
    fault,
    faultOf: (field: string) => (fault?.field === field ? fault.message : undefined),
    kept: answer?.kept ?? said,
    isSending: useNavigation().formMethod === "POST",
  };
}
