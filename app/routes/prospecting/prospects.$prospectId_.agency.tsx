import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AgencyProfileForm } from "~/domains/prospecting/agency/agency-profile.schema";
import { agencyFacts, competitorsOf } from "~/domains/prospecting/agency/agency.queries.server";
import { requirePack } from "~/domains/prospecting/agency/require-pack.server";
import { saveAgencyProfile } from "~/domains/prospecting/agency/save-agency-profile.server";
import { prospectName } from "~/domains/prospecting/prospect/prospect-name.rules";
import { signalsOf } from "~/domains/prospecting/signal/signals.queries.server";
import { AgencyFields } from "~/domains/prospecting/ui/market/agency-form";
import { CompetitorTable } from "~/domains/prospecting/ui/market/competitor-table";
import { ListingCourse, PortalCosts } from "~/domains/prospecting/ui/market/agency-figures";
import { SignalLines } from "~/domains/prospecting/ui/market/signal-lines";
import { SiteMaturity } from "~/domains/prospecting/ui/market/site-account";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection, SaveBar } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? prospectName(data.agency) : ""} · Essor` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const id = idFrom(params.prospectId);
  const page = await inCompany(company, async (ctx) => {
    await requirePack(ctx);
    const agency = found(await agencyFacts(ctx, id));
    return { agency, competitors: await competitorsOf(ctx, agency), signals: await signalsOf(ctx, id), now: ctx.now };
  });
  return { ...page, mayChange: company.may("prospect:change") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const id = idFrom(params.prospectId);
  const form = await readForm(request, AgencyProfileForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveAgencyProfile(ctx, id, form.value));
    return redirectWithNotice(`/prospects/${id}/agency`, { code: "prospecting:agency.saved" });
  });
}

/** A prospect as an agency: its profile, what its website shows, whom it competes with, what the market says of it. */
export default function AgencyPage() {
  const { agency, competitors, signals, now, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const { form, fault, faults, kept } = useSchemaForm(AgencyProfileForm, useActionData<typeof action>());
  const address = `/prospects/${agency.id}/agency`;
  const busy = useNavigation().formAction === address;
  const name = prospectName(agency);
  return (
    <FormPage
      title={t("agency.title", { name })}
      crumbs={[
        { label: t("prospect.many"), to: "/prospects" },
        { label: name, to: `/prospects/${agency.id}` },
      ]}
      purpose={t("agency.purpose")}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={mayChange && <SaveBar formId={form.id} verb={t("agency.save")} busy={busy} />}
    >
      {signals.length > 0 && (
        <FormSection title={t("market_signal.many")}>
          <SignalLines signals={signals} />
        </FormSection>
      )}
      <Form key={JSON.stringify([agency.listings, agency.portals, agency.networkName])} method="post" {...form}>
        <fieldset disabled={!mayChange} className="plain">
          <legend className="sr-only">{t("agency.profile")}</legend>
          <AgencyFields agency={agency} kept={kept} fault={fault} />
        </fieldset>
      </Form>
      <PortalCosts portals={agency.portals} />
      <ListingCourse listings={agency.listings} />
      <FormSection title={t("maturity.title")} purpose={t("maturity.purpose")}>
        <SiteMaturity site={agency.site} now={now} />
        {mayChange &&
          (agency.websiteUrl ? (
            <Form method="post" action={`/prospects/${agency.id}/site`}>
              <Button kind="secondary" icon={RefreshCw}>
                {t("maturity.read")}
              </Button>
            </Form>
          ) : (
            <p className="muted">{t("maturity.no_address")}</p>
          ))}
      </FormSection>
      {competitors.length > 0 && (
        <FormSection title={t("agency.competitors")} purpose={t("agency.competitors_purpose", { city: agency.city })}>
          <CompetitorTable competitors={competitors} />
        </FormSection>
      )}
    </FormPage>
  );
}
