import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { loader as list } from "~/routes/prospecting/prospects._index";
import { loader as record } from "~/routes/prospecting/prospects.$prospectId";
import { action as change } from "~/routes/prospecting/prospects.$prospectId_.change";
import { action as interact } from "~/routes/prospecting/prospects.$prospectId_.interactions";
import { action as create } from "~/routes/prospecting/prospects.new";
import { action as bulk } from "~/routes/prospecting/prospects.bulk";
import { action as exportChosen, loader as exportAll } from "~/routes/prospecting/prospects.export";
import { action as undoRun } from "~/routes/prospecting/prospects.runs.$bulkRunId.undo";
import { takeNotice } from "~/platform/notice.server";
import { statementListeners } from "~/platform/db.server";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} as never });
type Form = Record<string, string | Array<string>>;
const post = async (
  action: (args: never) => unknown,
  company: TestCompany,
  path: string,
  form: Form,
  params: Record<string, string> = {},
) => (await action(args(await requestOf(company.owner, path, { form }), params) as never)) as Response;
const noticeOf = async (response: Response) =>
  (
    await takeNotice(
      new Request("http://localhost/", {
        headers: {
          cookie: response.headers
            .getSetCookie()
            .map((line) => line.split(";")[0])
            .join("; "),
        },
      }),
    )
  ).notice;
const act = (company: TestCompany, form: Form) => post(bulk, company, "/prospects/bulk", form);
const undo = (company: TestCompany, notice: Awaited<ReturnType<typeof noticeOf>>) => {
  const { action, fields } = notice!.undo!;
  return post(undoRun, company, action, fields, { bulkRunId: action.split("/")[3]! });
};
const countOf = (company: TestCompany, where: object) => inCompany(company.owner, ({ db }) => db.prospect.count({ where }));

test("an act on all that match touches those, and nobody of another company; its undo puts back what was", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await someProspects(mine.owner, 60, (at) => ({ city: at <= 55 ? "Brest" : "Rennes" }));
  await someProspects(other.owner, 3, () => ({ city: "Brest" }));
  await inCompany(mine.owner, ({ db }) => db.$executeRaw`UPDATE prospects SET status = 'customer' WHERE email = 'agence-7@example.test'`);
  const all = { all: "true", filter: "city=brest" };

  const set = await act(mine, { ...all, act: "status", status: "to_contact" });
  expect(set.status).toBe(302);
  expect(await countOf(mine, { status: "to_contact" })).toBe(55);
  expect(await countOf(other, { status: "to_contact" })).toBe(0);
  const setNotice = await noticeOf(set);
  expect(setNotice).toMatchObject({ code: "prospecting:notice.status_set", values: { count: 55 } });
  expect(await inCompany(mine.owner, ({ db }) => db.interaction.count({ where: { type: "stage_change" } }))).toBe(55);
  await expect(undo(other, setNotice)).rejects.toMatchObject({ code: "platform.record.unknown" });
  expect(await countOf(mine, { status: "to_contact" })).toBe(55);
  await undo(mine, setNotice);
  expect([
    await countOf(mine, { status: "to_contact" }),
    await countOf(mine, { status: "customer" }),
    await countOf(mine, { status: "new" }),
  ]).toEqual([0, 1, 59]);

  const gone = await act(mine, { ...all, act: "delete" });
  expect([await countOf(mine, { deletedAt: null }), await countOf(other, { deletedAt: null })]).toEqual([5, 3]);
  await undo(mine, await noticeOf(gone));
  expect(await countOf(mine, { deletedAt: null })).toBe(60);
});

test("a tag given to some is taken from those alone who got it; an act on nobody is refused", async () => {
  const mine = await aCompany();
  const [first, second, third] = await someProspects(mine.owner, 3, (at) => (at === 1 ? { tags: ["luxe"] } : {}));
  const tagged = await act(mine, { act: "tag", id: [first!, second!], tag: "luxe", back: "/prospects?q=a" });
  expect(tagged.headers.get("location")).toBe("/prospects?q=a");
  expect(await countOf(mine, { tags: { has: "luxe" } })).toBe(2);
  await undo(mine, await noticeOf(tagged));
  expect(await inCompany(mine.owner, ({ db }) => db.prospect.findMany({ where: { tags: { has: "luxe" } }, select: { id: true } }))).toEqual(
    [{ id: first }],
  );
  await act(mine, { act: "tag", id: [first!], tag: "luxe, neuf" }); // a comma parts tags: that is two
  expect(await countOf(mine, { tags: { has: "luxe, neuf" } })).toBe(0);
  await expect(act(mine, { act: "tag", tag: "luxe" })).rejects.toMatchObject({ code: "prospecting.selection.empty" });
  expect(third).toBeDefined();
});

test("members of another company neither see, change nor export a prospect", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [id] = await someProspects(mine.owner, 2);
  const theirs = await list(args(await requestOf(other.owner, "/prospects")));
  expect([theirs.rows, theirs.total]).toEqual([[], { count: 0, capped: false }]);
  await expect(record(args(await requestOf(other.owner, `/prospects/${id}`), { prospectId: id! }))).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
  await expect(
    post(change, other, `/prospects/${id}/change`, { field: "city", value: "Lille" }, { prospectId: id! }),
  ).rejects.toMatchObject({ code: "platform.record.unknown" });
  await expect(
    post(interact, other, `/prospects/${id}/interactions`, { kind: "note", content: "x" }, { prospectId: id! }),
  ).rejects.toMatchObject({ code: "platform.record.unknown" });
  const lines = async (response: Response) => (await response.text()).trim().split("\r\n");
  expect(await lines(await post(exportChosen, other, "/prospects/export", { id: id! }))).toHaveLength(1);
  expect(await lines(await exportAll(args(await requestOf(other.owner, "/prospects/export"))))).toHaveLength(1);
  const file = await exportAll(args(await requestOf(mine.agent, "/prospects/export?q=corbelune")));
  expect(file.headers.get("content-type")).toContain("text/csv");
  const mineLines = await lines(file);
  expect(mineLines).toHaveLength(3);
  expect(mineLines.join()).toContain("agence-1@example.test");
});

test("a typed-in prospect is scored by its facts, comes back when its address was deleted, and is refused when it is there", async () => {
  const mine = await aCompany();
  const made = await post(create, mine, "/prospects/new", {
    organizationName: "Étude Hélène",
    email: "HELENE@Example.test",
    postalCode: "1000",
    city: "Bourg",
  });
  const id = made.headers.get("location")!.split("/").at(-1)!;
  expect(
    await inCompany(mine.owner, ({ db }) =>
      db.prospect.findUniqueOrThrow({ where: { id }, select: { email: true, postalCode: true, department: true, source: true } }),
    ),
  ).toEqual({
    email: "helene@example.test",
    postalCode: "01000",
    department: "01",
    source: "manual",
  });
  const again = (await post(create, mine, "/prospects/new", { email: "helene@example.test" })) as unknown as {
    init: { status: number };
    data: { error: object };
  };
  expect([again.init.status, again.data.error]).toEqual([409, { email: ["prospecting.prospect.email_known"] }]);
  await act(mine, { act: "delete", id });
  expect((await post(create, mine, "/prospects/new", { email: "helene@example.test" })).headers.get("location")).toBe(`/prospects/${id}`);
});

test("one field is changed where it stands: read as the form reads it, emptied by blank, undone by the notice", async () => {
  const mine = await aCompany();
  const [id] = await someProspects(mine.owner, 1);
  const say = (field: string, value: string, before = "") =>
    post(change, mine, `/prospects/${id}/change`, { field, value, before }, { prospectId: id! });
  const value = async (field: "phone" | "postalCode" | "department" | "city") =>
    (await inCompany(mine.owner, ({ db }) => db.prospect.findUniqueOrThrow({ where: { id } })))[field];
  await say("phone", "01 99 00 12 34");
  expect(await value("phone")).toBe("+33199001234");
  await say("postalCode", "6300");
  expect([await value("postalCode"), await value("department")]).toEqual(["06300", "06"]);
  const notice = await noticeOf(await say("city", "", "Brest"));
  expect(await value("city")).toBeNull();
  await say("city", notice!.undo!.fields.value!);
  expect(await value("city")).toBe("Brest");
  expect((await say("email", "no address")) as unknown).toMatchObject({
    data: { field: "email", code: "prospecting.prospect.email_invalid" },
    init: { status: 422 },
  });
});

test("the record is read in at most six statements, with its timeline and tasks", async () => {
  const mine = await aCompany();
  const [id] = await someProspects(mine.owner, 1);
  await post(interact, mine, `/prospects/${id}/interactions`, { kind: "call", content: "Rappeler jeudi" }, { prospectId: id! });
  const request = await requestOf(mine.agent, `/prospects/${id}`);
  const heard: Array<string> = [];
  const listen = (sql: string) => void (/set_config|across\.|^(BEGIN|COMMIT)/.test(sql) || heard.push(sql));
  statementListeners.add(listen);
  const page = await record(args(request, { prospectId: id! }));
  statementListeners.delete(listen);
  expect(heard.length).toBeLessThanOrEqual(6);
  expect(page.timeline).toMatchObject([{ type: "call_made", content: "Rappeler jeudi", by: "Odile Trémoire" }]);
  expect(page.prospect.lastActivityAt).not.toBeNull();
});
