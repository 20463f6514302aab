import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useNavigation } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { createScheduledImport } from "~/domains/prospecting/import/scheduled/create-scheduled-import.server";
import { cadences, hours } from "~/domains/prospecting/import/scheduled/schedule.rules";
import { NewScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.schema";
import { AboutPeople } from "~/domains/prospecting/ui/about-people";
import { useScheduleWords } from "~/domains/prospecting/ui/scheduled-import";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { errorKey } from "~/platform/i18n";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
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
    if (!said.success) {
      const [issue] = said.error.issues;
      const code = issue!.message.includes(".") ? issue!.message : "platform.form.invalid";
      throw new AppError(code, { status: 422, field: String(issue!.path[0]) });
    }
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
  const { day, hour } = useScheduleWords();
  const isSending = useNavigation().formMethod === "POST";
  const fault = answer && { field: answer.fault.field, message: t(errorKey(answer.fault.code), answer.fault.values) };
  const faultOf = (field: string) => (fault?.field === field ? fault.message : undefined);
  const kept: Record<string, string> = answer?.kept ?? {};
  return (
    <FormPage
      title={t("import.scheduled.new")}
      purpose={t("import.scheduled.purpose")}
      crumbs={[{ label: t("import.scheduled.many"), to: "/imports/scheduled" }]}
      notice={fault && <FormErrors faults={[fault]} />}
    >
      <Form method="post" className="stack">
        <FormSection title={t("import.scheduled.about")} purpose={t("import.scheduled.about_hint")}>
          <Field label={t("import.scheduled.name")} name="name" error={faultOf("name")} required>
            <Input maxLength={100} minLength={2} defaultValue={kept.name} />
          </Field>
          <Field
            label={t("import.scheduled.address")}
            name="address"
            hint={t("import.scheduled.address_hint")}
            error={faultOf("address")}
            required
          >
            <Input maxLength={2000} inputMode="url" dir="ltr" defaultValue={kept.address} />
          </Field>
          <FormGrid>
            <Field label={t("import.scheduled.cadence")} name="cadence">
              <Select
                defaultValue={kept.cadence ?? cadences[0]}
                options={cadences.map((value) => ({ value, label: t(`import.scheduled.${value}`) }))}
              />
            </Field>
            <Field label={t("import.scheduled.weekday")} name="weekday">
              <Select
                defaultValue={kept.weekday ?? "1"}
                options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value: String(value), label: day(value) }))}
              />
            </Field>
            <Field label={t("import.scheduled.hour")} name="hour">
              <Select defaultValue={kept.hour ?? "6"} options={hours.map((value) => ({ value: String(value), label: hour(value) }))} />
            </Field>
          </FormGrid>
        </FormSection>
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
