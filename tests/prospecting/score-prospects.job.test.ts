import { expect, test } from "vitest";
import { messageReplied } from "~/domains/outreach/message/message.events.server";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { scoreProspectsJob } from "~inngest/functions/prospecting/score-prospects";
import { aCompany, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { aList, importedList } from "~tests/factories/lists";
import { someProspects } from "~tests/factories/prospecting";

const scores = ({ owner }: TestCompany) =>
  inCompany(owner, ({ db }) =>
    db.prospect.findMany({ orderBy: { id: "asc" }, select: { id: true, leadScore: true, scoreReasons: true, scoredAt: true } }),
  );

test("killed after its effect and run again, a list is scored once, and nobody else's", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  await someProspects(other.owner, 2);
  const lose = losingFirstAnswers();
  let deaths = 0;
  await withJobs(
    [scoreProspectsJob],
    async (jobs) => {
      await importedList(shop.owner, aList(120));
      await jobs.advance("5m");
      const first = await scores(shop);
      expect(first).toHaveLength(120);
      for (const { leadScore, scoreReasons, scoredAt } of first) {
        expect(scoredAt).not.toBeNull();
        expect((scoreReasons as Array<unknown>).length).toBeGreaterThan(0);
        expect(leadScore).toBeGreaterThan(0);
      }
      expect(deaths).toBeGreaterThan(0);
      const runs = await jobs.runs("prospecting/score-prospects");
      expect(runs.length).toBeGreaterThan(0);
      expect(runs.every(({ status }) => status === "Completed")).toBe(true);

      for (const { id } of runs) await jobs.rerun(id); // replayed: the same score, written at no other moment
      await jobs.advance("5m");
      expect(await scores(shop)).toEqual(first);
      expect((await scores(other)).every(({ scoredAt }) => scoredAt === null)).toBe(true);
    },
    {
      async intercept(request, handler) {
        try {
          return await lose(request, handler);
        } catch (error) {
          deaths += 1;
          throw error;
        }
      },
    },
  );
});

test("what is heard of a person changes the score by the job, told twice as told once", async () => {
  const shop = await aCompany();
  const [prospectId] = await someProspects(shop.owner, 1);
  await withJobs(
    [scoreProspectsJob],
    async (jobs) => {
      const { email } = await inCompany(shop.owner, ({ db }) => db.prospect.findFirstOrThrow({ select: { email: true } }));
      await inCompany(shop.owner, (ctx) => suppressAddress(ctx, { address: email!, reason: "manual" }));
      const tell = () =>
        inCompany(shop.owner, async (ctx) => {
          const messageId = uuidv7();
          ctx.emit(
            messageReplied.create({ companyId: shop.companyId, campaignId: uuidv7(), messageId, prospectId: prospectId! }),
            messageId,
          );
        });
      await tell();
      await jobs.advance("2m");
      const [first] = await scores(shop);
      expect(first).toMatchObject({ leadScore: 0, scoredAt: expect.any(Date) });
      await tell();
      await jobs.advance("2m");
      expect(await scores(shop)).toEqual([first]);
    },
    { intercept: losingFirstAnswers() },
  );
});
