import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { ChevronDown, Ellipsis, FileInput, History, Phone, Trash2, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { timelineOf } from "~/domains/crm/interaction/interaction.queries.server";
import { tasksOf } from "~/domains/crm/task/task.queries.server";
import { Composer } from "~/domains/crm/ui/composer";
import { InteractionTimeline } from "~/domains/crm/ui/interaction-timeline";
import { ProspectTasks } from "~/domains/crm/ui/prospect-tasks";
import { channels } from "~/domains/privacy/contact/channel.rules";
import { choicesOf } from "~/domains/privacy/contact/choices.queries.server";
import { standingOf } from "~/domains/privacy/contact/may-contact.server";
import { ContactChoices } from "~/domains/privacy/ui/contact-choices";
import { prospectStatuses } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { personOf, prospectName } from "~/domains/prospecting/prospect/prospect-name.rules";
import { similarProspects } from "~/domains/prospecting/duplicate/duplicate.queries.server";
import { survivors } from "~/domains/prospecting/duplicate/survivors.server";
import { getProspectForPage } from "~/domains/prospecting/prospect/prospect.queries.server";
import { BesidePanel } from "~/domains/prospecting/ui/market/beside-panel";
import { ProspectEnrichment } from "~/domains/prospecting/ui/enrichment/prospect-enrichment";
import { ProspectFacts, WhyWeHaveThis } from "~/domains/prospecting/ui/prospect-facts";
import { ProspectCompetition } from "~/domains/prospecting/ui/prospect-competition";
import { ProspectTenders } from "~/domains/prospecting/ui/prospect-tenders";
import { SimilarProspects } from "~/domains/prospecting/ui/similar-prospects";
import { StatusBadge } from "~/domains/prospecting/ui/status-badge";
import { useLive } from "~/ui/data/use-live";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { Avatar } from "~/ui/controls/avatar";
import { Icon } from "~/ui/controls/icon";
import { Since } from "~/ui/data/date-time";
import { TimelineEvent } from "~/ui/data/timeline";
import { Menu } from "~/ui/overlays/menu";
import { RecordPage } from "~/ui/pages/record-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting", "catalogue", "crm", "privacy"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? prospectName(data.prospect) : "Prospect"} · Essor` }];

/** Opening a field for change asks the server for nothing. */
export const shouldRevalidate = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod || currentUrl.pathname !== nextUrl.pathname || currentUrl.search === nextUrl.search ? defaultShouldRevalidate : false;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const id = idFrom(params.prospectId);
  const facts = await inCompany(company, async (ctx) => {
    const page = await getProspectForPage(ctx, id);
    if (!page) await leadOn(ctx, id);
    const { prospect, merges, enrichment } = found(page);
    const { email, phone, mobile, organizationName, siret, jobTitle } = prospect;
    const person = { emails: [email], phones: [phone, mobile], prospectId: id, isProfessional: !!(organizationName ?? siret ?? jobTitle) };
    return {
      prospect,
      merges,
      enrichment,
      timeline: await timelineOf(ctx, id),
      tasks: await tasksOf(ctx, id),
      choices: await choicesOf(ctx, person, id),
      standing: await standingOf(ctx, person, channels),
      similar: await similarProspects(ctx, id),
      now: ctx.now,
    };
  });
  return { ...facts, may: { change: company.may("prospect:change"), task: company.may("task:change"), audit: company.may("audit:read") } };
}

/** The address of one that was merged into another leads to that one. */
async function leadOn(ctx: CompanyCtx, id: string) {
  const kept = (await survivors(ctx, [id])).get(id);
  if (kept && kept !== id) throw redirect(`/prospects/${kept}`);
}

export default function Prospect() {
  const { prospect, timeline, tasks, choices, standing, similar, merges, enrichment, now, may } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  useLive(enrichment.lastRun?.state === "running");
  const [search] = useSearchParams();
  const name = prospectName(prospect);
  const phone = prospect.mobile ?? prospect.phone;
  const person = prospect.organizationName ? personOf(prospect) : "";
  const town = prospect.city && (prospect.department ? `${prospect.city} (${prospect.department})` : prospect.city);
  const back = `/prospects/${prospect.id}`;
  return (
    <RecordPage
      title={name}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      mark={<Avatar name={name} org={prospect.organizationName !== null} size="lg" />}
      state={<StatusBadge status={prospect.status} />}
      subtitle={[person, prospect.jobTitle, town].filter(Boolean).join(", ")}
      verbs={
        <>
          {may.change && (
            <>
              <Menu
                label={t("prospect.more")}
                wordless
                triggerClass="btn btn-secondary btn-icon"
                trigger={<Icon of={Ellipsis} />}
                entries={[
                  ...(may.audit ? [{ label: t("prospect.history"), icon: History, to: `/settings/audit?about=${prospect.id}` }] : []),
                  {
                    label: t("prospect.delete"),
                    icon: Trash2,
                    danger: true,
                    form: { action: "/prospects/bulk", fields: { act: "delete", id: prospect.id, back: "/prospects" } },
                  },
                ]}
              />
              <Menu
                label={t("prospect.status_change")}
                end
                trigger={
                  <>
                    {t("field.status")}
                    <Icon of={ChevronDown} />
                  </>
                }
                entries={prospectStatuses.map((status) => ({
                  label: t(`status.${status}`),
                  checked: status === prospect.status,
                  form: { action: "/prospects/bulk", fields: { act: "status", id: prospect.id, status, back } },
                }))}
              />
            </>
          )}
          {phone && (
            <a className="btn btn-primary" href={`tel:${phone}`}>
              <Icon of={Phone} />
              {t("prospect.call")}
            </a>
          )}
        </>
      }
      facts={<ProspectFacts prospect={prospect} editing={search.get("edit")} mayChange={may.change} now={now} />}
      related={
        <>
          <ProspectTasks tasks={tasks} prospectId={prospect.id} mayChange={may.task} />
          <ProspectEnrichment prospectId={prospect.id} {...enrichment} mayChange={may.change} now={now} />
          <ProspectTenders prospect={prospect} mayChange={may.change} />
          <ProspectCompetition prospect={prospect} mayChange={may.change} />
          <SimilarProspects prospectId={prospect.id} similar={similar} merges={merges} mayChange={may.change} />
          <BesidePanel prospectId={prospect.id} />
          <WhyWeHaveThis prospect={prospect} />
          <ContactChoices prospectId={prospect.id} choices={choices} standing={standing} mayChange={may.change} />
        </>
      }
    >
      {may.change && <Composer action={`${back}/interactions`} />}
      <InteractionTimeline
        entries={timeline}
        now={now}
        statusWord={(status) => t(`status.${status}`)}
        beginning={
          <TimelineEvent
            icon={prospect.source === "manual" ? UserPlus : FileInput}
            at={<Since at={prospect.createdAt} now={now} />}
            title={
              prospect.importFileName
                ? t("prospect.imported_event", { line: prospect.importLineNumber, file: prospect.importFileName })
                : prospect.source === "manual"
                  ? prospect.createdByName
                    ? t("prospect.why_by", { name: prospect.createdByName })
                    : t("prospect.added_event")
                  : t("prospect.listed_event", { detail: prospect.sourceDetail ?? t(`source.${prospect.source}`) })
            }
          />
        }
      />
    </RecordPage>
  );
}
