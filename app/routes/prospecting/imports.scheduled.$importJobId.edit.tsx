import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MailedImport } from "~/domains/prospecting/import/mailed/mailed.schema";
import { changeMailedImport } from "~/domains/prospecting/import/mailed/save-mailed-import.server";
import { changeScheduledImport } from "~/domains/prospecting/import/scheduled/change-scheduled-import.server";
import { getScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { ChangedScheduledImport, faultOfScheduled } from "~/domains/prospecting/import/scheduled/scheduled.schema";
import { AboutPeople } from "~/domains/prospecting/ui/about-people";
import { MailedFields } from "~/domains/prospecting/ui/mailed-fields";
import { ScheduledFields } from "~/domains/prospecting/ui/scheduled-fields";
import { useKeptForm } from "~/domains/prospecting/ui/use-kept-form";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["prospecting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const { id, name, schedule, sourceDetail, legalBasis, allowedSenders } = await inCompany(company, (ctx) =>
    getScheduledImport(ctx, idFrom(params.importJobId)),
  );
  const hours = schedule && { cadence: schedule.cadence, hour: String(schedule.hour), weekday: String(schedule.weekday) };
  const said: Record<string, string> = { name, sourceDetail: sourceDetail ?? "", legalBasis, ...hours, senders: allowedSenders.join("\n") };
  return { id, name, said, isMailed: schedule === null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const importJobId = idFrom(params.importJobId);
  const kept = Object.fromEntries(await formDataOf(request)) as Record<string, string>;
  const isMailed = kept.senders !== undefined;
  try {
    if (isMailed) {
      const said = MailedImport.safeParse(kept);
      if (!said.success) throw faultOfScheduled(said.error);
      await inCompany(company, (ctx) => changeMailedImport(ctx, { importJobId, ...said.data }));
    } else {
      const said = ChangedScheduledImport.safeParse(kept);
      if (!said.success) throw faultOfScheduled(said.error);
      await inCompany(company, (ctx) => changeScheduledImport(ctx, { importJobId, ...said.data }));
    }
    return redirectWithNotice(`/imports/scheduled/${importJobId}`, { code: "prospecting:notice.scheduled_changed" });
  } catch (error) {
    if (!(error instanceof AppError) || error.detail.status === 403 || error.detail.status === 404) throw error;
    const { status = 409, field = "address", values } = error.detail;
    return data({ fault: { code: error.code, field, values: values ?? {} }, kept }, { status });
  }
}

export default function ChangeScheduled() {
  const { id, name, said, isMailed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("prospecting");
  const { fault, faultOf, kept, isSending } = useKeptForm(answer, said);
  return (
    <FormPage
      title={t("import.scheduled.change")}
      crumbs={[
        { label: t("import.scheduled.many"), to: "/imports/scheduled" },
        { label: name, to: `/imports/scheduled/${id}` },
      ]}
      notice={fault && <FormErrors faults={[fault]} />}
    >
      <Form method="post" className="stack">
        {isMailed ? <MailedFields kept={kept} faultOf={faultOf} /> : <ScheduledFields kept={kept} faultOf={faultOf} isChange />}
        <FormSection title={t("import.upload.about_people")} purpose={t("import.scheduled.about_next")}>
          <AboutPeople kept={kept} error={faultOf("sourceDetail")} />
          <div>
            <Button kind="primary" busy={isSending}>
              {t("import.scheduled.save")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
