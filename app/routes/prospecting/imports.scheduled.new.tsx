import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { createScheduledImport } from "~/domains/prospecting/import/scheduled/create-scheduled-import.server";
import { faultOfScheduled, NewScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.schema";
import { AboutPeople } from "~/domains/prospecting/ui/about-people";
import { ScheduledFields } from "~/domains/prospecting/ui/scheduled-fields";
import { ScheduledWays } from "~/domains/prospecting/ui/scheduled-ways";
import { useKeptForm } from "~/domains/prospecting/ui/use-kept-form";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireCompany(request, "prospect:import");
  return null;
}

/** The list is fetched at once, so that an address which gives none is refused here and not at night. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const kept = Object.fromEntries(await formDataOf(request)) as Record<string, string>;
  const said = NewScheduledImport.safeParse(kept);
  try {
    if (!said.success) throw faultOfScheduled(said.error);
    const { importRunId } = await createScheduledImport(company, said.data);
    return redirect(`/imports/${importRunId}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.detail.status === 403) throw error;
    const { status = 409, field = "address", values } = error.detail;
    const at = field === "file" ? "address" : field;
    return data({ fault: { code: error.code, field: at, values: values ?? {} }, kept }, { status });
  }
}

export default function NewScheduled() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("prospecting");
  const { fault, faultOf, kept, isSending } = useKeptForm(answer);
  return (
    <FormPage
      title={t("import.scheduled.new")}
      purpose={t("import.scheduled.purpose")}
      crumbs={[{ label: t("import.scheduled.many"), to: "/imports/scheduled" }]}
      notice={fault && <FormErrors faults={[fault]} />}
    >
      <ScheduledWays />
      <Form method="post" className="stack">
        <ScheduledFields kept={kept} faultOf={faultOf} />
        <FormSection title={t("import.upload.about_people")} purpose={t("import.upload.about_people_hint")}>
          <AboutPeople kept={kept} error={faultOf("sourceDetail")} />
          <div>
            <Button kind="primary" icon={CalendarClock} busy={isSending}>
              {isSending ? t("import.scheduled.fetching") : t("import.scheduled.verb")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
