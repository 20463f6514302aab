import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { addPasskey, passkeyToMake } from "~/domains/identity/security/add-passkey.server";
import { goOnWithFactor } from "~/domains/identity/security/added-factor.server";
import { deviceName } from "~/domains/identity/security/device.rules";
import { AddPasskey } from "~/domains/identity/security/security.schema";
import { PasskeyButton } from "~/domains/identity/ui/passkey-button";
import { readForm } from "~/platform/forms.server";
import { safeNext } from "~/platform/next-path";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { OutsidePage } from "~/routes/outside-page";
import { Field } from "~/ui/forms/field";
import { Input } from "~/ui/forms/inputs";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const { userId } = await requireSecondFactor(request);
  const { options, cookie } = await passkeyToMake(userId);
  return data({ options, suggested: deviceName(request.headers.get("user-agent")).slice(0, 60) }, { headers: { "Set-Cookie": cookie } });
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireSecondFactor(request);
  const form = await readForm(request, AddPasskey);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await addPasskey(request, { userId: session.userId, ...form.value });
    return goOnWithFactor(request, session, { kind: "passkey", next: form.value.next });
  });
}

export default function AddPasskeyPage() {
  const { options, suggested } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const name = useRef<HTMLDivElement>(null);
  const next = safeNext(params.get("next") ?? "/settings/security");
  return (
    <OutsidePage title={t("security.passkey.title")} purpose={t("security.passkey.purpose")}>
      <div className="stack g5">
        <div ref={name}>
          <Field label={t("security.passkey.name")} name="name" hint={t("security.passkey.name_hint")}>
            <Input size="lg" defaultValue={suggested} maxLength={60} />
          </Field>
        </div>
        <PasskeyButton
          make={options}
          label={t("security.passkey.verb")}
          fields={() => ({ name: name.current?.querySelector("input")?.value ?? suggested, next })}
          primary
        />
        <noscript>{t("security.passkey.needs_script")}</noscript>
      </div>
    </OutsidePage>
  );
}
