import { useNavigation, useSubmit } from "@remix-run/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { filterToUrl, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { useSchemaForm } from "~/platform/use-form";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";
import type { AudienceCount as Count } from "../campaign/campaign.rules";
import { CampaignForm } from "../campaign/campaign.schema";
import { AudienceCount } from "./audience-count";
import { AudienceFields } from "./audience-fields";
import { CampaignFields } from "./campaign-fields";

interface Props {
  title: string;
  /** Where the audience is counted and the campaign is sent. */
  path: string;
  products: Array<{ id: string; name: string }>;
  /** Segments that can be the audience. */
  segments: Array<{ id: string; name: string }>;
  filter: ProspectFilter;
  count: Count;
  values?: Record<string, string | undefined>;
  lastResult: unknown;
}

const pause = 400;

/** The audience as filters in the address, counted as one types; and below it what the campaign says. */
export function CampaignEditor({ title, path, products, segments, filter, count, values = {}, lastResult }: Props) {
  const { t } = useTranslation("outreach");
  const { form, fault, faults, kept } = useSchemaForm(CampaignForm, lastResult);
  const wasSent = kept("tone") !== undefined;
  const submit = useSubmit();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const navigation = useNavigation();
  const address = filterToUrl(filter);
  return (
    <FormPage
      title={title}
      purpose={t("campaign.purpose")}
      crumbs={[{ label: t("campaigns.title"), to: "/campaigns" }]}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={<SaveBar formId={form.id} verb={t("campaign.save")} busy={navigation.state !== "idle" && navigation.formMethod === "POST"} />}
    >
      <Form
        method="get"
        action={path}
        onChange={(event) => {
          const audience = event.currentTarget;
          clearTimeout(waiting.current);
          waiting.current = setTimeout(() => submit(audience, { replace: true, preventScrollReset: true }), pause);
        }}
      >
        <FormSection title={t("campaign.audience.title")} purpose={t("campaign.audience.purpose")}>
          <AudienceFields filter={filter} hidden={[...new URLSearchParams(address)]} segments={segments} />
          <div className="row g2">
            <Button kind="secondary">{t("campaign.audience.count")}</Button>
            <ButtonLink kind="quiet" to={`/prospects?${address}`}>
              {t("campaign.audience.list")}
            </ButtonLink>
          </div>
          <AudienceCount count={count} />
        </FormSection>
      </Form>
      <Form method="post" action={path} {...form}>
        <input type="hidden" name="filter" value={address} />
        <CampaignFields products={products} value={(name) => (wasSent ? kept(name) : values[name])} fault={fault} />
      </Form>
    </FormPage>
  );
}
