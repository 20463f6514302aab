import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LogIn } from "~/domains/identity/account/account.schema";
import { authenticator } from "~/domains/identity/account/authenticator.server";
import { readForm } from "~/platform/forms.server";
import { safeNext } from "~/platform/next-path";
import { languageCookie } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { openSession, sessionOf } from "~/platform/session.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  if (await sessionOf(request)) throw redirect(safeNext(new URL(request.url).searchParams.get("next")));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request.clone(), LogIn);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "login.account": form.value.email, "login.address": context.clientAddress });
    const person = await authenticator.authenticate("password", request);
    const { userId, companyId } = person;
    const cookie = await openSession(request, { userId, companyId, clientAddress: context.clientAddress });
    const headers = new Headers([
      ["Set-Cookie", cookie],
      ["Set-Cookie", await languageCookie.serialize(person.language)],
    ]);
    return redirect(safeNext(form.value.next), { headers });
  });
}

export default function Login() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const [params] = useSearchParams();
  const { form, fault, formFaults, kept } = useSchemaForm(LogIn, answer);
  const busy = useNavigation().state !== "idle";
  return (
    <OutsidePage title={t("login.title")} purpose={t("login.purpose")} withPromise>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <input type="hidden" name="next" value={safeNext(params.get("next"))} />
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
    </OutsidePage>
  );
}
