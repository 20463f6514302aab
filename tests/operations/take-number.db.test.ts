import { expect, test } from "vitest";
import { takeDocumentNumber } from "~/domains/commerce/document/take-document-number.server";
import { takeNumber } from "~/domains/operations/number/take-number.server";
import { takeTicketNumber } from "~/domains/ticketing/ticket/take-ticket-number.server";
import { setClock } from "~/platform/clock";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";

const ticket = (shop: TestCompany) => inCompany(shop.owner, takeTicketNumber);

test("tickets count from one in each company and local year", async () => {
  const [paris, guadeloupe] = [await aCompany(), await aCompany({ timezone: "America/Guadeloupe" })];
  try {
    setClock(() => new Date("2026-12-31T23:30:00Z")); // 2027 in Paris, still 2026 in Guadeloupe
    expect(await ticket(paris)).toBe("TICKET-2027-0001");
    expect(await ticket(guadeloupe)).toBe("TICKET-2026-0001");
    expect(await ticket(paris)).toBe("TICKET-2027-0002");
    setClock(() => new Date("2027-01-01T04:00:00Z"));
    expect(await ticket(guadeloupe)).toBe("TICKET-2027-0001");
    expect(await ticket(paris)).toBe("TICKET-2027-0003");
  } finally {
    setClock();
  }
});

test("a number that was rolled back is given again", async () => {
  const shop = await aCompany();
  const take = (fail: boolean) =>
    inCompany(shop.owner, async (ctx) => {
      const number = await takeNumber(ctx, { kind: "test", period: "" });
      if (fail) throw new Error("changed my mind");
      return number;
    });
  expect(await take(false)).toBe(1);
  await expect(take(true)).rejects.toThrow("changed my mind");
  expect(await take(false)).toBe(2);
});

test("sixteen at once, a tenth of whom roll back: no gap and no double", async () => {
  const shop = await aCompany();
  const stranger = await aCompany();
  const kept: Array<number> = [];
  let turn = 0;
  const client = async () => {
    while (turn < 320) {
      const mine = turn++;
      await inCompany(shop.owner, async (ctx) => {
        const number = await takeNumber(ctx, { kind: "race", period: "2026" });
        if (mine % 10 === 9) throw new Error("rolled back");
        return number;
      }).then(
        (number) => kept.push(number),
        (error: Error) => expect(error.message).toBe("rolled back"),
      );
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 288 }, (_, at) => at + 1));
  expect(await inCompany(stranger.owner, (ctx) => takeNumber(ctx, { kind: "race", period: "2026" }))).toBe(1);
});

test("a series gives its own company's documents their numbers, and moves by one only", async () => {
  const shop = await aCompany();
  const stranger = await aCompany();
  const seriesId = uuidv7();
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.documentSeries.create({ data: { id: seriesId, companyId, name: "Factures", prefix: "FA-2026-" } }),
  );
  const take = (company: TestCompany) => inCompany(company.owner, (ctx) => takeDocumentNumber(ctx, { seriesId }));
  expect(await take(shop)).toBe("FA-2026-00001");
  expect(await take(shop)).toBe("FA-2026-00002");
  await expect(take(stranger)).rejects.toThrow("commerce.series.not_found");
  await asOwner(async (owner) => {
    for (const change of ["next_number = 1", "next_number = 9", "prefix = 'X'"])
      await expect(owner.query(`UPDATE document_series SET ${change} WHERE id = $1`, [seriesId]), change).rejects.toThrow();
    await expect(owner.query("DELETE FROM document_series WHERE id = $1", [seriesId])).rejects.toThrow();
  });
  await inCompany(shop.owner, ({ db }) => db.documentSeries.updateMany({ where: { id: seriesId }, data: { isActive: false } }));
  await expect(take(shop)).rejects.toThrow("commerce.series.not_found");
});
