import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LogIn } from "~/domains/identity/account/account.schema";
import { authenticator } from "~/domains/identity/account/authenticator.server";
import { enter } from "~/domains/identity/security/enter.server";
import { takeLogInTry } from "~/domains/identity/security/take-log-in-try.server";
import { passkeyToUse } from "~/domains/identity/security/use-passkey.server";
import { PasskeyButton } from "~/domains/identity/ui/passkey-button";
import { readForm } from "~/platform/forms.server";
import { safeNext } from "~/platform/next-path";
import { sessionOf } from "~/platform/session.server";
import { useSchemaForm } from "~/platform/use-form";
import { connectedProviders } from "~/platform/vendors/open-id.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  if (await sessionOf(request)) throw redirect(safeNext(new URL(request.url).searchParams.get("next")));
  const { options, cookie } = await passkeyToUse();
  return data({ passkey: options, providers: connectedProviders() }, { headers: { "Set-Cookie": cookie } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request.clone(), LogIn);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { clientAddress } = context;
    const right = await takeLogInTry(request, { email: form.value.email, clientAddress });
    const person = await authenticator.authenticate("password", request);
    await right();
    return enter(request, person, { clientAddress, next: form.value.next });
  });
}

export default function Login() {
  const { passkey, providers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const { form, fault, formFaults, kept } = useSchemaForm(LogIn, answer);
  const busy = useNavigation().state !== "idle";
  const next = safeNext(params.get("next"));
  return (
    <OutsidePage title={t("login.title")} purpose={t("login.purpose")} withPromise>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <input type="hidden" name="next" value={next} />
        <Field label={t("login.email")} name="email" error={fault("email")}>
          <Input size="lg" type="email" autoComplete="username" defaultValue={kept("email")} autoFocus />
        </Field>
        <PasswordField
          label={t("login.password")}
          name="password"
          size="lg"
          autoComplete="current-password"
          error={fault("password")}
          aside={
            <Link className="link meta" to="/forgot">
              {t("login.forgotten")}
            </Link>
          }
        />
        <Button kind="primary" size="lg" block busy={busy}>
          {t("login.verb")}
        </Button>
        <p className="muted">
          {t("login.no_account")}{" "}
          <Link className="link" to="/signup">
            {t("login.sign_up")}
          </Link>
        </p>
      </Form>
      <div className="stack g3">
        <PasskeyButton use={passkey} label={t("security.passkey.log_in")} action="/login/passkey" fields={() => ({ next })} />
        {providers.map((provider) => (
          <a
            key={provider}
            className="btn btn-secondary btn-lg btn-block"
            href={`/login/with/${provider}?next=${encodeURIComponent(next)}`}
          >
            {t("security.outside.log_in", { provider: t(`security.outside.${provider}`) })}
          </a>
        ))}
      </div>
    </OutsidePage>
  );
}
