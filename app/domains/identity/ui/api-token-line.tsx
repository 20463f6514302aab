import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { useFormat } from "~/ui/words";

interface Props {
  token: {
    id: string;
    name: string;
    prefix: string;
    scopes: Array<string>;
    allowedAddresses: Array<string>;
    lastUsedAt: Date | string | null;
    expiresAt: Date | string | null;
    createdBy: string | null;
    state: "live" | "expired" | "revoked" | "idle";
  };
  mayRevoke: boolean;
}

const tones: Record<Props["token"]["state"], Tone> = { live: "success", expired: "neutral", revoked: "neutral", idle: "warning" };

/** A token by what may be shown of it: its name and first characters, what it may, when it was used and until when it holds. */
export function ApiTokenLine({ token, mayRevoke }: Props) {
  const { t } = useTranslation("identity");
  const { date } = useFormat();
  const { scopes, allowedAddresses, lastUsedAt, expiresAt, state } = token;
  const facts = [
    t("tokens.scope_count", { count: scopes.length }),
    allowedAddresses.length > 0 && t("tokens.address_count", { count: allowedAddresses.length }),
    lastUsedAt ? t("tokens.used_on", { date: date(lastUsedAt) }) : t("tokens.never_used"),
    expiresAt ? t("tokens.until", { date: date(expiresAt) }) : t("tokens.no_end"),
    token.createdBy && t("tokens.by", { name: token.createdBy }),
    state === "idle" && t("tokens.idle_hint"),
  ].filter(Boolean);
  return (
    <li className="row row-wrap g3">
      <span className="grow">
        <bdi className="strong">{token.name}</bdi> <span className="mono meta" dir="ltr">{`${token.prefix}_…`}</span>
        <span className="cell-2">{facts.join(" · ")}</span>
      </span>
      <Badge tone={tones[state]}>{t(`tokens.state.${state}`)}</Badge>
      {mayRevoke && (state === "live" || state === "idle") && (
        <Form method="post" action={`/settings/tokens/${token.id}/revoke`}>
          <Button kind="quiet" size="sm">
            {t("tokens.revoke")}
          </Button>
        </Form>
      )}
    </li>
  );
}
