import { useFetcher } from "@remix-run/react";
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "~/platform/i18n";
import { Button } from "~/ui/controls/button";
import { Callout } from "~/ui/surfaces/card";

type Options = { use: PublicKeyCredentialRequestOptionsJSON } | { make: PublicKeyCredentialCreationOptionsJSON };
type Props = Options & {
  label: string;
  /** Where the answer goes; left out, the page's own action. */
  action?: string;
  /** Sent beside the answer; read when the button is pressed. */
  fields: () => Record<string, string>;
  primary?: boolean;
};

/** Asks the browser for a passkey and sends its answer. Not there before scripts run, nor where the browser knows no passkeys. */
export function PasskeyButton({ label, action, fields, primary, ...options }: Props) {
  const { t } = useTranslation("identity");
  const sender = useFetcher<{ error?: Record<string, Array<string>> }>();
  const [state, setState] = useState<"absent" | "ready" | "asking" | "cancelled">("absent");
  useEffect(() => setState(browserSupportsWebAuthn() ? "ready" : "absent"), []);
  if (state === "absent") return null;

  const ask = async () => {
    setState("asking");
    try {
      const answer =
        "use" in options ? await startAuthentication({ optionsJSON: options.use }) : await startRegistration({ optionsJSON: options.make });
      sender.submit({ ...fields(), answer: JSON.stringify(answer) }, { method: "post", action });
      setState("ready");
    } catch {
      setState("cancelled"); // He pressed "cancel", or waited too long, or the authenticator has the key already: the browser told him.
    }
  };
  const refused = Object.values(sender.data?.error ?? {})[0]?.[0];
  const said = refused ? sentenceOf(refused) : null;
  return (
    <div className="stack g3">
      {said && sender.state === "idle" && <Callout tone="danger">{t(said.key, said.values)}</Callout>}
      {state === "cancelled" && <Callout tone="warning">{t("security.passkey.cancelled")}</Callout>}
      <Button
        type="button"
        kind={primary ? "primary" : "secondary"}
        size="lg"
        icon={KeyRound}
        block
        busy={state === "asking" || sender.state !== "idle"}
        onClick={() => void ask()}
      >
        {label}
      </Button>
    </div>
  );
}
