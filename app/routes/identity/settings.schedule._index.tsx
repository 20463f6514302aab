import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { saveStretch } from "~/domains/identity/schedule/save-stretch.server";
import { listStretches, reachedColleagues } from "~/domains/identity/schedule/schedule.queries.server";
import { Stretch } from "~/domains/identity/schedule/schedule.schema";
import { ColleagueTabs } from "~/domains/identity/ui/colleague-tabs";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Table } from "~/ui/data/table";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "schedule:read");
  const asked = new URL(request.url).searchParams.get("user");
  const facts = await inCompany(member, async (ctx) => {
    const people = await reachedColleagues(ctx);
    const who = people.find(({ id }) => id === asked) ?? people[0]!;
    return { people, who, stretches: await listStretches(ctx, who.id) };
  });
  return { ...facts, mayChange: member.may("schedule:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const form = await readForm(request, Stretch);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => saveStretch(ctx, form.value));
    return redirectWithNotice(`/settings/schedule?user=${form.value.userId}`, { code: "identity:settings.schedule.added" });
  });
}

export default function Schedule() {
  const { people, who, stretches, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { language } = useFormat();
  const { form, fault, faults, kept } = useSchemaForm(Stretch, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  // The first of January 2024 was a Monday.
  const weekday = (number: number) =>
    new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, number)));
  const clock = (name: "startsAt" | "endsAt", type = "time") => (
    <Field label={t(`settings.schedule.${name}`)} name={name} error={fault(name)}>
      <Input type={type} defaultValue={kept(name)} />
    </Field>
  );
  const day = (name: "validFrom" | "validUntil") => (
    <Field label={t(`settings.schedule.${name}`)} name={name} error={fault(name)} optional>
      <Input type="date" defaultValue={kept(name)} />
    </Field>
  );
  const validity = (from: string | null, until: string | null) => [from && `≥ ${from}`, until && `≤ ${until}`].filter(Boolean).join(" ");
  return (
    <FormPage
      title={t("settings.schedule.title")}
      purpose={t("settings.schedule.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
    >
      <ColleagueTabs people={people} who={who} base="/settings/schedule" />
      <FormSection title={t("settings.schedule.week", { name: who.name })}>
        {stretches.length === 0 ? (
          <p className="muted">{t("settings.schedule.none")}</p>
        ) : (
          <Table
            label={t("settings.schedule.title")}
            heads={[
              { label: t("settings.schedule.weekday") },
              { label: t("settings.schedule.hours") },
              { label: t("settings.schedule.validity") },
              { label: <span className="sr-only">{t("settings.schedule.delete")}</span> },
            ]}
          >
            {stretches.map(({ id, weekday: on, startsAt, endsAt, validFrom, validUntil }) => (
              <tr key={id}>
                <td>{weekday(on)}</td>
                <td className="num">
                  <bdi>
                    {startsAt}–{endsAt}
                  </bdi>
                </td>
                <td className="muted">{validity(validFrom, validUntil)}</td>
                <td>
                  {mayChange && (
                    <Form method="post" action={`/settings/schedule/${id}/delete`}>
                      <Button kind="quiet" size="sm" aria-label={`${t("settings.schedule.delete")} ${weekday(on)} ${startsAt}`}>
                        {t("settings.schedule.delete")}
                      </Button>
                    </Form>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </FormSection>
      {mayChange && (
        <Form key={`${who.id} ${stretches.length}`} method="post" {...form}>
          <FormSection title={t("settings.schedule.add")}>
            <input type="hidden" name="userId" value={who.id} />
            <FormGrid>
              <Field label={t("settings.schedule.weekday")} name="weekday" error={fault("weekday")} className="span-2">
                <Select
                  defaultValue={kept("weekday") ?? "1"}
                  options={[1, 2, 3, 4, 5, 6, 7].map((number) => ({ value: String(number), label: weekday(number) }))}
                />
              </Field>
              {clock("startsAt")}
              {clock("endsAt")}
              {day("validFrom")}
              {day("validUntil")}
            </FormGrid>
            <div className="row">
              <Button kind="primary" busy={busy}>
                {t("settings.schedule.add")}
              </Button>
            </div>
          </FormSection>
        </Form>
      )}
    </FormPage>
  );
}
