import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { logIn } from "~/domains/identity/account/log-in.server";
import { enter } from "~/domains/identity/security/enter.server";
import { joinOutside, linkCookie } from "~/domains/identity/security/outside-log-in.server";
import { LinkAccount } from "~/domains/identity/security/security.schema";
import { takeLogInTry } from "~/domains/identity/security/take-log-in-try.server";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };

/** Somebody came from Google or Microsoft whose address has an account here: it becomes his way in once he gave its password. */
export async function loader({ request }: LoaderFunctionArgs) {
  const kept = await linkCookie().read(request);
  if (!kept) throw redirect("/login");
  return { provider: kept.provider, email: kept.email };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await linkCookie().read(request);
  if (!kept) throw redirect("/login");
  const form = await readForm(request, LinkAccount);
  if (!form.ok) return form.refusal;
  const { clientAddress } = context;
  return form.attempt(async () => {
    const right = await takeLogInTry(request, { email: kept.email, clientAddress });
    const person = await logIn({ email: kept.email, password: form.value.password });
    if (!person) throw new AppError("identity.second.password_refused", { field: "password", status: 422 });
    await right();
    await joinOutside(person.userId, kept);
    return enter(request, person, { clientAddress, next: kept.next, headers: [await linkCookie().forget()] });
  });
}

export default function Join() {
  const { provider, email } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults } = useSchemaForm(LinkAccount, useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <OutsidePage
      title={t("security.outside.join_title")}
      purpose={t("security.outside.join_purpose", { email, provider: t(`security.outside.${provider}`) })}
    >
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <PasswordField label={t("login.password")} name="password" size="lg" autoComplete="current-password" error={fault("password")} />
        <Button kind="primary" size="lg" block busy={busy}>
          {t("security.outside.join_verb")}
        </Button>
        <Link className="link" to="/login">
          {t("forgot.back")}
        </Link>
      </Form>
    </OutsidePage>
  );
}
