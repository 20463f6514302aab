import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { completeTask, reopenTask } from "~/domains/crm/task/complete-task.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const intents = {
  complete: { act: completeTask, code: "crm:notice.task_done", undo: "reopen" },
  reopen: { act: reopenTask, code: "crm:notice.task_reopened", undo: "complete" },
} as const;

const Posted = z.object({ intent: z.enum(["complete", "reopen"]), back: z.string().default("/tasks") });

/** Marks a task done, or opens it again; the notice offers the other. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "task:change");
  const taskId = idFrom(params.taskId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { intent, back } = form.value;
  const { act, code, undo } = intents[intent];
  const { title } = await inCompany(company, (ctx) => act(ctx, taskId));
  return redirectWithNotice(safeNext(back), {
    code,
    values: { title },
    undo: { action: `/tasks/${taskId}`, fields: { intent: undo, back } },
  });
}
