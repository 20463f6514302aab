import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Input } from "~/ui/forms/inputs";
import { Callout } from "~/ui/surfaces/card";

/** A secret that is told this once, with a button that copies it. Without scripts the field can be selected. */
export function ShownOnce({ token }: { token: string }) {
  const { t } = useTranslation("identity");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    setCopied(true);
  };
  return (
    <Callout tone="warning" title={t("tokens.shown_title")}>
      <p>{t("tokens.shown_text")}</p>
      <span className="row g3">
        <Input
          readOnly
          value={token}
          className="mono"
          dir="ltr"
          aria-label={t("tokens.shown_title")}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button type="button" icon={Copy} onClick={() => void copy()}>
          {t(copied ? "tokens.copied" : "tokens.copy")}
        </Button>
      </span>
      <span role="status" className="sr-only">
        {copied ? t("tokens.copied") : ""}
      </span>
    </Callout>
  );
}
