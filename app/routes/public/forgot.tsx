import { type ActionFunctionArgs, data } from "@remix-run/node";
import { Link, useActionData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AskReset } from "~/domains/identity/account/account.schema";
import { askReset } from "~/domains/identity/account/reset-password.server";
import { evenTime } from "~/platform/even-time";
import { readForm } from "~/platform/forms.server";
import { takeRates } from "~/platform/rates.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";

export const handle = { words: ["identity"] };

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, AskReset);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "reset.account": form.value.email, "reset.address": context.clientAddress });
    await evenTime(400, () => askReset(form.value.email));
    return data({ sentTo: form.value.email });
  });
}

export default function Forgot() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(AskReset, answer && "sentTo" in answer ? undefined : answer);
  const busy = useNavigation().state !== "idle";
  const back = (
    <Link className="link" to="/login">
      {t("forgot.back")}
    </Link>
  );
  if (answer && "sentTo" in answer)
    return (
      <OutsidePage title={t("forgot.sent_title")} purpose={t("forgot.sent_text", { email: answer.sentTo })}>
        {back}
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("forgot.title")} purpose={t("forgot.purpose")}>
      <Form method="post" className="stack g5" {...form}>
        <FormErrors faults={formFaults} title="" />
        <Field label={t("login.email")} name="email" error={fault("email")}>
          <Input size="lg" type="email" autoComplete="username" defaultValue={kept("email")} autoFocus />
        </Field>
        <Button kind="primary" size="lg" block busy={busy}>
          {t("forgot.verb")}
        </Button>
        {back}
      </Form>
    </OutsidePage>
  );
}
