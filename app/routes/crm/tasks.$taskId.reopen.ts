import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { reopenTask } from "~/domains/crm/task/complete-task.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ back: z.string().default("/tasks") });

/** Opens a done task again; the notice marks it done again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "task:change");
  const taskId = idFrom(params.taskId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { back } = form.value;
  const { title } = await inCompany(company, (ctx) => reopenTask(ctx, taskId));
  return redirectWithNotice(safeNext(back), {
    code: "crm:notice.task_reopened",
    values: { title },
    undo: { action: `/tasks/${taskId}/complete`, fields: { back } },
  });
}
