import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Callout } from "~/ui/surfaces/card";

/** The codes, this once: to write down, to copy, to keep as a file. */
export function RecoveryCodes({ codes }: { codes: Array<string> }) {
  const { t } = useTranslation("identity");
  const [copied, setCopied] = useState(false);
  const file = `${t("security.codes.file_title")}\n\n${codes.join("\n")}\n`;
  return (
    <div className="stack g4">
      <Callout tone="warning">{t("security.codes.once")}</Callout>
      <ul className="plain grid grid-cols-2 gap-2" dir="ltr" data-recovery-codes>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row row-wrap g3">
        <a
          className="btn btn-secondary"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download="essor-recovery-codes.txt"
        >
          <Icon of={Download} />
          {t("security.codes.download")}
        </a>
        <Button
          type="button"
          icon={Copy}
          onClick={() => {
            void navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true));
          }}
        >
          {t(copied ? "security.codes.copied" : "security.codes.copy")}
        </Button>
      </div>
    </div>
  );
}
