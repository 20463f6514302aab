import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ResetPassword } from "~/domains/identity/account/account.schema";
import { resetPassword } from "~/domains/identity/account/reset-password.server";
import { enter } from "~/domains/identity/security/enter.server";
import { tokenByDigest } from "~/platform/across.server";
import { readForm } from "~/platform/forms.server";
import { takeRates } from "~/platform/rates.server";
import { digest } from "~/platform/tokens.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { PasswordField } from "~/ui/forms/password-field";

export const handle = { words: ["identity"] };

export async function loader({ params }: LoaderFunctionArgs) {
  return { isOpen: (await tokenByDigest("reset_password", digest(params.token ?? ""))) !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request, ResetPassword);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "reset.address": context.clientAddress });
    const person = await resetPassword({ token: params.token ?? "", password: form.value.password });
    return enter(request, person, { clientAddress: context.clientAddress });
  });
}

export default function Reset() {
  const { isOpen } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults } = useSchemaForm(ResetPassword, useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  const again = (
    <Link className="link" to="/forgot">
      {t("reset.again")}
    </Link>
  );
  if (!isOpen)
    return (
      <OutsidePage title={t("reset.title")} purpose={t("error.token.expired")}>
        {again}
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("reset.title")} purpose={t("reset.purpose")}>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <PasswordField
          label={t("reset.password")}
          name="password"
          size="lg"
          autoComplete="new-password"
          error={fault("password")}
          hint={t("signup.password_hint")}
        />
        <Button kind="primary" size="lg" block busy={busy}>
          {t("reset.verb")}
        </Button>
      </Form>
    </OutsidePage>
  );
}
