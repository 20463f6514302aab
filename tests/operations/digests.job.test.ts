import { expect, test } from "vitest";
import { digestToken } from "~/domains/operations/notification/write-digest.server";
import { setClock } from "~/platform/clock";
import { inCompany } from "~/platform/tenancy.server";
import { action as stop } from "~/routes/public/digest.$token";
import { sendDigests } from "~inngest/functions/operations/send-digests";
import { writeMorningNotes } from "~inngest/functions/operations/write-morning-notes";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";

const at = (moment: string) => setClock(() => new Date(moment));
const mailsTo = (email: string) =>
  asOwner(
    async (owner) =>
      (
        await owner.query<{ subject: string; text: string; html: string; headers: Array<{ name: string; value: string }> }>(
          "SELECT subject, text, html, headers FROM local_mails WHERE to_line = $1 AND headers::text LIKE '%/digest/%'",
          [email],
        )
      ).rows,
  );
const tell = (shop: TestCompany) =>
  inCompany(shop.owner, async (ctx) =>
    ctx.notify({ to: [shop.agent.actor.id], type: "campaign.held", about: { type: "campaign", id: crypto.randomUUID() } }),
  );
const membershipOf = (shop: TestCompany) =>
  inCompany(shop.owner, ({ db }) => db.membership.findFirstOrThrow({ where: { userId: shop.agent.actor.id }, select: { id: true } }));

test("the mail of the day comes at the reader's own morning, once, and only to who has something to read", async () => {
  try {
    at("2026-11-24T03:00:00Z");
    const [paris, guadeloupe] = [await aCompany(), await aCompany({ timezone: "America/Guadeloupe", language: "en" })];
    for (const shop of [paris, guadeloupe]) await tell(shop);
    at("2026-11-24T06:40:00Z"); // 07:40 in Paris, 02:40 in Guadeloupe
    await withJobs([sendDigests], (jobs) => jobs.advance("2h"), { startsAt: "2026-11-24T06:00:00Z", intercept: losingFirstAnswers() });
    const [mail, ...more] = await mailsTo(paris.emails.agent);
    expect(more).toEqual([]);
    expect(mail!.text).toContain("1 campagne attend l’adresse postale");
    expect(mail!.html).toContain(`/digest/${digestToken((await membershipOf(paris)).id)}`);
    expect(await mailsTo(paris.emails.manager)).toEqual([]);
    expect(await mailsTo(guadeloupe.emails.agent)).toEqual([]);

    at("2026-11-24T12:00:00Z");
    await tell(paris); // later the same day: it waits for the next morning
    await withJobs([sendDigests], (jobs) => jobs.advance("1h"), { startsAt: "2026-11-24T12:00:00Z" });
    expect(await mailsTo(guadeloupe.emails.agent)).toMatchObject([{ subject: expect.stringContaining("1 new thing") as string }]);
    expect(await mailsTo(paris.emails.agent)).toHaveLength(1);
  } finally {
    setClock();
  }
});

test("who has stopped it by its link gets no more; a forged link stops nothing", async () => {
  const shop = await aCompany();
  const { id } = await membershipOf(shop);
  const args = (token: string) =>
    ({ request: new Request(`http://localhost/digest/${token}`, { method: "POST" }), params: { token }, context: {} }) as never;
  expect(await stop(args(`${id}.forged`))).toMatchObject({ data: { page: null }, init: { status: 404 } });
  expect(await stop(args(digestToken(id)))).toMatchObject({ data: { page: { company: shop.name, isDone: true } } });
  await tell(shop);
  const told = await inCompany(shop.owner, ({ db }) =>
    db.notification.findMany({ where: { type: "campaign.held" }, select: { inApp: true, byEmail: true } }),
  );
  expect(told).toEqual([{ inApp: true, byEmail: false }]);
});

test("a morning tells each member of his tasks and those of nobody, and of a card that ends, once", async () => {
  try {
    at("2026-11-25T02:00:00Z");
    const shop = await aCompany();
    const due = new Date("2026-11-25");
    await inCompany(shop.owner, async ({ db, companyId }) => {
      const task = { companyId, type: "call", title: "Rappeler", dueDate: due };
      await db.task.createMany({
        data: [
          { ...task, assignedToId: shop.agent.actor.id },
          { ...task, assignedToId: null },
        ],
      });
      await db.company.update({ where: { id: companyId }, data: { cardExpiresOn: new Date("2026-12-20") } });
    });
    await inCompany(shop.owner, ({ db, companyId }) =>
      db.notification.create({
        data: { companyId, userId: shop.owner.actor.id, type: "task.due", occasion: "old", createdAt: new Date("2026-01-02") },
      }),
    );
    at("2026-11-25T05:40:00Z");
    for (let run = 0; run < 2; run++)
      await withJobs([writeMorningNotes], (jobs) => jobs.advance("1h"), { startsAt: "2026-11-25T05:30:00Z" });
    const told = await inCompany(shop.owner, ({ db }) =>
      db.notification.findMany({ where: { type: { in: ["task.due", "card.expiring"] } } }),
    );
    const of = (userId: string, type: string) =>
      told.filter((one) => one.userId === userId && one.type === type).map(({ values }) => values);
    expect(of(shop.agent.actor.id, "task.due")).toEqual([{ count: 2 }]);
    expect(of(shop.owner.actor.id, "task.due")).toEqual([{ count: 1 }]);
    expect(of(shop.owner.actor.id, "card.expiring")).toEqual([{ count: 25 }]);
    expect(of(shop.agent.actor.id, "card.expiring")).toEqual([]);
  } finally {
    setClock();
  }
});
