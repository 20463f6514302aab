import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Check, CircleCheck, FilePenLine, FileUp, Megaphone, Package, PenLine, Reply } from "lucide-react";
import { useTranslation } from "react-i18next";
import { closesAtOf } from "~/domains/privacy/closing/closing.queries.server";
import { countProducts } from "~/domains/catalogue/product/product.queries.server";
import { listReplies, listTasks } from "~/domains/crm/task/task.queries.server";
import type { TaskRow } from "~/domains/crm/task/task.schema";
import { TaskDue, taskIcon } from "~/domains/crm/ui/task-line";
import { readOnboarding } from "~/domains/identity/onboarding/onboarding.server";
import { openSteps } from "~/domains/identity/onboarding/onboarding.rules";
import { readSettings } from "~/domains/identity/setting/save-settings.server";
import { OnboardingPanel } from "~/domains/identity/ui/onboarding-panel";
import { lastReport } from "~/domains/insights/report/last-report.queries.server";
import { useSaidFindings } from "~/domains/insights/ui/report-findings";
import { campaignNames } from "~/domains/outreach/campaign/campaign-names.queries.server";
import { draftsByCampaign, outreachProgress } from "~/domains/outreach/message/drafts-overview.queries.server";
import { runningImports } from "~/domains/prospecting/import/run/running-imports.queries.server";
import { hasProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { Progress } from "~/ui/charts/progress";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { Form } from "~/ui/forms/form";
import { HomePage, Todo, TodoGroup } from "~/ui/pages/home-page";
import { SidePart } from "~/ui/pages/record-page";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["operations", "crm", "insights", "identity"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "company:read");
  const facts = await inCompany(company, async (ctx) => ({
    replies: await listReplies(ctx, 10),
    tasks: (await listTasks(ctx, { view: "due", mineOnly: company.actor.id, take: 20 })).filter(
      (task) => !(task.type === "follow_up" && task.messageId),
    ),
    drafts: await draftsByCampaign(ctx),
    imports: await runningImports(ctx),
    ...(await learned(ctx)),
    done: { product: (await countProducts(ctx)) > 0, import: await hasProspects(ctx), ...(await outreachProgress(ctx)) },
    steps: company.may("company:change") && (await readSettings(ctx))["home.first_steps"] ? await readOnboarding(ctx) : [],
    closesAt: await closesAtOf(ctx),
    now: ctx.now,
  }));
  return {
    ...facts,
    may: {
      close: company.may("company:close"),
      task: company.may("task:change"),
      campaign: company.may("campaign:change"),
      product: company.may("product:change"),
    },
  };
}

/** The latest report and the names of the campaigns its findings speak of. */
async function learned(ctx: CompanyCtx) {
  const report = await lastReport(ctx);
  const ids = report?.insights.flatMap(({ campaignId }) => campaignId ?? []) ?? [];
  return { report, names: await campaignNames(ctx, [...new Set(ids)]) };
}

export default function Today() {
  const { replies, tasks, drafts, imports, report, names, done, steps, closesAt, now, may } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const { date, number } = useFormat();
  const findings = useSaidFindings({ findings: report?.insights ?? [], names, base: `/reports/${report?.id}` });
  const draftCount = drafts.reduce((sum, { count }) => sum + count, 0);
  const isNew = !done.hasApproved && (may.campaign || may.product);
  const said = [
    replies.length > 0 && t("today.sentence_replies", { count: replies.length }),
    draftCount > 0 && t("today.sentence_drafts", { count: draftCount }),
    tasks.length > 0 && t("today.sentence_tasks", { count: tasks.length }),
  ].filter((one): one is string => one !== false);
  const [sentence = isNew ? t("today.sentence_start") : t("today.sentence_calm"), ...proof] = said;
  const hasSide = imports.length > 0 || report !== null || openSteps(steps).length > 0;
  return (
    <HomePage
      title={t("today.title")}
      about={date(now, "weekday")}
      sentence={sentence}
      proof={proof.join(" ") || (said.length === 0 ? t(isNew ? "today.proof_start" : "today.proof_calm") : undefined)}
      side={
        hasSide && (
          <>
            <OnboardingPanel steps={steps} />
            {imports.length > 0 && (
              <SidePart title={t("today.imports")}>
                {imports.map((run) => (
                  <Link key={run.id} to={`/imports/${run.id}`} className="stack g1 py-2">
                    <strong className="truncate">{run.fileName}</strong>
                    {run.totalLines !== null && <Progress label={run.fileName} ratio={run.processedLines / Math.max(1, run.totalLines)} />}
                    <span className="meta muted num">
                      {run.totalLines === null
                        ? t("today.import_reading", { done: number(run.processedLines) })
                        : t("today.import_progress", { done: number(run.processedLines), total: number(run.totalLines) })}
                    </span>
                  </Link>
                ))}
              </SidePart>
            )}
            {report && (
              <SidePart
                title={t("today.learned")}
                verb={
                  <Link className="meta muted crumb" to={`/reports/${report.id}`}>
                    {t("today.report")}
                  </Link>
                }
              >
                <ol className="lines">
                  {findings.map(({ title }, at) => (
                    <li key={title} className="row top g3 py-2">
                      <span className="faint num">{at + 1}</span>
                      <span>{title}</span>
                    </li>
                  ))}
                </ol>
              </SidePart>
            )}
          </>
        )
      }
    >
      {closesAt && (
        <Callout
          tone="warning"
          title={t("today.closing", { date: date(closesAt) })}
          action={
            may.close && (
              <ButtonLink size="sm" to="/settings/closing">
                {t("today.closing_open")}
              </ButtonLink>
            )
          }
        >
          {t("today.closing_hint")}
        </Callout>
      )}
      {isNew && <FirstSteps done={done} />}
      {replies.length > 0 && (
        <TodoGroup title={t("today.replies")} count={replies.length}>
          {replies.map((task) => (
            <Todo
              key={task.id}
              to={`/prospects/${task.prospectId}`}
              avatarOf={task.prospectName ?? task.title}
              title={task.prospectName ?? task.title}
              note={task.description ?? task.title}
              when={<TaskDue task={task} />}
              late={task.isLate}
              deed={<Done task={task} may={may.task} icon={Reply} />}
            />
          ))}
        </TodoGroup>
      )}
      {drafts.length > 0 && (
        <TodoGroup title={t("today.drafts")} count={draftCount} all={{ label: t("today.read_all"), to: "/drafts" }}>
          {drafts.map(({ campaignId, campaign, count }) => (
            <Todo
              key={campaignId}
              to={`/drafts?campaign=${campaignId}`}
              icon={FilePenLine}
              title={t("today.campaign_drafts", { campaign, count })}
              deed={
                <ButtonLink kind="quiet" size="sm" to={`/drafts?campaign=${campaignId}`}>
                  {t("today.read")}
                </ButtonLink>
              }
            />
          ))}
        </TodoGroup>
      )}
      {tasks.length > 0 && (
        <TodoGroup title={t("today.tasks")} count={tasks.length} all={{ label: t("today.all_tasks"), to: "/tasks" }}>
          {tasks.map((task) => (
            <Todo
              key={task.id}
              to={task.prospectId ? `/prospects/${task.prospectId}` : "/tasks"}
              icon={taskIcon(task.type)}
              title={task.title}
              note={task.prospectName}
              when={<TaskDue task={task} />}
              late={task.isLate}
              deed={<Done task={task} may={may.task} icon={Check} />}
            />
          ))}
        </TodoGroup>
      )}
    </HomePage>
  );
}

function Done({ task, may, icon }: { task: TaskRow; may: boolean; icon: IconOf }) {
  const { t } = useTranslation("crm");
  if (!may) return null;
  return (
    <Form method="post" action={`/tasks/${task.id}`} preventScrollReset>
      <input type="hidden" name="intent" value="complete" />
      <input type="hidden" name="back" value="/" />
      <Button kind="quiet" size="sm" icon={icon} aria-label={`${t("task.done")}: ${task.title}`}>
        {t("task.done")}
      </Button>
    </Form>
  );
}

type Steps = ReturnType<typeof useLoaderData<typeof loader>>["done"];

/** The way from nothing to the first message, each step one click from its page. */
function FirstSteps({ done }: { done: Steps }) {
  const { t } = useTranslation("operations");
  const steps = [
    { key: "product", icon: Package, to: "/products/new", isDone: done.product },
    { key: "import", icon: FileUp, to: "/imports/new", isDone: done.import },
    { key: "campaign", icon: Megaphone, to: "/campaigns/new", isDone: done.hasCampaign },
    { key: "approve", icon: PenLine, to: "/drafts", isDone: done.hasApproved },
  ];
  const first = steps.find(({ isDone }) => !isDone);
  return (
    <section>
      <ol>
        {steps.map((step, at) => (
          <Todo
            key={step.key}
            to={step.to}
            icon={step.icon}
            title={`${at + 1}. ${t(`today.step.${step.key}`)}`}
            note={t(`today.step.${step.key}_note`)}
            deed={
              step.isDone ? (
                <span className="row up">
                  <Icon of={CircleCheck} />
                  {t("today.step.done")}
                </span>
              ) : (
                step === first && (
                  <ButtonLink kind="primary" size="sm" to={step.to}>
                    {t("today.step.begin")}
                  </ButtonLink>
                )
              )
            }
          />
        ))}
      </ol>
    </section>
  );
}
