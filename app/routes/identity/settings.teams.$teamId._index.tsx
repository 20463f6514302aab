import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveTeam } from "~/domains/identity/team/save-team.server";
import { findTeam, listColleagues } from "~/domains/identity/team/team.queries.server";
import { TeamForm } from "~/domains/identity/team/team.schema";
import { colleagueOf, TeamFields } from "~/domains/identity/ui/team-fields";
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
  const company = await requireCompany(request, "member:read");
  const { team, colleagues } = await inCompany(company, async (ctx) => ({
    team: await findTeam(ctx, idFrom(params.teamId)),
    colleagues: (await listColleagues(ctx)).map(colleagueOf),
  }));
  return { team, colleagues, mayChange: company.may("member:change") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "member:change");
  const teamId = idFrom(params.teamId);
  const form = await readForm(request, TeamForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => saveTeam(ctx, { ...form.value, teamId, held: company.rights }));
    return redirectWithNotice(`/settings/teams/${teamId}`, { code: "identity:access.notice.team_saved" });
  });
}

export default function Team() {
  const { team, colleagues, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, faults } = useSchemaForm(TeamForm, useActionData<typeof action>());
  const [asking, ask] = useState(false);
  const members = team.teamMembers.map(({ userId }) => userId);
  return (
    <FormPage
      title={team.name}
      crumbs={[{ label: t("access.teams"), to: "/settings/teams" }]}
      purpose={t("access.team.purpose")}
      subnav={useSettingsNav()}
      notice={faults.length > 0 && <FormErrors faults={faults} />}
      save={mayChange && <SaveBar formId={form.id} verb={t("access.team.save")} busy={useNavigation().state === "submitting"} />}
    >
      <Form key={JSON.stringify(team)} method="post" {...form}>
        <FormSection title={t("access.team.members")}>
          <TeamFields colleagues={colleagues} fault={fault} team={{ ...team, members }} disabled={!mayChange} />
        </FormSection>
      </Form>
      {mayChange && (
        <div className="row">
          <Button type="button" kind="danger" onClick={() => ask(true)}>
            {t("access.team.delete")}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => ask(false)}
        title={t("access.team.delete")}
        verb={t("access.team.delete")}
        form={{ action: `/settings/teams/${team.id}/delete`, fields: {} }}
        danger
      >
        {t("access.team.delete_text")}
      </ConfirmDialog>
    </FormPage>
  );
}
