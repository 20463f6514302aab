import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CompanyAddress } from "~/domains/identity/address/address.schema";
import { getAddress, saveAddress } from "~/domains/identity/address/save-address.server";
import { AddressFields } from "~/domains/identity/ui/address-fields";
import { valuesOf } from "~/domains/identity/ui/form-values";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { ConfirmDialog } from "~/ui/overlays/confirm-dialog";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const id = idFrom(params.addressId);
  return { address: await inCompany(member, (ctx) => getAddress(ctx, id)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const id = idFrom(params.addressId);
  const form = await readForm(request, CompanyAddress);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveAddress(ctx, { ...form.value, id }));
    return redirectWithNotice("/settings/addresses", { code: "identity:settings.saved" });
  });
}

export default function EditAddress() {
  const { address } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(CompanyAddress, useActionData<typeof action>());
  const [isAsking, ask] = useState(false);
  const busy = useNavigation().formMethod === "POST";
  const name = address.label ?? address.streetAddress ?? "";
  return (
    <FormPage
      title={name}
      crumbs={[{ label: t("settings.addresses.title"), to: "/settings/addresses" }]}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("settings.save")} busy={busy} />}
    >
      <Form key={JSON.stringify(address)} method="post" {...form}>
        <FormSection title={t("settings.addresses.one")}>
          <AddressFields value={valuesOf(address, kept)} fault={fault} />
        </FormSection>
      </Form>
      <div className="row">
        <Button type="button" kind="danger" onClick={() => ask(true)}>
          {t("settings.addresses.delete")}
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onClose={() => ask(false)}
        title={t("settings.addresses.delete_title", { name })}
        verb={t("settings.addresses.delete")}
        form={{ action: `/settings/addresses/${address.id}/delete`, fields: {} }}
        danger
      >
        {t("settings.addresses.delete_hint")}
      </ConfirmDialog>
    </FormPage>
  );
}
