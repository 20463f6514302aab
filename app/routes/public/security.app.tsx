import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { factorsOfUser, goOnWithFactor } from "~/domains/identity/security/added-factor.server";
import { confirmApp, startApp } from "~/domains/identity/security/authenticator-app.server";
import { ConfirmApp } from "~/domains/identity/security/security.schema";
import { takeSecondTry } from "~/domains/identity/security/take-log-in-try.server";
import { readForm } from "~/platform/forms.server";
import { safeNext } from "~/platform/next-path";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";

export const handle = { words: ["identity"] };
export const shouldRevalidate = () => false;

export async function loader({ request }: LoaderFunctionArgs) {
  const { userId } = await requireSecondFactor(request);
  if ((await factorsOfUser(userId)).app) throw redirect("/settings/security");
  return startApp(userId);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const session = await requireSecondFactor(request);
  const form = await readForm(request, ConfirmApp);
  if (!form.ok) return form.refusal;
  const { userId } = session;
  return form.attempt(async () => {
    const right = await takeSecondTry(request, { userId, clientAddress: context.clientAddress });
    await confirmApp({ userId, code: form.value.code });
    await right();
    return goOnWithFactor(request, session, { kind: "app", next: form.value.next });
  });
}

export default function AddApp() {
  const { picture, key } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const { form, fault, formFaults } = useSchemaForm(ConfirmApp, useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  const next = safeNext(params.get("next") ?? "/settings/security");
  return (
    <OutsidePage title={t("security.app.title")} purpose={t("security.app.purpose")}>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <input type="hidden" name="next" value={next} />
        <div
          role="img"
          aria-label={t("security.app.picture")}
          style={{ inlineSize: 200, blockSize: 200, background: "#fff" }}
          dangerouslySetInnerHTML={{ __html: picture }}
        />
        <p>
          <span className="label">{t("security.app.key")}</span>
          <br />
          <code dir="ltr" data-app-key>
            {key}
          </code>
        </p>
        <Field label={t("security.app.first_code")} name="code" error={fault("code")} hint={t("security.second.code_hint")}>
          <Input size="lg" inputMode="numeric" autoComplete="one-time-code" dir="ltr" />
        </Field>
        <Button kind="primary" size="lg" block busy={busy}>
          {t("security.app.verb")}
        </Button>
      </Form>
    </OutsidePage>
  );
}
