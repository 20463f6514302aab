import { expect, test } from "vitest";
import { takeDocumentNumber } from "~/domains/commerce/document/take-document-number.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { figure, sized } from "./sized";

const wanted = sized(400, 10_000);
const clients = 16;

test("sixteen clients, a tenth of them rolling back, leave no gap and no double in a series of invoices", async () => {
  const shop = await aCompany();
  const [seriesId, customerId] = [uuidv7(), uuidv7()];
  await inCompany(shop.owner, async ({ db, companyId }) => {
    await db.customer.create({ data: { id: customerId, companyId, lastName: "Tessier" } });
    await db.documentSeries.create({ data: { id: seriesId, companyId, name: "Factures", prefix: "FA-" } });
  });
  let [validated, rolledBack, turn] = [0, 0, 0];
  const client = async () => {
    while (validated < wanted) {
      const mine = turn++;
      try {
        await inCompany(shop.owner, async (ctx) => {
          const number = await takeDocumentNumber(ctx, { seriesId });
          await ctx.db.document.create({
            data: {
              companyId: ctx.companyId,
              customerId,
              seriesId,
              number,
              type: "invoice",
              status: "validated",
              issuedOn: ctx.now,
              validatedAt: ctx.now,
            },
          });
          if (mine % 10 === 9) throw new Error("rolled back");
        });
        validated++;
      } catch (error) {
        expect((error as Error).message).toBe("rolled back");
        rolledBack++;
      }
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;

  const [row] = await asOwner(
    async (owner) =>
      (
        await owner.query<{ rows: number; numbers: number; least: number; most: number; next: number }>(
          `SELECT count(*)::int AS rows, count(DISTINCT number)::int AS numbers, min(substr(number, 4)::int) AS least, max(substr(number, 4)::int) AS most,
             (SELECT next_number FROM document_series WHERE id = $1) AS next FROM documents WHERE series_id = $1`,
          [seriesId],
        )
      ).rows,
  );
  expect(row).toEqual({ rows: validated, numbers: validated, least: 1, most: validated, next: validated + 1 });
  figure("numbers given, rolled back, gaps and doubles", `${validated}, ${rolledBack}, 0`);
  figure("numbers a second", Math.round(validated / seconds));
});
