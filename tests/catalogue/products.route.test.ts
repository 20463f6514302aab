import { expect, test } from "vitest";
import { splitBenefits } from "~/domains/catalogue/product/product.schema";
import { loader as list } from "~/routes/catalogue/products._index";
import { action as create } from "~/routes/catalogue/products.new";
import { action as archive } from "~/routes/catalogue/products.$productId_.archive";
import { action as change, loader as read } from "~/routes/catalogue/products.$productId";
import { aCompany, requestOf } from "~tests/factories/company";

const args = (request: Request, params = {}) => ({ request, params, context: {} as never });
const form = {
  name: "Visite 3D",
  websiteUrl: "horizon.example.test/3d",
  benefits: "- Moins de visites pour rien\n\n2. Livré en deux jours\nLivré en deux jours",
};

test("benefits are one a line in their order, without marks, blanks and repetitions", () => {
  expect(splitBenefits("• a  b\r\n\r\n1) c\n- a b\n3D en un passage")).toEqual(["a b", "c", "3D en un passage"]);
});

test("a product is written with its benefits, changed in place, and seen by its own company alone", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await create(args(await requestOf(mine.manager, "/products/new", { form })));
  const { products } = await list(args(await requestOf(mine.agent, "/products")));
  expect(products).toMatchObject([{ name: "Visite 3D", benefitCount: 2, firstBenefit: "Moins de visites pour rien", isActive: true }]);
  const params = { productId: products[0]!.id };
  await change(
    args(await requestOf(mine.manager, "/x", { form: { ...form, benefits: "Livré en deux jours\nPrix fixe\nUn seul passage" } }), params),
  );
  const { product } = await read(args(await requestOf(mine.agent, "/x"), params));
  expect(product).toMatchObject({ websiteUrl: "https://horizon.example.test/3d", isActive: true });
  expect(product.benefits.map(({ text }) => text)).toEqual(["Livré en deux jours", "Prix fixe", "Un seul passage"]);

  expect((await list(args(await requestOf(other.owner, "/products")))).products).toEqual([]);
  await expect(read(args(await requestOf(other.owner, "/x"), params))).rejects.toMatchObject({ code: "platform.record.unknown" });
  expect(await change(args(await requestOf(other.owner, "/x", { form }), params))).toMatchObject({ init: { status: 404 } });
  expect((await read(args(await requestOf(mine.agent, "/x"), params))).product.benefits).toHaveLength(3);
});

test("a name is taken once, benefits are asked for, and an agent changes nothing", async () => {
  const mine = await aCompany();
  await create(args(await requestOf(mine.owner, "/products/new", { form })));
  expect(await create(args(await requestOf(mine.owner, "/products/new", { form })))).toMatchObject({
    init: { status: 409 },
    data: { error: { name: ["catalogue.product.name_taken"] } },
  });
  expect(await create(args(await requestOf(mine.owner, "/products/new", { form: { name: "Autre", benefits: " \n" } })))).toMatchObject({
    init: { status: 422 },
    data: { error: { benefits: ["catalogue.product.benefits_missing"] } },
  });
  await expect(create(args(await requestOf(mine.agent, "/products/new", { form })))).rejects.toMatchObject({
    code: "platform.gate.forbidden",
  });
});

test("a product is archived and taken back, and another company's is not found", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await create(args(await requestOf(mine.owner, "/products/new", { form })));
  const { id: productId } = (await list(args(await requestOf(mine.agent, "/products")))).products[0]!;
  const act = async (who: typeof mine.owner, what: string) =>
    archive(args(await requestOf(who, "/x", { form: { act: what } }), { productId })) as Promise<Response>;
  expect((await act(mine.manager, "archive")).headers.get("location")).toBe(`/products/${productId}`);
  await act(mine.manager, "archive");
  const isActive = async () => (await list(args(await requestOf(mine.agent, "/products")))).products[0]!.isActive;
  expect(await isActive()).toBe(false);
  await act(mine.manager, "restore");
  expect(await isActive()).toBe(true);
  await expect(act(other.owner, "archive")).rejects.toMatchObject({ code: "platform.record.unknown" });
  await expect(act(mine.agent, "archive")).rejects.toMatchObject({ code: "platform.gate.forbidden" });
});
