import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { saveTeam } from "~/domains/identity/team/save-team.server";
import { listColleagues, listTeams } from "~/domains/identity/team/team.queries.server";
import { TeamForm } from "~/domains/identity/team/team.schema";
import { colleagueOf, TeamFields } from "~/domains/identity/ui/team-fields";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "member:read");
  const { teams, colleagues } = await inCompany(company, async (ctx) => ({
    teams: await listTeams(ctx),
    colleagues: (await listColleagues(ctx)).map(colleagueOf),
  }));
  return { teams, colleagues, mayChange: company.may("member:change") };
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "member:change");
  const form = await readForm(request, TeamForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveTeam(ctx, { ...form.value, held: company.rights }));
    return redirectWithNotice("/settings/teams", { code: "identity:access.notice.team_saved" });
  });
}

export default function Teams() {
  const { teams, colleagues, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults } = useSchemaForm(TeamForm, useActionData<typeof action>());
  const nameOf = (id: string | null) => colleagues.find((colleague) => colleague.id === id)?.name;
  return (
    <FormPage title={t("access.teams")} purpose={t("access.team.purpose")} subnav={useSettingsNav()}>
      <FormSection title={t("access.teams")}>
        {teams.length === 0 && <p className="muted">{t("access.team.none")}</p>}
        <ul className="plain stack g3">
          {teams.map(({ id, name, leaderId, teamMembers }) => (
            <li key={id} className="row g3">
              <span>
                <Link className="linked" to={`/settings/teams/${id}`} prefetch="intent">
                  {name}
                </Link>
                {nameOf(leaderId) && <span className="block meta muted">{t("access.team.led", { name: nameOf(leaderId) })}</span>}
              </span>
              <span className="push muted">{t("access.members", { count: teamMembers.length })}</span>
            </li>
          ))}
        </ul>
      </FormSection>
      {mayChange && (
        <Form key={teams.length} method="post" {...form}>
          <FormSection title={t("access.team.new")}>
            <FormErrors faults={formFaults} title="" />
            <TeamFields colleagues={colleagues} fault={fault} />
            <div className="row">
              <Button>{t("access.team.create")}</Button>
            </div>
          </FormSection>
        </Form>
      )}
    </FormPage>
  );
}
