import { expect, test } from "vitest";
import { inCompany } from "~/platform/tenancy.server";
import { loader } from "~/routes/prospecting/search";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";

const search = async (shop: TestCompany, term: string) =>
  (
    await loader({ request: await requestOf(shop.agent, `/search?q=${encodeURIComponent(term)}`), params: {}, context: {} } as never)
  ).prospects.map(({ name }) => name);

test("the palette finds people and firms without accents, in any order of words, in one's own company", async () => {
  const [alma, bora] = [await aCompany(), await aCompany()];
  for (const shop of [alma, bora])
    await inCompany(shop.owner, ({ db, companyId }) =>
      db.prospect.createMany({
        data: [
          { companyId, firstName: "Gaëlle", lastName: `Morvézen ${shop.name}`, organizationName: "Pierrelune Habitat", city: "Quimper" },
          { companyId, organizationName: `50 % Immobilier_${shop.name}`, city: "Lorient" },
        ],
      }),
    );
  expect(await search(alma, "morvezen gaelle")).toEqual([`Gaëlle Morvézen ${alma.name}`]);
  expect(await search(alma, "50 % immo")).toEqual([`50 % Immobilier_${alma.name}`]);
  expect(await search(alma, bora.name)).toEqual([]);
  expect(await search(alma, "x")).toEqual([]);
  expect(await search(alma, "%_\\")).toEqual([]);
});
