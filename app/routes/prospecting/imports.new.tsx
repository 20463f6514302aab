import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { UploadFields } from "~/domains/prospecting/import/import.schema";
import { startUpload } from "~/domains/prospecting/import/run/start-upload.server";
import { AboutPeople } from "~/domains/prospecting/ui/about-people";
import { DropZone } from "~/domains/prospecting/ui/drop-zone";
import { useKeptForm } from "~/domains/prospecting/ui/use-kept-form";
import { AppError } from "~/platform/errors";
import { requireCompany } from "~/platform/gate.server";
import { receiveUpload } from "~/platform/uploads.server";
import { Button } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireCompany(request, "prospect:import");
  return null;
}

/** The fields stand before the file in the form, so they are checked before the first byte of it is kept. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:import");
  const kept: Record<string, string> = {};
  try {
    const { importRunId } = await receiveUpload(request, (file, fields) => {
      Object.assign(kept, Object.fromEntries(fields));
      const said = UploadFields.safeParse(kept);
      if (said.success) return startUpload(company, file, said.data);
      const [issue] = said.error.issues;
      throw new AppError(issue!.message, { status: 422, field: String(issue!.path[0]) });
    });
    return redirect(`/imports/${importRunId}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { status = 409, field = "file", values } = error.detail;
    return data({ fault: { code: error.code, field, values: values ?? {} }, kept }, { status });
  }
}

export default function NewImport() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("prospecting");
  const { fault, faultOf, kept, isSending } = useKeptForm(answer);
  return (
    <FormPage
      title={t("import.upload.title")}
      purpose={t("import.upload.purpose")}
      crumbs={[{ label: t("import.many"), to: "/imports" }]}
      notice={fault && <FormErrors faults={[fault]} />}
    >
      <Form method="post" encType="multipart/form-data" className="stack">
        <FormSection title={t("import.upload.about_people")} purpose={t("import.upload.about_people_hint")}>
          <AboutPeople kept={kept} error={faultOf("sourceDetail")} />
        </FormSection>
        <FormSection title={t("import.upload.about_file")} purpose={t("import.upload.about_file_hint")}>
          <Field label={t("import.upload.file")} labelHidden name="file" error={faultOf("file")} required>
            <DropZone accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain,text/tab-separated-values" label={t("import.upload.drop")} />
          </Field>
          <div>
            <Button kind="primary" icon={FileUp} busy={isSending}>
              {isSending ? t("import.upload.sending") : t("import.upload.verb")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
