import { expect, test } from "vitest";
import { tellTendersDue } from "~/domains/prospecting/tender/tell-tenders-due.server";
import { listTenders, openTenderSql } from "~/domains/prospecting/tender/tender.queries.server";
import { daysAfter, type TenderView } from "~/domains/prospecting/tender/tender.rules";
import { takeNotice } from "~/platform/notice.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { loader as record } from "~/routes/prospecting/prospects.$prospectId";
import { action as note } from "~/routes/prospecting/prospects.$prospectId_.competitive-notes";
import { action as tender } from "~/routes/prospecting/prospects.$prospectId_.tenders";
import { loader as list } from "~/routes/prospecting/tenders._index";
import { aCompany, aMember, requestOf, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} as never });
const post = async (action: (args: never) => unknown, who: CompanyScope, prospectId: string, form: Record<string, string>) =>
  (await action(args(await requestOf(who, `/prospects/${prospectId}/x`, { form }), { prospectId }) as never)) as Response;
const errorsOf = (answer: unknown) => (answer as { data: { errors: Record<string, string> } }).data.errors;
const page = async (who: CompanyScope, prospectId: string) =>
  (await record(args(await requestOf(who, `/prospects/${prospectId}`), { prospectId }))).prospect;
const noticeOf = async (response: Response) =>
  (await takeNotice(new Request("http://localhost/", { headers: { cookie: response.headers.getSetCookie()[0]!.split(";")[0]! } }))).notice;
/** The companies' own day: in Paris it begins before that of UTC. */
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());
const inDays = (days: number) => daysAfter(today(), days);
const inView = ({ owner }: TestCompany, view: TenderView) =>
  inCompany(owner, async (ctx) => (await listTenders(ctx, { view, after: null })).rows.map(({ title }) => title));

test("a tender is written down on the record with a link of the web alone, changed, taken away and put back; another company has no part in it", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const [id = ""] = await someProspects(shop.owner, 1);
  for (const url of ["javascript:alert(1)", "ftp://example.test/x", "data:text/html,x", "pas une adresse"])
    expect(errorsOf(await post(tender, shop.owner, id, { title: "Site", deadline: inDays(20), url }))).toEqual({
      url: "prospecting:error.prospect.url_invalid",
    });
  expect(errorsOf(await post(tender, shop.owner, id, { title: " ", deadline: "2026-02-31" }))).toEqual({
    title: "prospecting:error.tender.title_missing",
    deadline: "prospecting:error.tender.deadline_missing",
  });
  await expect(post(tender, other.owner, id, { title: "Site", deadline: inDays(20) })).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
  await post(tender, shop.owner, id, { title: "Refonte du site", deadline: inDays(20), url: "marches.example.test/a", source: "Lettre" });
  const [made] = (await page(shop.owner, id)).tenders;
  expect(made).toMatchObject({ title: "Refonte du site", url: "https://marches.example.test/a", deadline: inDays(20) });
  await expect(post(tender, other.owner, id, { intent: "delete", itemId: made!.id })).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
  await post(tender, shop.owner, id, { itemId: made!.id, title: "Refonte", deadline: inDays(3), url: made!.url! });
  expect((await page(shop.owner, id)).tenders).toMatchObject([{ id: made!.id, title: "Refonte", deadline: inDays(3), source: null }]);
  const gone = await post(tender, shop.owner, id, { intent: "delete", itemId: made!.id });
  expect((await page(shop.owner, id)).tenders).toEqual([]);
  await post(tender, shop.owner, id, (await noticeOf(gone))!.undo!.fields);
  expect((await page(shop.owner, id)).tenders).toMatchObject([{ title: "Refonte", url: "https://marches.example.test/a" }]);
});

test("tenders of all prospects stand by their deadline, a page at a time; over is what yesterday ended, and a deleted prospect's are out of sight", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const [id = "", binned = ""] = await someProspects(shop.owner, 2);
  const [theirs = ""] = await someProspects(other.owner, 1);
  const add = (prospectId: string, title: string, days: number) =>
    inCompany(shop.owner, ({ db }) =>
      db.tender.create({ data: { companyId: shop.companyId, prospectId, title, deadline: new Date(inDays(days)) } }),
    );
  await add(id, "far", 40);
  await add(id, "today", 0);
  await add(id, "two weeks", 14);
  await add(id, "yesterday", -1);
  await add(id, "long ago", -90);
  await add(binned, "binned", 2);
  await inCompany(shop.owner, ({ db, now }) => db.prospect.update({ where: { id: binned }, data: { deletedAt: now } }));
  await post(tender, other.owner, theirs, { title: "theirs", deadline: inDays(5) });
  expect(await inView(shop, "open")).toEqual(["today", "two weeks", "far"]);
  expect(await inView(shop, "soon")).toEqual(["today", "two weeks"]);
  expect(await inView(shop, "over")).toEqual(["yesterday", "long ago"]);
  const inDrafts = () =>
    inCompany(shop.owner, ({ db, now }) => db.$queryRaw`SELECT ${openTenderSql(now)} AS tender FROM prospects p WHERE p.id = ${id}::uuid`);
  expect(await inDrafts()).toEqual([{ tender: "today" }]);
  const own = await aMember(shop, "agent", "own");
  const narrow = { ...own, reach: { prospect: [own.actor.id] } };
  expect((await inCompany(narrow, (ctx) => listTenders(ctx, { view: "open", after: null }))).rows).toEqual([]);

  await inCompany(shop.owner, ({ db }) =>
    db.tender.createMany({
      data: Array.from({ length: 60 }, (_, at) => ({
        companyId: shop.companyId,
        prospectId: id,
        title: `T${at}`,
        deadline: new Date(inDays(5 + (at % 2))),
      })),
    }),
  );
  const first = await list(args(await requestOf(shop.owner, "/tenders?view=soon")));
  expect([first.rows.length, first.next]).toEqual([50, expect.any(String)]);
  const second = await list(args(await requestOf(shop.owner, `/tenders?view=soon&after=${first.next}`)));
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(62);
  expect(second.next).toBeNull();
});

test("whoever is in charge is told a week before the deadline, once; a deadline that is moved is told again", async () => {
  const shop = await aCompany();
  const [id = "", nobodys = ""] = await someProspects(shop.owner, 2);
  await inCompany(shop.owner, async ({ db }) => {
    await db.prospect.update({ where: { id }, data: { assignedToId: shop.agent.actor.id } });
    await db.prospect.update({ where: { id: nobodys }, data: { assignedToId: null } });
  });
  await post(tender, shop.owner, id, { title: "Refonte", deadline: inDays(7) });
  await post(tender, shop.owner, id, { title: "Plus tard", deadline: inDays(8) });
  await post(tender, shop.manager, nobodys, { title: "À personne", deadline: inDays(0) });
  const tell = (day: string) => inCompany(shop.owner, (ctx) => tellTendersDue(ctx, new Date(day)));
  const told = () =>
    inCompany(shop.owner, async ({ db }) =>
      (await db.notification.findMany({ where: { type: "tender.due" }, orderBy: { id: "asc" } })).map(({ userId, subjectId, values }) => [
        userId,
        subjectId,
        values,
      ]),
    );
  await tell(today());
  await tell(today());
  const first = [
    [shop.agent.actor.id, id, { title: "Refonte", count: 7 }],
    [shop.manager.actor.id, nobodys, { title: "À personne", count: 0 }],
  ];
  expect((await told()).sort()).toEqual([...first].sort());
  await inCompany(shop.owner, ({ db }) => db.tender.updateMany({ where: { title: "Refonte" }, data: { deadline: new Date(inDays(3)) } }));
  await tell(today());
  expect(await told()).toHaveLength(3);
  await tell(inDays(1));
  expect(await told()).toHaveLength(4); // the one of eight days is seven days away now
});

test("a note on a competitor stands on the record until it is over, then it is said to be", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const [id = ""] = await someProspects(shop.owner, 1);
  expect(errorsOf(await post(note, shop.owner, id, { competitor: "", content: "" }))).toEqual({
    competitor: "prospecting:error.competitive_note.competitor_missing",
    content: "prospecting:error.competitive_note.content_missing",
  });
  await post(note, shop.owner, id, { competitor: "Plan & Photo", content: "Essai", expiresOn: inDays(-1) });
  await post(note, shop.agent, id, { competitor: "Visitéa", content: "Contrat d’un an", url: "visitea.example.test" });
  const { competitiveNotes, today: day } = await page(shop.agent, id);
  expect(competitiveNotes.map(({ competitor, expiresOn }) => [competitor, expiresOn !== null && expiresOn < day])).toEqual([
    ["Visitéa", false],
    ["Plan & Photo", true],
  ]);
  const itemId = competitiveNotes[0]!.id;
  await expect(post(note, other.owner, id, { itemId, competitor: "x", content: "y" })).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
  const gone = await post(note, shop.owner, id, { itemId, intent: "delete" });
  expect((await page(shop.owner, id)).competitiveNotes).toHaveLength(1);
  await post(note, shop.owner, id, (await noticeOf(gone))!.undo!.fields);
  expect((await page(shop.owner, id)).competitiveNotes).toHaveLength(2);
});
