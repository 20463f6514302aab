import { expect, test } from "vitest";
import { asPrices, overlaps, priceOn, type PriceRow, stateOn } from "~/domains/catalogue/price/price.rules";
import { PriceInput } from "~/domains/catalogue/price/price.schema";
import { saveProduct } from "~/domains/catalogue/product/save-product.server";
import { inCompany } from "~/platform/tenancy.server";
import { action as save, loader as read } from "~/routes/catalogue/products.$productId_.prices._index";
import { action as remove } from "~/routes/catalogue/products.$productId_.prices.remove";
import { loader as list } from "~/routes/catalogue/products._index";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";

const args = (request: Request, productId?: string) => ({ request, params: { productId }, context: {} as never });
const aProduct = (shop: TestCompany) =>
  inCompany(shop.owner, (ctx) => saveProduct(ctx, { name: "Visite 3D", benefits: ["Un seul passage"] })).then(({ productId }) => productId);
const pricesOf = async (shop: TestCompany, productId: string) => (await read(args(await requestOf(shop.agent, "/x"), productId))).prices;
const post = async (shop: TestCompany, productId: string, form: Record<string, string>) =>
  save(args(await requestOf(shop.manager, "/x", { form }), productId)) as Promise<
    Response & { data: { error: object }; init: { status: number } }
  >;

test("a price is read as people write it: decimals kept, ranges and days in order", () => {
  const given = { currency: "EUR", amount: " 1 250,5 " };
  expect(PriceInput.parse(given)).toMatchObject({ amount: "1250.5" });
  for (const [wrong, path] of [
    [{ ...given, amount: "12,345" }, "amount"],
    [{ ...given, amount: "-3" }, "amount"],
    [{ ...given, upTo: "1250.50" }, "upTo"],
    [{ ...given, currency: "DOGE" }, "currency"],
    [{ ...given, validFrom: "2026-02-01", validUntil: "2026-01-31" }, "validUntil"],
  ] as const)
    expect(PriceInput.safeParse(wrong).error?.issues[0]?.path).toEqual([path]);
});

test("the price of a day is the one whose days hold it, its last day included", () => {
  const row = (id: string, over: Partial<PriceRow>): PriceRow => ({
    id,
    amount: "10.00",
    currency: "EUR",
    priceType: "fixed",
    validFrom: null,
    validUntil: null,
    ...over,
  });
  const spring = { validFrom: "2026-03-01", validUntil: "2026-05-31" };
  const prices = asPrices([
    row("a", { validUntil: "2026-02-28" }),
    row("c", { priceType: "range_max", amount: "30.00", ...spring }),
    row("b", { priceType: "range_min", amount: "20.00", ...spring }),
    row("d", { currency: "CHF", amount: "12.00" }),
  ]);
  expect(prices).toHaveLength(3);
  expect(priceOn(prices, "2026-02-28", "EUR")).toMatchObject({ id: "a", upTo: null });
  expect(priceOn(prices, "2026-05-31", "EUR")).toMatchObject({ id: "b", amount: "20.00", upTo: "30.00" });
  expect(priceOn(prices, "2026-06-01", "EUR")).toMatchObject({ id: "d" });
  expect([stateOn(spring, "2026-02-28"), stateOn(spring, "2026-03-01"), stateOn(spring, "2026-06-01")]).toEqual(["coming", "now", "past"]);
  expect(overlaps(spring, { validFrom: "2026-05-31", validUntil: null })).toBe(true);
  expect(overlaps(spring, { validFrom: null, validUntil: "2026-02-28" })).toBe(false);
});

test("a product has a price for its days, one a day in a currency, changed in place, removed and put back", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [productId, theirs] = [await aProduct(mine), await aProduct(other)];
  await post(mine, productId, { amount: "149,50", currency: "EUR" });
  await post(mine, productId, { amount: "150", upTo: "180", currency: "CHF", validFrom: "2031-01-01" });
  const [coming, now] = await pricesOf(mine, productId);
  expect([coming, now]).toMatchObject([
    { amount: "150.00", upTo: "180.00", currency: "CHF", state: "coming" },
    { amount: "149.50", upTo: null, validFrom: null, state: "now" },
  ]);
  expect((await list(args(await requestOf(mine.agent, "/products")))).products).toMatchObject([
    { price: { amount: "149.50", upTo: null, currency: "EUR" } },
  ]);
  const overlapping: Array<Record<string, string>> = [
    { amount: "1", currency: "EUR", validFrom: "2026-01-01", validUntil: "2026-01-01" },
    { amount: "1", upTo: "2", currency: "EUR" },
  ];
  for (const one of overlapping)
    expect(await post(mine, productId, one)).toMatchObject({
      init: { status: 409 },
      data: { error: { validFrom: ["catalogue.price.overlaps"] } },
    });
  await post(mine, productId, { amount: "160", upTo: "190", currency: "CHF", validFrom: "2031-01-01", instead: coming!.id });
  const changed = await pricesOf(mine, productId);
  expect(changed).toMatchObject([{ amount: "160.00", upTo: "190.00" }, { amount: "149.50" }]);

  await expect(post(mine, theirs, { amount: "1", currency: "EUR" })).resolves.toMatchObject({ init: { status: 404 } });
  expect(await pricesOf(other, theirs)).toEqual([]);
  const removal = async (shop: TestCompany) =>
    remove(args(await requestOf(shop.manager, "/x", { form: { priceId: changed[0]!.id } }), productId)) as Promise<Response>;
  await expect(removal(other)).rejects.toMatchObject({ code: "platform.record.unknown" });
  const gone = await removal(mine);
  expect(await pricesOf(mine, productId)).toHaveLength(1);
  expect(gone.headers.get("location")).toBe(`/products/${productId}/prices`);
  expect(await inCompany(mine.owner, ({ db }) => db.productPrice.count())).toBe(1);
  await expect(
    (async () => save(args(await requestOf(mine.agent, "/x", { form: { amount: "1", currency: "USD" } }), productId)))(),
  ).rejects.toMatchObject({ code: "platform.gate.forbidden" });
});

test("the database itself refuses two prices for one day and half a range, each with its sentence", async () => {
  const shop = await aCompany();
  const productId = await aProduct(shop);
  const write = (rows: Array<object>) =>
    inCompany(shop.owner, ({ db, companyId }) =>
      db.productPrice.createMany({ data: rows.map((row) => ({ companyId, productId, amount: 1, currency: "EUR", ...row })) as never }),
    );
  await write([{ validUntil: new Date("2026-06-30") }]);
  await expect(write([{ validFrom: new Date("2026-06-30"), amount: 2 }])).rejects.toMatchObject({ code: "platform.database.overlap" });
  await expect(write([{ currency: "CHF", priceType: "range_min" }])).rejects.toMatchObject({ code: "platform.database.rule.price_range" });
  await expect(
    write([
      { currency: "CHF", priceType: "range_min", amount: 5 },
      { currency: "CHF", priceType: "range_max", amount: 4 },
    ]),
  ).rejects.toMatchObject({ code: "platform.database.rule.price_range" });
  await write([
    { currency: "CHF", priceType: "range_min", amount: 4 },
    { currency: "CHF", priceType: "range_max", amount: 5 },
    { validFrom: new Date("2026-07-01"), amount: 3 },
  ]);
});
