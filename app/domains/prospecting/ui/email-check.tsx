import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorKey } from "~/platform/i18n";
import { Badge } from "~/ui/controls/badge";
import { CompanyField, Form } from "~/ui/forms/form";
import { useFormat } from "~/ui/words";
import type { EmailReason, EmailState } from "../email-check/email-state.rules";

export interface CheckedEmail {
  email: string;
  state: EmailState;
  reasons: Array<EmailReason>;
  meant: string | null;
  checkedAt: Date | string | null;
  vouchedAt: Date | string | null;
  vouchedBy: string | null;
}

export const emailTones = { valid: "success", risky: "warning", invalid: "danger", unknown: "neutral" } as const;

/** Whether mail can arrive at a prospect's address, why not, and what a person may say of it: that it works, or that another was meant. */
export function EmailCheck({ prospectId, check, mayChange }: { prospectId: string; check: CheckedEmail; mayChange: boolean }) {
  const { t } = useTranslation("prospecting");
  const { date } = useFormat();
  const change = useFetcher<{ code: string }>();
  const { email, state, reasons, meant, checkedAt, vouchedAt, vouchedBy } = check;
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const sentence = (reason: EmailReason) =>
    reason === "vouched"
      ? t(vouchedBy ? "email_check.reason.vouched_by" : "email_check.reason.vouched", { name: vouchedBy, date: date(vouchedAt!) })
      : t(`email_check.reason.${reason}`, { domain, meant });
  const mayVouch = !reasons.includes("bounced") && (state === "invalid" || state === "risky");
  return (
    <>
      <dt>{t("email_check.label")}</dt>
      <dd className="stack g1 min-w-0 [overflow-wrap:anywhere]">
        <span>
          <Badge tone={emailTones[state]}>{t(`email_state.${state}`)}</Badge>
        </span>
        {reasons.map((reason) => (
          <span key={reason} className="meta">
            {sentence(reason)}
          </span>
        ))}
        {reasons.length === 0 && (
          <span className="meta faint">
            {state === "unknown" ? t("email_check.not_asked") : t("email_check.asked_on", { date: date(checkedAt!) })}
          </span>
        )}
        {mayChange && meant && (
          <change.Form method="post" action={`/prospects/${prospectId}/change`}>
            <CompanyField />
            <input type="hidden" name="field" value="email" />
            <input type="hidden" name="before" value={email} />
            <input type="hidden" name="value" value={meant} />
            <button type="submit" className="link meta text-start">
              {t("email_check.correct", { meant })}
            </button>
            {change.data?.code && (
              <span role="alert" className="error">
                {t(errorKey(change.data.code))}
              </span>
            )}
          </change.Form>
        )}
        {mayChange && (mayVouch || vouchedAt) && (
          <Form method="post" action={`/prospects/${prospectId}/email-check`} preventScrollReset>
            <input type="hidden" name="answer" value={vouchedAt ? "unsure" : "works"} />
            <input type="hidden" name="email" value={email} />
            <button type="submit" className="link meta text-start">
              {t(vouchedAt ? "email_check.take_back" : "email_check.vouch")}
            </button>
          </Form>
        )}
      </dd>
    </>
  );
}
