import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Check, CircleCheck, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { openTask } from "~/domains/crm/task/open-task.server";
import { listTasks, type TaskView } from "~/domains/crm/task/task.queries.server";
import { OpenTask, type TaskRow } from "~/domains/crm/task/task.schema";
import { TaskDue, taskIcon } from "~/domains/crm/ui/task-line";
import { getProspect } from "~/domains/prospecting/prospect/prospect.queries.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { found } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Segments } from "~/ui/controls/segments";
import { Tabs } from "~/ui/controls/tabs";
import { Form } from "~/ui/forms/form";
import { Todo } from "~/ui/pages/home-page";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["crm"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

const views = ["due", "open", "done"] as const satisfies ReadonlyArray<TaskView>;

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "task:read");
  const search = new URL(request.url).searchParams;
  const view = views.find((one) => one === search.get("view")) ?? "due";
  const whose = search.get("whose") === "team" ? ("team" as const) : ("mine" as const);
  const tasks = await inCompany(company, (ctx) => listTasks(ctx, { view, mineOnly: whose === "mine" ? company.actor.id : undefined }));
  return { tasks, view, whose, mayChange: company.may("task:change") };
}

const Posted = OpenTask.extend({ back: z.string().default("/tasks") });

/** Opens a task, from here or from a prospect's record. */
export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "task:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { back, dueDate, prospectId, ...task } = form.value;
  await inCompany(company, async (ctx) => {
    if (prospectId) found(await getProspect(ctx, prospectId));
    return openTask(ctx, { ...task, prospectId, dueDate: dueDate ? new Date(`${dueDate}T00:00:00Z`) : undefined });
  });
  return redirectWithNotice(safeNext(back), { code: "crm:notice.task_opened" });
}

export default function Tasks() {
  const { tasks, view, whose, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("crm");
  const to = (wanted: string, of: string) => `/tasks?view=${wanted}&whose=${of}`;
  return (
    <ListPage
      title={t("task.many")}
      tabs={
        <Tabs
          views
          label={t("tasks_page.views")}
          tabs={views.map((one) => ({ label: t(`tasks_page.${one}`), to: to(one, whose), current: one === view }))}
        />
      }
      filters={
        <Segments
          label={t("tasks_page.whose")}
          value={whose}
          choices={[
            { value: "mine", label: t("tasks_page.mine"), to: to(view, "mine") },
            { value: "team", label: t("tasks_page.team"), to: to(view, "team") },
          ]}
        />
      }
    >
      {tasks.length > 0 ? (
        <ul className="table-wrap px-5" tabIndex={0} aria-label={t("task.many")}>
          {tasks.map((task) => (
            <TaskTodo key={task.id} task={task} mayChange={mayChange} back={to(view, whose)} />
          ))}
        </ul>
      ) : (
        <Empty
          icon={CircleCheck}
          title={t(view === "done" ? "tasks_page.empty_done_title" : "tasks_page.empty_title")}
          action={<ButtonLink to="/prospects">{t("tasks_page.see_prospects")}</ButtonLink>}
        >
          {t("tasks_page.empty_text")}
        </Empty>
      )}
    </ListPage>
  );
}

function TaskTodo({ task, mayChange, back }: { task: TaskRow; mayChange: boolean; back: string }) {
  const { t } = useTranslation("crm");
  const isDone = task.status === "completed";
  return (
    <Todo
      to={task.prospectId ? `/prospects/${task.prospectId}` : "/tasks"}
      icon={taskIcon(task.type)}
      title={task.title}
      note={[task.prospectName, task.assignee].filter(Boolean).join(" · ")}
      late={task.isLate && !isDone}
      when={<TaskDue task={task} />}
      deed={
        <>
          {(task.priority === "high" || task.priority === "urgent") && !isDone && (
            <Badge tone="warning">{t(`task.priority.${task.priority}`)}</Badge>
          )}
          {mayChange && (
            <Form method="post" action={`/tasks/${task.id}`} preventScrollReset>
              <input type="hidden" name="intent" value={isDone ? "reopen" : "complete"} />
              <input type="hidden" name="back" value={back} />
              <Button
                kind="quiet"
                size="sm"
                icon={isDone ? RotateCcw : Check}
                aria-label={`${t(isDone ? "task.reopen" : "task.done")}: ${task.title}`}
              >
                {t(isDone ? "task.reopen" : "task.done")}
              </Button>
            </Form>
          )}
        </>
      }
    />
  );
}
