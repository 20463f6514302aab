import { expect, test } from "vitest";
import { scoreProspects } from "~/domains/prospecting/prospect/score-prospects.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

test("scores are written with their reasons, once: a second run changes nothing, another company's run reaches nobody", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const ids = await someProspects(mine.owner, 3);
  const run = (company: typeof mine) =>
    inCompany(asJob(company.companyId, "prospecting/score-prospects"), (ctx) => scoreProspects(ctx, ids));
  expect(await run(other)).toBe(0);
  expect(await run(mine)).toBe(3);
  expect(await run(mine)).toBe(0);
  const rows = await inCompany(mine.owner, ({ db }) =>
    db.prospect.findMany({ select: { leadScore: true, scoreReasons: true, scoredAt: true } }),
  );
  for (const { leadScore, scoreReasons, scoredAt } of rows) {
    expect((scoreReasons as Array<{ points: number }>).reduce((sum, { points }) => sum + points, 0)).toBe(leadScore);
    expect(scoredAt).not.toBeNull();
  }
  expect(rows[0]!.leadScore).toBeGreaterThan(40);
});

test("an address that bounced or must not be written to scores 0", async () => {
  const mine = await aCompany();
  const ids = await someProspects(mine.owner, 2);
  await inCompany(mine.owner, ({ db }) =>
    db.suppression.createMany({
      data: [
        { companyId: mine.companyId, address: "agence-1@example.test", reason: "hard_bounce" },
        { companyId: mine.companyId, address: "agence-2@example.test", reason: "unsubscribed" },
      ],
    }),
  );
  await inCompany(mine.owner, (ctx) => scoreProspects(ctx, ids));
  const rows = await inCompany(mine.owner, ({ db }) =>
    db.prospect.findMany({ orderBy: { email: "asc" }, select: { leadScore: true, scoreReasons: true } }),
  );
  expect(rows.map(({ leadScore }) => leadScore)).toEqual([0, 0]);
  expect(rows.map(({ scoreReasons }) => (scoreReasons as Array<{ code: string }>)[0]!.code)).toEqual(["bounced", "unsubscribed"]);
});
