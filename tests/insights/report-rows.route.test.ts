import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { findLocalMailById, listLocalMails } from "~/platform/vendors/mailbox.server";
import { loader as list } from "~/routes/insights/reports._index";
import { loader as report } from "~/routes/insights/reports.$reportId._index";
import { loader as rows } from "~/routes/insights/reports.$reportId.rows";
import { action as sendNow } from "~/routes/insights/reports.send-now";
import { loader as lines } from "~/routes/prospecting/imports.$importRunId.lines";
import { sendReport } from "~inngest/functions/insights/send-report";
import { action as resend } from "~/routes/public/verify.resend";
import { aCompany, asOwner, requestOf } from "~tests/factories/company";
import { aMessageStory, tell } from "~tests/factories/facts";
import { withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as LoaderFunctionArgs & ActionFunctionArgs;

test("the chain is walkable: figure, message, prospect, and the very line of the list", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const run = await importedList(shop.owner, "Nom;E-mail\nAgence Corbelune;corbelune@example.test\nAgence Tilleul;tilleul@example.test\n");
  const [, tilleul] = await inCompany(shop.owner, ({ db }) => db.prospect.findMany({ orderBy: { importLineNumber: "asc" } }));
  const at = new Date().toISOString();
  const campaign = uuidv7();
  await tell(shop.companyId, aMessageStory(campaign, { sent: at, delivered: at, replied: at }, tilleul!.id));
  await tell(other.companyId, aMessageStory(campaign, { sent: at, replied: at }, tilleul!.id));

  const opened = await report(args(await requestOf(shop.agent, "/reports/this-week"), { reportId: "this-week" }));
  expect(opened.report.keyMetrics.week).toMatchObject({ imported: 2, contacted: 1, delivered: 1, replies: 1 });
  const behind = await rows(args(await requestOf(shop.agent, "/reports/this-week/rows?metric=replies"), { reportId: "this-week" }));
  expect(behind.rows).toHaveLength(1);
  const { prospect } = behind.rows[0]!;
  expect(prospect).toMatchObject({ id: tilleul!.id, line: { importRunId: run.id, number: tilleul!.importLineNumber } });
  const page = await lines(
    args(await requestOf(shop.agent, `/imports/${run.id}/lines?after=${prospect!.line!.number - 1}`), { importRunId: run.id }),
  );
  expect(page.lines[0]).toMatchObject({
    lineNumber: prospect!.line!.number,
    prospectId: tilleul!.id,
    cells: ["Agence Tilleul", "tilleul@example.test"],
  });

  const imported = await rows(args(await requestOf(shop.agent, "/reports/this-week/rows?metric=imported"), { reportId: "this-week" }));
  expect(imported.rows).toHaveLength(2);
  const theirs = await rows(args(await requestOf(other.agent, "/reports/this-week/rows?metric=replies"), { reportId: "this-week" }));
  expect(theirs.rows.map((row) => row.prospect)).toEqual([null]); // their fact, but no prospect of theirs
});

test("rows come a page at a time, each once", async () => {
  const shop = await aCompany();
  const at = new Date().toISOString();
  const campaign = uuidv7();
  await tell(
    shop.companyId,
    Array.from({ length: 120 }, () => aMessageStory(campaign, { sent: at })).flatMap((facts) => [...facts, ...facts]),
  );
  const seen: Array<string> = [];
  for (let after: string | null = ""; after !== null;) {
    const page: Awaited<ReturnType<typeof rows>> = await rows(
      args(await requestOf(shop.owner, `/reports/this-week/rows?metric=sent&campaign=${campaign}&after=${after}_${seen.length}`), {
        reportId: "this-week",
      }),
    );
    seen.push(...page.rows.map(({ subjectId }) => subjectId));
    after = page.next;
  }
  expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
});

test("an agent sends himself the week so far, the team only gets it from who may; another company sees nothing of it", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await withJobs([sendReport], async (jobs) => {
    const sent = await sendNow(args(await requestOf(shop.agent, "/reports/send-now", { form: { to: "me" } })));
    await jobs.drain();
    const reportId = sent.headers.get("location")!.split("/").at(-1)!;
    const [mail] = await listLocalMails({ to: shop.emails.agent, take: 1 });
    const kept = (await findLocalMailById(mail!.id))!;
    expect(kept.html).toContain(`/reports/${reportId}`);
    const headline = kept.text.split("\n\n")[1]!.split("\n")[0]!;
    expect(kept.text.split(headline)).toHaveLength(2); // said once
    await expect(report(args(await requestOf(other.owner, `/reports/${reportId}`), { reportId }))).rejects.toMatchObject({
      detail: { status: 404 },
    });
    expect((await list(args(await requestOf(shop.agent, "/reports")))).reports.map(({ id }) => id)).toEqual([reportId]);
    expect((await list(args(await requestOf(other.agent, "/reports")))).reports).toEqual([]);
  });
  await expect(sendNow(args(await requestOf(shop.agent, "/reports/send-now", { form: { to: "team" } })))).rejects.toMatchObject({
    detail: { status: 403 },
  });
});

test("who has not confirmed the address is told so, with the way to a new link, and nothing is written", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const confirm = (at: string | null) =>
    asOwner((owner) => owner.query("UPDATE users SET email_verified_at = $2 WHERE id = $1", [shop.owner.actor.id, at]));
  await confirm(null);
  for (const to of ["me", "team"]) {
    const answer = await sendNow(args(await requestOf(shop.owner, "/reports/send-now", { form: { to } })));
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/reports?confirm"]);
  }
  const asks = async (who: typeof shop) => (await list(args(await requestOf(who.owner, "/reports?confirm")))).mustConfirm;
  expect([await asks(shop), await asks(other)]).toEqual([true, false]);
  const facts = (eventType: string) => inCompany(shop.owner, ({ db }) => db.event.count({ where: { eventType } }));
  expect(await facts("insights/report.written")).toBe(0);
  const before = await facts("identity/verification.requested");
  await resend(args(await requestOf(shop.owner, "/verify/resend", { form: {} })));
  expect(await facts("identity/verification.requested")).toBe(before + 1);

  await confirm("2026-01-01");
  expect(await asks(shop)).toBe(false);
  const sent = await sendNow(args(await requestOf(shop.owner, "/reports/send-now", { form: { to: "me" } })));
  expect(sent.headers.get("location")).toMatch(/^\/reports\/0/);
});
