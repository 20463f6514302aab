import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { recordTime } from "~/domains/identity/schedule/record-time.server";
import { listTime, reachedColleagues } from "~/domains/identity/schedule/schedule.queries.server";
import { ManualEntry } from "~/domains/identity/schedule/schedule.schema";
import { readSettings } from "~/domains/identity/setting/save-settings.server";
import { ColleagueTabs } from "~/domains/identity/ui/colleague-tabs";
import { TimeClock } from "~/domains/identity/ui/time-clock";
import { TimeTable } from "~/domains/identity/ui/time-table";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "schedule:read");
  const { searchParams } = new URL(request.url);
  const [asked, edge] = [searchParams.get("user"), searchParams.get("before")];
  const before = isId(edge) ? edge : undefined;
  const facts = await inCompany(member, async (ctx) => {
    const people = await reachedColleagues(ctx);
    const who = people.find(({ id }) => id === asked) ?? people[0]!;
    const activities = (await readSettings(ctx))["time.activities"].split("\n").map((line) => line.trim());
    return { people, who, ...(await listTime(ctx, { userId: who.id, before })), activities: activities.filter(Boolean), now: ctx.now };
  });
  return { ...facts, me: member.actor.id, mayChange: member.may("schedule:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "schedule:change");
  const form = await readForm(request, ManualEntry);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => recordTime(ctx, form.value));
    return redirectWithNotice(`/settings/time?user=${form.value.userId}`, { code: "identity:settings.time.recorded" });
  });
}

export default function Time() {
  const { people, who, entries, next, running, weekMinutes, activities, me, mayChange, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults, kept } = useSchemaForm(ManualEntry, useActionData<typeof action>());
  const busy = useNavigation().formMethod === "POST";
  const line = (name: "day" | "from" | "until" | "breakMinutes", type: string) => (
    <Field label={t(`settings.time.${name}`)} name={name} error={fault(name)}>
      <Input type={type} defaultValue={kept(name) ?? (name === "breakMinutes" ? "0" : undefined)} />
    </Field>
  );
  return (
    <FormPage
      title={t("settings.time.title")}
      purpose={t("settings.time.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
    >
      <ColleagueTabs people={people} who={who} base="/settings/time" />
      <datalist id="time-activities">
        {activities.map((activity) => (
          <option key={activity} value={activity} />
        ))}
      </datalist>
      {who.id === me && mayChange && <TimeClock running={running} now={now} />}
      <FormSection
        title={t("settings.time.worked", { name: who.name })}
        purpose={t("settings.time.week", { hours: Math.floor(weekMinutes / 60), minutes: weekMinutes % 60 })}
      >
        <TimeTable entries={entries} mayChange={mayChange} />
        {next && (
          <ButtonLink size="sm" to={`?user=${who.id}&before=${next}`}>
            {t("settings.time.older")}
          </ButtonLink>
        )}
      </FormSection>
      {mayChange && (
        <Form key={`${who.id} ${entries[0]?.id}`} method="post" {...form}>
          <FormSection title={t("settings.time.add")}>
            <input type="hidden" name="userId" value={who.id} />
            <FormGrid>
              {line("day", "date")}
              {line("breakMinutes", "number")}
              {line("from", "time")}
              {line("until", "time")}
              <Field label={t("settings.time.activity")} name="activity" error={fault("activity")} className="span-2" optional>
                <Input list="time-activities" defaultValue={kept("activity")} />
              </Field>
              <Field label={t("settings.time.note")} name="note" error={fault("note")} className="span-2" optional>
                <Textarea rows={2} defaultValue={kept("note")} />
              </Field>
            </FormGrid>
            <div className="row">
              <Button kind="primary" busy={busy}>
                {t("settings.time.add")}
              </Button>
            </div>
          </FormSection>
        </Form>
      )}
    </FormPage>
  );
}
