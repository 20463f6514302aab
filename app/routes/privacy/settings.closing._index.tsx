import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { askClosing } from "~/domains/privacy/closing/ask-closing.server";
import { readClosing } from "~/domains/privacy/closing/closing.queries.server";
import { endOf, keptUntil, laws, reminderOf } from "~/domains/privacy/closing/closing.rules";
import { AskClosing } from "~/domains/privacy/closing/closing.schema";
import { ClosingCalendar } from "~/domains/privacy/ui/closing-calendar";
import { now } from "~/platform/clock";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { Input } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity", "privacy"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:close");
  const { name, closing } = await inCompany(member, readClosing);
  const from = closing?.requestedAt ?? now();
  const end = closing?.endsAt ?? endOf(from);
  const kept = laws.map((law) => ({ law, until: keptUntil(law, end) }));
  return { name, closing, calendar: { from, reminder: reminderOf(end), end, kept } };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:close");
  await requireSecondFactor(request);
  const form = await readForm(request, AskClosing);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => askClosing(ctx, form.value));
    return redirectWithNotice("/settings/closing", { code: "privacy:closing.notice_asked" });
  });
}

export default function Closing() {
  const { name, closing, calendar } = useLoaderData<typeof loader>();
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  const busy = useNavigation().formMethod === "POST";
  return (
    <FormPage
      title={t("closing.title")}
      purpose={t("closing.purpose")}
      subnav={useSettingsNav()}
      notice={
        closing && (
          <Callout tone="warning" title={t("closing.running", { date: date(closing.endsAt) })}>
            {closing.by ? t("closing.asked_by", { name: closing.by, date: date(closing.requestedAt) }) : t("closing.sends_nothing")}
          </Callout>
        )
      }
    >
      <FormSection title={t("closing.calendar")} purpose={t("closing.calendar_purpose")}>
        <ClosingCalendar {...calendar} />
      </FormSection>
      <FormSection title={t("closing.take_title")} purpose={t("closing.take_purpose")}>
        <div className="row">
          <ButtonLink to="/settings/export" icon={Download}>
            {t("closing.take")}
          </ButtonLink>
        </div>
      </FormSection>
      {closing ? (
        <Form method="post" action="/settings/closing/cancel">
          <FormSection title={t("closing.cancel_title")} purpose={t("closing.cancel_purpose")}>
            <div className="row">
              <Button kind="primary" busy={busy}>
                {t("closing.cancel")}
              </Button>
            </div>
          </FormSection>
        </Form>
      ) : (
        <AskForm name={name} busy={busy} />
      )}
    </FormPage>
  );
}

function AskForm({ name, busy }: { name: string; busy: boolean }) {
  const { t } = useTranslation("privacy");
  const { form, fault, formFaults, kept } = useSchemaForm(AskClosing, useActionData<typeof action>());
  return (
    <Form method="post" {...form}>
      <FormSection title={t("closing.ask_title")} purpose={t("closing.ask_purpose")}>
        <FormErrors faults={formFaults} title="" />
        <Field label={t("closing.name")} name="name" error={fault("name")} hint={t("closing.name_hint", { name })}>
          <Input defaultValue={kept("name")} autoComplete="off" maxLength={200} />
        </Field>
        <Check name="understood" value="yes" label={t("closing.understood")} aria-invalid={Boolean(fault("understood"))} />
        {fault("understood") && <p className="error">{fault("understood")}</p>}
        <div className="row">
          <Button kind="danger-solid" busy={busy}>
            {t("closing.ask")}
          </Button>
        </div>
      </FormSection>
    </Form>
  );
}
