import { Link, useNavigation, useSearchParams } from "@remix-run/react";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useTranslation } from "react-i18next";
import { GiveFactor } from "~/domains/identity/security/security.schema";
import { PasskeyButton } from "~/domains/identity/ui/passkey-button";
import { safeNext } from "~/platform/next-path";
import { useSchemaForm } from "~/platform/use-form";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

interface Props {
  /** What this person can answer with. */
  app: boolean;
  codes: boolean;
  passkey: PublicKeyCredentialRequestOptionsJSON | null;
  /** Only where there is no second factor. */
  password?: boolean;
  answer: unknown;
}

/** The question of the second factor, at the log-in and before a sensitive act: the passkey first, then the app, then what was written down. */
export function FactorQuestion({ app, codes, passkey, password, answer }: Props) {
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const { form, fault, formFaults } = useSchemaForm(GiveFactor, answer);
  const busy = useNavigation().state !== "idle";
  const next = safeNext(params.get("next"));
  const way = password ? "password" : params.get("with") === "recovery" || !(app || passkey) ? "recovery" : app ? "app" : "none";
  const other = (value: string | null) => {
    const changed = new URLSearchParams(params);
    if (value) changed.set("with", value);
    else changed.delete("with");
    return `?${changed.toString()}`;
  };
  return (
    <div className="stack g5">
      {passkey && (
        <PasskeyButton use={passkey} label={t("security.passkey.use")} fields={() => ({ with: "passkey", next })} primary={!app} />
      )}
      {way !== "none" && (
        <Form method="post" className="stack g5" key={way} {...form}>
          <FormErrors faults={formFaults} title="" />
          <input type="hidden" name="with" value={way} />
          <input type="hidden" name="next" value={next} />
          {way === "password" && (
            <PasswordField
              label={t("login.password")}
              name="password"
              size="lg"
              autoComplete="current-password"
              error={fault("password")}
            />
          )}
          {way === "app" && (
            <Field label={t("security.second.code")} name="code" error={fault("code")} hint={t("security.second.code_hint")}>
              <Input size="lg" inputMode="numeric" autoComplete="one-time-code" dir="ltr" autoFocus />
            </Field>
          )}
          {way === "recovery" && (
            <Field label={t("security.second.recovery_code")} name="code" error={fault("code")} hint={t("security.second.recovery_hint")}>
              <Input size="lg" autoComplete="off" autoCapitalize="none" spellCheck={false} dir="ltr" autoFocus />
            </Field>
          )}
          <Button kind="primary" size="lg" block busy={busy}>
            {t("security.second.verb")}
          </Button>
        </Form>
      )}
      {codes && way !== "recovery" && way !== "password" && (
        <Link className="link" to={other("recovery")}>
          {t("security.second.use_recovery")}
        </Link>
      )}
      {way === "recovery" && (app || passkey) && (
        <Link className="link" to={other(null)}>
          {t("security.second.use_factor")}
        </Link>
      )}
    </div>
  );
}
