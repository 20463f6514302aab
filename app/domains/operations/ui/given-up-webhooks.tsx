import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Form } from "~/ui/forms/form";
import { Callout } from "~/ui/surfaces/card";
import type { GivenUpWebhooks as Calls } from "../webhook/webhook.rules";

/** Calls of vendors that nothing could be made of, with their reasons. Nothing when there are none. */
export function GivenUpWebhooks({ count, newest, mayRetry }: Calls & { mayRetry: boolean }) {
  const { t } = useTranslation("operations");
  if (count === 0) return null;
  return (
    <Callout
      tone="warning"
      title={t("webhook.given_up", { count })}
      action={
        mayRetry && (
          <Form method="post" action="/operations/webhooks/retry">
            <Button size="sm" icon={RotateCcw}>
              {t("webhook.retry")}
            </Button>
          </Form>
        )
      }
    >
      {t("webhook.given_up_why")}
      <ul className="meta muted">
        {newest.map(({ id, provider, type, receivedAt, error }) => (
          <li key={id}>
            <DateTime at={receivedAt} style="moment" />{" "}
            <span dir="ltr">
              {provider} {type}
              {error && `: ${error}`}
            </span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
