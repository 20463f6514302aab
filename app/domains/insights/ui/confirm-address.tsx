import { useFetcher } from "@remix-run/react";
import { MailCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { Callout } from "~/ui/surfaces/card";

/** Why the report was not sent: the reader's address is not confirmed yet. Sends the link again. */
export function ConfirmAddress() {
  const { t } = useTranslation("insights");
  const again = useFetcher();
  const isSent = again.state === "idle" && again.data !== undefined;
  return (
    <Callout
      tone="danger"
      title={t("report.confirm.title")}
      action={
        <again.Form method="post" action="/verify/resend">
          <Button size="sm" icon={MailCheck} busy={again.state !== "idle"} disabled={isSent}>
            {t(isSent ? "report.confirm.sent" : "report.confirm.again")}
          </Button>
        </again.Form>
      }
    >
      {t("report.confirm.why")}
    </Callout>
  );
}
