import "~tests/setup/jobs";
import { beforeAll, expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { takeNotice } from "~/platform/notice.server";
import { action as ofMember } from "~/routes/identity/settings.rights.$userId_.unused";
import { loader as memberPage } from "~/routes/identity/settings.rights.$userId";
import { action as ofRole } from "~/routes/identity/settings.roles.$roleId.unused";
import { loader as rolesPage } from "~/routes/identity/settings.roles._index";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { asSuperuser } from "~tests/isolation/canary-world";

let [shop, other] = [] as unknown as [TestCompany, TestCompany];
let [roleId, userId] = ["", ""];

beforeAll(async () => {
  [shop, other] = [await aCompany(), await aCompany()];
  userId = shop.agent.actor.id;
  roleId = await inCompany(
    shop.owner,
    async ({ db }) => (await db.role.findFirstOrThrow({ where: { key: "agent" }, select: { id: true } })).id,
  );
  await asSuperuser(async (client) => {
    await client.query("SET session_replication_role = replica");
    await client.query("UPDATE audit_logs SET created_at = now() - interval '80 days' WHERE company_id = $1", [shop.companyId]);
    await client.query("UPDATE memberships SET accepted_at = now() - interval '80 days' WHERE company_id = $1", [shop.companyId]);
  });
});

const args = (request: Request, params: Record<string, string>) => ({ request, params, context: {} }) as never;
type Form = Record<string, string>;
const post = async (action: (args: never) => Promise<unknown>, who: TestCompany["owner"], params: Record<string, string>, form: Form) =>
  action(args(await requestOf(who, "/settings/roles", { form }), params)) as Promise<Response & { init?: { status: number } }>;
const noticeOf = async (answer: Response) =>
  (await takeNotice(new Request("http://localhost/", { headers: { cookie: answer.headers.get("set-cookie")!.split(";")[0]! } }))).notice!;
const lineOf = async (days = "90") => {
  const page = (await rolesPage(args(await requestOf(shop.owner, `/settings/roles?days=${days}`), {}))) as unknown as {
    days: number;
    unused: Array<{ role: { id: string }; unused: Array<string>; mayTake: boolean }>;
  };
  return { days: page.days, ...page.unused.find(({ role }) => role.id === roleId)! };
};
const taken = { intent: "take", days: "90" };

test("the page of roles proposes, one button takes, the notice gives it back", async () => {
  const line = await lineOf();
  expect(line).toMatchObject({ mayTake: true, unused: expect.arrayContaining(["prospect:import", "task:change"]) as unknown });
  expect(line.unused.some((one) => one.endsWith(":read"))).toBe(false);
  expect((await lineOf("7")).days).toBe(90); // what is not on offer is the usual window

  const answer = await post(ofRole, shop.owner, { roleId }, { ...taken, rights: "prospect:import,prospect:read,task:change" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/settings/roles"]);
  const notice = await noticeOf(answer);
  expect(notice).toMatchObject({ code: "identity:access.unused.taken", values: { count: 2 } });
  const rights = async () =>
    (
      (await memberPage(args(await requestOf(shop.owner, "/"), { userId }))) as unknown as {
        lines: Array<{ permission: string; may: string | null }>;
      }
    ).lines
      .filter(({ may }) => may)
      .map(({ permission }) => permission);
  expect(await rights()).not.toContain("task:change");
  expect(await rights()).toContain("prospect:read");

  const back = await post(ofRole, shop.owner, { roleId }, notice.undo!.fields);
  expect(await noticeOf(back)).toMatchObject({ code: "identity:access.unused.given_back", values: { count: 2 } });
  expect(await rights()).toEqual(expect.arrayContaining(["task:change", "prospect:import"]));
});

test("a member's page does the same for him alone", async () => {
  // His role was changed by the test before: judged from then on it is too young, so what was written is put back in time.
  await asSuperuser(async (client) => {
    await client.query("SET session_replication_role = replica");
    await client.query("UPDATE audit_logs SET created_at = now() - interval '79 days' WHERE company_id = $1", [shop.companyId]);
  });
  const answer = await post(ofMember, shop.owner, { userId }, { ...taken, rights: "message:edit,task:change" });
  const notice = await noticeOf(answer);
  expect(notice.undo).toEqual({ action: `/settings/rights/${userId}/unused`, fields: { intent: "give_back", rights: "message:edit=role,task:change=role" } }); // prettier-ignore
  const grants = () =>
    inCompany(shop.owner, ({ db }) => db.userPermission.findMany({ where: { userId }, select: { permission: true, isGranted: true } }));
  expect(await grants()).toHaveLength(2);
  await post(ofMember, shop.owner, { userId }, notice.undo!.fields);
  expect(await grants()).toEqual([]);
});

test("nobody takes without the right to, nothing of another company's is found, and what makes no sense is refused", async () => {
  const form = { ...taken, rights: "task:change" };
  await expect(post(ofRole, shop.agent, { roleId }, form)).rejects.toMatchObject({ code: "platform.gate.forbidden" });
  await expect(post(ofRole, other.owner, { roleId }, form)).rejects.toMatchObject({ code: "platform.record.unknown" });
  await expect(post(ofMember, other.owner, { userId }, form)).rejects.toMatchObject({ code: "platform.record.unknown" });
  for (const rights of ["", "all", "task:change,nonsense", "x".repeat(3000)])
    expect((await post(ofRole, shop.owner, { roleId }, { ...taken, rights })).init, rights.slice(0, 20)).toMatchObject({ status: 422 });
  const refused = await noticeOf(await post(ofRole, shop.owner, { roleId }, { ...taken, rights: "company:close" }));
  expect(refused).toMatchObject({ code: "identity:error.role.nothing_unused", tone: "danger" });
});
