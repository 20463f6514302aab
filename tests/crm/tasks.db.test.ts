import { expect, test } from "vitest";
import { recordInteractions } from "~/domains/crm/interaction/record-interaction.server";
import { timelineOf } from "~/domains/crm/interaction/interaction.queries.server";
import { completeTask, reopenTask } from "~/domains/crm/task/complete-task.server";
import { openTask } from "~/domains/crm/task/open-task.server";
import { listTasks, tasksOf } from "~/domains/crm/task/task.queries.server";
import { uuidv7 } from "~/platform/ids";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { action as mark } from "~/routes/crm/tasks.$taskId";
import { action as open, loader } from "~/routes/crm/tasks._index";
import { frameFacts } from "~/routes/frame.queries.server";
import { aCompany, requestOf } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

test("a task is opened, done and opened again, and no other company sees or ends it", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [prospectId] = await someProspects(mine.owner, 1);
  const { taskId } = await inCompany(mine.agent, (ctx) => openTask(ctx, { prospectId, type: "call", title: "Rappeler" }));
  const due = (company: typeof mine) =>
    inCompany(company.owner, async (ctx) => (await listTasks(ctx, { view: "due" })).map(({ id }) => id));
  expect([await due(mine), await due(other)]).toEqual([[taskId], []]);
  await expect(inCompany(other.owner, (ctx) => completeTask(ctx, taskId))).rejects.toMatchObject({ code: "platform.record.unknown" });
  await inCompany(mine.owner, (ctx) => completeTask(ctx, taskId));
  expect(await due(mine)).toEqual([]);
  expect(await inCompany(mine.owner, (ctx) => listTasks(ctx, { view: "done" }))).toMatchObject([
    { id: taskId, prospectName: "Agence Corbelune 1", assignee: "Inès Fabre" },
  ]);
  await inCompany(mine.owner, (ctx) => reopenTask(ctx, taskId));
  expect(await due(mine)).toEqual([taskId]);
  expect(await inCompany(mine.owner, (ctx) => tasksOf(ctx, prospectId!))).toHaveLength(1);
});

test("tasks that wait for later are not due, those of others are not mine", async () => {
  const mine = await aCompany();
  await inCompany(mine.owner, async (ctx) => {
    await openTask(ctx, { type: "call", title: "Plus tard", dueDate: new Date("2999-01-01") });
    await openTask(ctx, { type: "call", title: "À un autre", assignedToId: mine.agent.actor.id });
    await openTask(ctx, { type: "call", title: "À personne", assignedToId: null });
    await openTask(ctx, { type: "call", title: "En retard", dueDate: new Date("2020-01-01") });
  });
  const titles = (view: "due" | "open", mineOnly?: string) =>
    inCompany(mine.owner, async (ctx) => (await listTasks(ctx, { view, mineOnly })).map(({ title }) => title));
  expect(await titles("due", mine.owner.actor.id)).toEqual(["En retard", "À personne"]);
  expect(await titles("open")).toHaveLength(4);
  const badge = (member: typeof mine.owner) => inCompany(member, async (ctx) => (await frameFacts(ctx)).tasks);
  expect([await badge(mine.owner), await badge(mine.agent)]).toEqual([2, 2]);
  expect(await badge((await aCompany()).owner)).toBe(0);
});

test("the pages open and end a task; done tells how to undo", async () => {
  const mine = await aCompany();
  const args = (request: Request, params = {}) => ({ request, params, context: {} as never });
  await open(
    args(await requestOf(mine.agent, "/tasks?index", { form: { title: "Envoyer un exemple", type: "email", dueDate: "2020-05-01" } })),
  );
  const { tasks } = await loader(args(await requestOf(mine.agent, "/tasks")));
  expect(tasks).toMatchObject([{ title: "Envoyer un exemple", type: "email", isLate: true, dueDate: "2020-05-01" }]);
  const taskId = tasks[0]!.id;
  const press = async (form: Record<string, string>) =>
    (await mark(args(await requestOf(mine.agent, "/x", { form }), { taskId }))) as Response;
  const undoOf = (answer: Response) =>
    JSON.parse(Buffer.from(decodeURIComponent(/notice=([^;]+)/.exec(answer.headers.get("set-cookie")!)![1]!), "base64").toString())
      .undo as {
      action: string;
      fields: Record<string, string>;
    };
  const statusNow = () => inCompany(mine.owner, async ({ db }) => (await db.task.findFirstOrThrow({ where: { id: taskId } })).status);

  const done = await press({ intent: "complete", back: "https://evil.example/" });
  expect([done.headers.get("location"), await statusNow()]).toEqual(["/", "completed"]);
  expect(undoOf(done)).toMatchObject({ action: `/tasks/${taskId}`, fields: { intent: "reopen" } });
  const opened = await press(undoOf(done).fields);
  expect([await statusNow(), undoOf(opened).fields.intent]).toEqual(["pending", "complete"]);
  await press({ intent: "vanish" });
  expect(await statusNow()).toBe("pending");
});

test("what a job records twice is in the timeline once, and in no other company's", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [prospectId] = await someProspects(mine.owner, 1);
  const row = {
    id: uuidv7(),
    prospectId: prospectId!,
    type: "received" as const,
    channel: "email" as const,
    subject: "Re: photos",
    content: "Oui",
    occurredAt: new Date("2026-11-20T08:00:00Z"),
  };
  const record = () =>
    inCompany(asJob(mine.companyId, "outreach/process-mail-webhook"), (ctx) =>
      recordInteractions(ctx, [row, { ...row, id: uuidv7(), type: "note" as const }]),
    );
  await record();
  await inCompany(mine.owner, (ctx) => recordInteractions(ctx, [row]));
  const seen = (company: typeof mine) =>
    inCompany(company.owner, async (ctx) => (await timelineOf(ctx, prospectId!)).filter(({ type }) => type === "received").length);
  expect([await seen(mine), await seen(other)]).toEqual([1, 0]);
});
