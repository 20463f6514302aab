import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { leaveCompany } from "~/domains/identity/member/deactivate-member.server";
import { countOwned } from "~/domains/identity/member/hand-over.server";
import { listSuccessors } from "~/domains/identity/member/member.queries.server";
import { LeaveCompany } from "~/domains/identity/member/member.schema";
import { HandOver } from "~/domains/identity/ui/hand-over";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { openSession } from "~/platform/session.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Check } from "~/ui/forms/checks";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormSection } from "~/ui/forms/form-parts";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const facts = await inCompany(member, async (ctx) => ({
    company: (await ctx.db.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { name: true } })).name,
    owned: await countOwned(ctx, ctx.actor.id),
    successors: await listSuccessors(ctx, ctx.actor.id),
  }));
  return facts;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const form = await readForm(request, LeaveCompany);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(member, (ctx) => leaveCompany(ctx, form.value), { bulk: true });
    const userId = member.actor.id;
    // The session that worked here ended with the membership; the person stays logged in, elsewhere or nowhere.
    const place = { userId, companyId: await firstCompanyOf(userId), clientAddress: context.clientAddress };
    return redirect(place.companyId ? "/" : "/no-company", { headers: { "Set-Cookie": await openSession(request, place) } });
  });
}

export default function Leave() {
  const { company, owned, successors } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(LeaveCompany, useActionData<typeof action>());
  const busy = useNavigation().formAction === "/settings/team/leave";
  return (
    <FormPage
      title={t("member.leave_title", { company })}
      purpose={t("member.leave_purpose")}
      crumbs={[{ label: t("settings.team"), to: "/settings/team" }]}
      subnav={useSettingsNav()}
      notice={formFaults.length > 0 && <FormErrors faults={formFaults} title="" />}
    >
      <Form method="post" reloadDocument {...form}>
        <FormSection title={t("member.hand_over")}>
          <HandOver owned={owned} successors={successors} error={fault("handTo")} chosen={kept("handTo")} />
          <Check name="understood" value="yes" label={t("member.leave_understood")} aria-invalid={Boolean(fault("understood"))} />
          {fault("understood") && <p className="error">{fault("understood")}</p>}
          <div className="row">
            <Button kind="danger-solid" busy={busy}>
              {t("member.leave_verb", { company })}
            </Button>
          </div>
        </FormSection>
      </Form>
    </FormPage>
  );
}
