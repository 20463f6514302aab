import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import { canReceiveLists } from "~/domains/prospecting/import/mailed/inbound-address.server";
import { MailedImport } from "~/domains/prospecting/import/mailed/mailed.schema";
import { createMailedImport } from "~/domains/prospecting/import/mailed/save-mailed-import.server";
import { faultOfScheduled } from "~/domains/prospecting/import/scheduled/scheduled.schema";
import { AboutPeople } from "~/domains/prospecting/ui/about-people";
import { MailedFields } from "~/domains/prospecting/ui/mailed-fields";
import { ScheduledWays } from "~/domains/prospecting/ui/scheduled-ways";
import { useKeptForm } from "~/domains/prospecting/ui/use-kept-form";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { Callout } from "~/ui/surfaces/card";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireCompany(request, "prospect:import");
  return { canReceive: canReceiveLists() };
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const kept = Object.fromEntries(await formDataOf(request)) as Record<string, string>;
  const said = MailedImport.safeParse(kept);
  try {
    if (!said.success) throw faultOfScheduled(said.error);
    const { importJobId } = await inCompany(company, (ctx) => createMailedImport(ctx, said.data));
    return redirect(`/imports/scheduled/${importJobId}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.detail.status === 403) throw error;
    const { status = 409, field = "senders", values } = error.detail;
    return data({ fault: { code: error.code, field, values: values ?? {} }, kept }, { status });
  }
}

export default function NewMailed() {
  const { canReceive } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("prospecting");
  const { fault, faultOf, kept, isSending } = useKeptForm(answer);
  return (
    <FormPage
      title={t("import.scheduled.new_mail")}
      purpose={t("import.scheduled.purpose_mail")}
      crumbs={[{ label: t("import.scheduled.many"), to: "/imports/scheduled" }]}
      notice={fault ? <FormErrors faults={[fault]} /> : !canReceive && <Callout tone="warning">{t("import.scheduled.no_inbound")}</Callout>}
    >
      <ScheduledWays />
      <Form method="post" className="stack">
        <MailedFields kept={kept} faultOf={faultOf} />
        <FormSection title={t("import.upload.about_people")} purpose={t("import.upload.about_people_hint")}>
          <AboutPeople kept={kept} error={faultOf("sourceDetail")} />
          <div>
            <Button kind="primary" icon={Mail} busy={isSending}>
              {t("import.scheduled.verb_mail")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
