import { useNavigation } from "@remix-run/react";
import { Check, Plus, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type TaskRow, taskTypes } from "~/domains/crm/task/task.schema";
import { Button, IconButton } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input, Select } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import { SidePart } from "~/ui/pages/record-page";
import { TaskDue } from "./task-line";

/** What is to be done about a prospect, with the way to add to it. */
export function ProspectTasks({ tasks, prospectId, mayChange }: { tasks: Array<TaskRow>; prospectId: string; mayChange: boolean }) {
  const { t } = useTranslation("crm");
  const [open, setOpen] = useState(false);
  const back = `/prospects/${prospectId}`;
  return (
    <SidePart title={t("task.many")} verb={mayChange && <IconButton icon={Plus} label={t("task.new")} onClick={() => setOpen(true)} />}>
      {tasks.length === 0 && <p className="muted">{t("task.none")}</p>}
      <ul className="stack">
        {tasks.map((task) => (
          <li key={task.id} className="row top between">
            <span>
              <span className={task.status === "completed" ? "faint" : undefined}>{task.title}</span>
              <span className="cell-2">
                {[task.assignee].filter(Boolean).join("")} <TaskDue task={task} />
              </span>
            </span>
            {mayChange && (
              <Form method="post" action={`/tasks/${task.id}`} preventScrollReset>
                <input type="hidden" name="intent" value={task.status === "completed" ? "reopen" : "complete"} />
                <input type="hidden" name="back" value={back} />
                <IconButton
                  type="submit"
                  icon={task.status === "completed" ? RotateCcw : Check}
                  label={`${t(task.status === "completed" ? "task.reopen" : "task.done")}: ${task.title}`}
                />
              </Form>
            )}
          </li>
        ))}
      </ul>
      <NewTask open={open} onClose={() => setOpen(false)} prospectId={prospectId} back={back} />
    </SidePart>
  );
}

function NewTask({ open, onClose, prospectId, back }: { open: boolean; onClose: () => void; prospectId: string; back: string }) {
  const { t } = useTranslation("crm");
  const busy = useNavigation().formAction === "/tasks";
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("task.new")}
      foot={
        <Button kind="primary" form="new-task" busy={busy}>
          {t("task.open")}
        </Button>
      }
    >
      <Form method="post" action="/tasks?index" id="new-task" className="stack g4" onSubmit={onClose}>
        <input type="hidden" name="prospectId" value={prospectId} />
        <input type="hidden" name="back" value={back} />
        <Field label={t("task.title")} name="title">
          <Input required maxLength={200} placeholder={t("task.title_placeholder")} autoFocus />
        </Field>
        <Field label={t("task.type_label")} name="type">
          <Select options={taskTypes.map((type) => ({ value: type, label: t(`task.type.${type}`) }))} />
        </Field>
        <Field label={t("task.due")} name="dueDate">
          <Input type="date" />
        </Field>
      </Form>
    </Dialog>
  );
}
