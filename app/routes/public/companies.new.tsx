import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FoundCompany } from "~/domains/identity/company/company.schema";
import { enterCompany } from "~/domains/identity/company/enter-company.server";
import { foundCompany } from "~/domains/identity/company/found-company.server";
import { readForm } from "~/platform/forms.server";
import { requireUser } from "~/platform/gate.server";
import { languageFor } from "~/platform/i18n.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { takeRates } from "~/platform/rates.server";
import { useSchemaForm } from "~/platform/use-form";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { Input } from "~/ui/forms/inputs";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const { companyId } = await requireUser(request);
  return { back: companyId ? "/" : "/no-company" };
}

export async function action({ request }: ActionFunctionArgs) {
  const { userId, emailVerified } = await requireUser(request);
  const form = await readForm(request, FoundCompany);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await takeRates({ "company.account": userId });
    const { name } = form.value;
    const { companyId } = await foundCompany({ name, userId, emailVerified }, { language: await languageFor(request) });
    const cookie = await enterCompany(request, { userId, companyId });
    return redirectWithNotice("/", { code: "identity:company.founded", values: { name } }, [["Set-Cookie", cookie]]);
  });
}

export default function NewCompany() {
  const { back } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(FoundCompany, useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <OutsidePage title={t("company.found_title")} purpose={t("company.found_purpose")}>
      {/* Answered by a new document: nothing of the company one comes from stays in the browser's memory. */}
      <Form method="post" className="stack g5" reloadDocument {...form}>
        <FormErrors faults={formFaults} title="" />
        <Field label={t("signup.company")} name="name" error={fault("name")}>
          <Input size="lg" autoComplete="organization" defaultValue={kept("name")} autoFocus />
        </Field>
        <Button kind="primary" size="lg" block busy={busy}>
          {t("company.found_verb")}
        </Button>
        <Link className="link" to={back}>
          {t("company.found_back")}
        </Link>
      </Form>
    </OutsidePage>
  );
}
