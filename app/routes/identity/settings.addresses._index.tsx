import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CompanyAddress } from "~/domains/identity/address/address.schema";
import { listAddresses, saveAddress } from "~/domains/identity/address/save-address.server";
import { AddressFields } from "~/domains/identity/ui/address-fields";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Badge } from "~/ui/controls/badge";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  return { addresses: await inCompany(member, listAddresses) };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const form = await readForm(request, CompanyAddress);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveAddress(ctx, form.value));
    return redirectWithNotice("/settings/addresses", { code: "identity:settings.addresses.added" });
  });
}

export default function Addresses() {
  const { addresses } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(CompanyAddress, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  return (
    <FormPage
      title={t("settings.addresses.title")}
      purpose={t("settings.addresses.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
    >
      {addresses.length > 0 && (
        <FormSection title={t("settings.addresses.list")}>
          <ul className="plain stack g3">
            {addresses.map(({ id, kind, label, streetAddress, postalCode, city, countryCode }) => (
              <li key={id} className="row g3">
                <span className="min-w-0">
                  <Link className="linked" to={`/settings/addresses/${id}`} prefetch="intent">
                    {label ?? streetAddress}
                  </Link>
                  <span className="cell-2">
                    <bdi>{[label && streetAddress, `${postalCode} ${city}`, countryCode].filter(Boolean).join(", ")}</bdi>
                  </span>
                </span>
                <span className="push">
                  <Badge tone="neutral">{t(`settings.addresses.kinds.${kind}`)}</Badge>
                </span>
              </li>
            ))}
          </ul>
        </FormSection>
      )}
      <Form key={addresses.length} method="post" {...form}>
        <FormSection title={t("settings.addresses.add")}>
          <AddressFields value={kept} fault={fault} />
          <div className="row">
            <Button kind="primary" busy={busy}>
              {t("settings.addresses.add")}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
