import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listExports, requestExport } from "~/domains/privacy/company/export-company.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity", "privacy"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:export");
  return { exports: await inCompany(member, listExports) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:export");
  await requireSecondFactor(request);
  return redirectWithRefusal("/settings/export", async () => {
    await inCompany(member, requestExport);
    return redirectWithNotice("/settings/export", { code: "privacy:notice.export_asked" });
  });
}

export default function Export() {
  const { exports } = useLoaderData<typeof loader>();
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const busy = useNavigation().formMethod === "POST";
  return (
    <FormPage title={t("company.title")} purpose={t("company.purpose")} subnav={useSettingsNav()}>
      <FormSection title={t("company.make")} purpose={t("company.what")}>
        <Form method="post" className="row">
          <Button kind="primary" busy={busy}>
            {t("company.ask")}
          </Button>
        </Form>
      </FormSection>
      {exports.length > 0 && (
        <FormSection title={t("company.there_are")}>
          <ul className="plain stack g3">
            {exports.map(({ id, createdAt, megabytes }) => (
              <li key={id} className="row between">
                <span>
                  {date(createdAt)}
                  <span className="cell-2">
                    {megabytes === null
                      ? t("company.writing")
                      : t("company.size", { megabytes: Math.max(0.1, Math.round(megabytes * 10) / 10) })}
                  </span>
                </span>
                {megabytes !== null && (
                  <a className="btn" href={`/settings/export/${id}`} download>
                    <Icon of={Download} />
                    {t("company.take")}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </FormSection>
      )}
    </FormPage>
  );
}
