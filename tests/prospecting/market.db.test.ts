import { afterAll, beforeAll, expect, test } from "vitest";
import { competitorsOf, listAgencies } from "~/domains/prospecting/agency/agency.queries.server";
import { saveAgencyProfile } from "~/domains/prospecting/agency/save-agency-profile.server";
import { AgencyProfileForm } from "~/domains/prospecting/agency/agency-profile.schema";
import { besideProspect } from "~/domains/prospecting/beside/beside-prospect.queries.server";
import { departmentFigures } from "~/domains/prospecting/map/department-figures.queries.server";
import { listPlaces, placePage } from "~/domains/prospecting/market/places.queries.server";
import { listProspects } from "~/domains/prospecting/prospect/prospect.queries.server";
import { findSignals } from "~/domains/prospecting/signal/find-signals.server";
import { listSignals, signalsOf } from "~/domains/prospecting/signal/signals.queries.server";
import { statementListeners } from "~/platform/db.server";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner, type TestCompany } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

/** A department, a city and an arrondissement of our own making: their codes are those of nobody's open file in these tests. */
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const quarterOf = (monthsBack: number) => {
  const at = new Date();
  return new Date(Date.UTC(at.getUTCFullYear(), Math.floor((at.getUTCMonth() - monthsBack) / 3) * 3, 1)).toISOString().slice(0, 10);
};
const [now, before] = [quarterOf(3), quarterOf(15)];

beforeAll(() =>
  asOwner(async (owner) => {
    const place = (department: string, city: string, district: string, code: string | null, price: number | null) =>
      owner.query(
        `INSERT INTO market_intelligence (id, department, city, district, commune_code, avg_price_sqm_sale, data_source, as_of) VALUES (app.uuid_v7(), $1, $2, $3, $4, $5::numeric, CASE WHEN $5::numeric IS NOT NULL THEN 'dvf' END, CASE WHEN $5::numeric IS NOT NULL THEN $6::date END)
         ON CONFLICT DO NOTHING`,
        [department, city, district, code, price, day(60)],
      );
    await place("69", "", "", null, 3300);
    await place("69", "Lyon", "", "69123", 4400);
    await place("69", "Lyon", "3e arrondissement", "69383", 4500);
    await place("88", "Épinal", "", "88160", null);
    const quarter = (department: string, code: string, at: string, price: number, sales = 40) =>
      owner.query(
        `INSERT INTO market_quarters (id, department, commune_code, dwelling, quarter, median_price_sqm, sales_count, priced_sales_count, is_whole, as_of, data_source)
         VALUES (app.uuid_v7(), $1, $2, 'all', $3::date, $4, $5, $5, true, ($3::date + interval '3 months')::date - 1, 'dvf') ON CONFLICT DO NOTHING`,
        [department, code, at, price, sales],
      );
    await quarter("69", "", now, 3300);
    await quarter("69", "", before, 3000);
    await quarter("69", "69123", now, 4400);
    await quarter("69", "69123", before, 4600);
    await quarter("69", "69383", now, 4500, 3);
    await quarter("69", "69383", before, 4900, 3);
  }),
);

/** The tables are everybody's: the next test file finds them as they were. */
afterAll(() =>
  asOwner((owner) =>
    owner.query("DELETE FROM market_quarters WHERE department = '69'; DELETE FROM market_intelligence WHERE department IN ('69', '88')"),
  ),
);

const inLyon = { city: "LYON", postalCode: "69003" };
const profile = (typed: Record<string, unknown> = {}) => AgencyProfileForm.parse(typed);
/** Counts of listings, days back → how many. */
const counted = (company: TestCompany, prospectId: string, counts: Record<number, number>) =>
  inCompany(company.owner, ({ db, companyId }) =>
    db.agencyListing.createMany({
      data: Object.entries(counts).map(([back, listingsCount]) => ({
        companyId,
        prospectId,
        listingsCount,
        countedOn: new Date(day(Number(back))),
      })),
    }),
  );
const signals = (company: TestCompany) => inCompany(company.owner, (ctx) => findSignals(ctx));

test("the map counts the prospects of the list's filter by department in one statement, of this company and within the reader's reach", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await someProspects(mine.owner, 4, (at) => (at === 4 ? { postalCode: undefined, city: undefined } : at === 3 ? inLyon : {}));
  await someProspects(other.owner, 7, () => inLyon);
  const heard: Array<string> = [];
  const listen = (sql: string) => void (/set_config|^(BEGIN|COMMIT)/.test(sql) || heard.push(sql));
  statementListeners.add(listen);
  const rows = await inCompany(mine.owner, (ctx) => departmentFigures(ctx, {}));
  statementListeners.delete(listen);
  expect(heard).toHaveLength(1);
  const of = (code: string, found = rows) => found.find(({ department }) => department === code);
  expect(rows.reduce((sum, { prospects }) => sum + prospects, 0)).toBe(4);
  expect(of("69")).toMatchObject({ prospects: 1, price: 3300 });
  expect(of("")).toMatchObject({ prospects: 1, price: null });
  const narrowed = await inCompany(mine.owner, (ctx) => departmentFigures(ctx, { city: "Lyon" }));
  expect(of("69", narrowed)?.prospects).toBe(1);
  expect(narrowed.reduce((sum, { prospects }) => sum + prospects, 0)).toBe(1);
  const narrow = { ...mine.agent, reach: { prospect: [mine.agent.actor.id] } };
  expect((await inCompany(narrow, (ctx) => departmentFigures(ctx, {}))).reduce((sum, { prospects }) => sum + prospects, 0)).toBe(0);
});

test("places stand with their prospects, a city no file names without figures, and a missing figure is nothing but missing", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await someProspects(mine.owner, 3, (at) => (at === 1 ? { city: "Villeneuve-la-Nulle", postalCode: "69999" } : inLyon));
  await someProspects(other.owner, 2, () => inLyon);
  const page = await inCompany(mine.owner, (ctx) => listPlaces(ctx, { view: "cities", department: "69", after: null }));
  expect(page.places.slice(0, 2)).toMatchObject([
    { city: "Lyon", district: "", prospects: 2, sale: 4400 },
    { city: "Villeneuve-la-Nulle", prospects: 1, id: null, sale: null, asOf: null },
  ]);
  const seen: Array<string> = [];
  for (let after: string | null = null; ;) {
    const part: Awaited<ReturnType<typeof listPlaces>> = await inCompany(mine.owner, (ctx) =>
      listPlaces(ctx, { view: "cities", department: "69", after, take: 1 }),
    );
    seen.push(...part.places.map(({ city, district }) => `${city} ${district}`));
    if (!(after = part.next)) break;
  }
  expect(seen).toEqual(page.places.map(({ city, district }) => `${city} ${district}`));
  const district = await inCompany(mine.owner, (ctx) => placePage(ctx, { department: "69", city: "lyon", district: "3e Arrondissement" }));
  expect(district).toMatchObject({ city: "Lyon", prospects: 2, sale: 4500, rent: null, stock: null, daysOnMarket: null, agencies: null });
  expect(district!.quarters).toHaveLength(2);
  expect(await inCompany(mine.owner, (ctx) => placePage(ctx, { department: "88", city: "Épinal", district: "" }))).toMatchObject({
    sale: null,
    prospects: 0,
    quarters: [],
  });
  expect(await inCompany(mine.owner, (ctx) => placePage(ctx, { department: "88", city: "Nulle-Part", district: "" }))).toBeNull();
});

test("prices that fall while listings grow become a signal with both rows cited, once, and it goes when they no longer do", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [grows, still, few] = await someProspects(mine.owner, 3, () => inLyon);
  const [theirs] = await someProspects(other.owner, 1, () => inLyon);
  await counted(mine, grows!, { 100: 20, 40: 22, 5: 26 });
  await counted(mine, still!, { 100: 20, 5: 21 });
  await counted(mine, few!, { 5: 90 });
  await counted(other, theirs!, { 100: 20, 5: 40 });
  expect(await signals(mine)).toEqual([grows]);
  expect(await signals(mine)).toEqual([]);
  const [signal, ...more] = await inCompany(mine.owner, (ctx) => signalsOf(ctx, grows!));
  expect(more).toEqual([]);
  // The arrondissement has too few sales for a median: the city's quarters are cited.
  expect(signal).toMatchObject({
    kind: "prices_fall_listings_grow",
    placeCity: "Lyon",
    placeDistrict: "",
    priceNow: 4400,
    priceBefore: 4600,
    listings: 26,
    listingsBefore: 20,
    quarter: now,
    quarterBefore: before,
  });
  expect(signal!.validUntil > day(0)).toBe(true);
  expect((await inCompany(mine.owner, (ctx) => listSignals(ctx, { after: null }))).signals.map(({ prospectId }) => prospectId)).toEqual([
    grows,
  ]);
  expect((await inCompany(other.owner, (ctx) => listSignals(ctx, { after: null }))).signals).toEqual([]);
  const where = { field: "market.signal" as const, is: "one_of" as const, value: ["prices_fall_listings_grow"] };
  const found = await inCompany(mine.owner, (ctx) =>
    listProspects(ctx, { filter: { where: { all: [where] } }, sort: "score", cursor: null }),
  );
  expect(found.rows.map(({ id }) => id)).toEqual([grows]);
  const narrow = { ...mine.agent, reach: { prospect: [mine.agent.actor.id] } };
  expect((await inCompany(narrow, (ctx) => listSignals(ctx, { after: null }))).signals).toEqual([]);
  await counted(mine, grows!, { 0: 21 });
  expect(await signals(mine)).toEqual([grows]);
  expect(await inCompany(mine.owner, (ctx) => signalsOf(ctx, grows!))).toEqual([]);
});

test("a profile is kept with its money to the cent, an earlier count of listings stays, and the list of agencies is narrowed and sorted", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [one, two, three] = await someProspects(mine.owner, 3, () => inLyon);
  await counted(mine, one!, { 30: 12 });
  const save = (id: string, typed: Record<string, unknown>) => inCompany(mine.owner, (ctx) => saveAgencyProfile(ctx, id, profile(typed)));
  await save(one!, {
    agencyType: "network",
    networkName: "Clés d’Armor",
    agentsCount: "4",
    listingsCount: "15",
    portals: [{ portalName: "Toits", monthlyCost: "389,10" }, { portalName: "Littoral", monthlyCost: "0.20" }, {}],
  });
  await save(one!, {
    agencyType: "network",
    networkName: "Clés d’Armor",
    agentsCount: "4",
    listingsCount: "16",
    portals: [
      { portalName: "Toits", monthlyCost: "389,10" },
      { portalName: "Littoral", monthlyCost: "0.20" },
    ],
  });
  await save(two!, { agentsCount: "9" });
  await inCompany(mine.owner, ({ db }) => db.prospect.update({ where: { id: two! }, data: { digitalMaturityScore: 70 } }));
  const list = (how: Partial<Parameters<typeof listAgencies>[1]> = {}) =>
    inCompany(mine.owner, (ctx) => listAgencies(ctx, { filter: {}, sort: "maturity", after: null, ...how }));
  expect((await list()).agencies).toMatchObject([
    { id: two, maturity: 70, listingsCount: null, portalsCost: null },
    { id: one, maturity: null, listingsCount: 16, portalsCost: "389.30" },
  ]);
  expect((await list({ sort: "listings" })).agencies.map(({ id }) => id)).toEqual([one, two]);
  expect((await list({ filter: { network: "cles d'armor" } })).agencies.map(({ id }) => id)).toEqual([one]);
  expect((await list({ filter: { department: "35" } })).agencies).toEqual([]);
  const first = await list({ take: 1 });
  expect((await list({ take: 1, after: first.next })).agencies.map(({ id }) => id)).toEqual([one]);
  expect(await inCompany(mine.owner, ({ db }) => db.agencyListing.count({ where: { prospectId: one! } }))).toBe(2);
  expect(
    (await inCompany(mine.owner, (ctx) => competitorsOf(ctx, { id: three!, city: "Lyon", department: "69" }))).map(({ id }) => id),
  ).toEqual([one, two]);
  expect((await inCompany(other.owner, (ctx) => listAgencies(ctx, { filter: {}, sort: "maturity", after: null }))).agencies).toEqual([]);
  await expect(inCompany(other.owner, (ctx) => saveAgencyProfile(ctx, one!, profile()))).rejects.toMatchObject({ detail: { status: 404 } });
});

test("who is like a prospect is said with the reasons, and the market beside him is that of his arrondissement", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [me, like, far] = await someProspects(mine.owner, 3, (at) => (at === 3 ? { city: "Brest", postalCode: "29200" } : inLyon));
  const [foreign] = await someProspects(other.owner, 1, () => inLyon);
  await inCompany(mine.owner, ({ db }) =>
    db.prospect.updateMany({ where: { id: { in: [me!, like!, far!] } }, data: { agencyType: "franchise", fitScore: 50, leadScore: 40 } }),
  );
  const beside = await inCompany(mine.owner, (ctx) => besideProspect(ctx, me!));
  expect(beside).toMatchObject({ neighbours: 1, place: { city: "Lyon", district: "3e arrondissement", sale: 4500, rent: null } });
  expect(beside!.alike).toMatchObject([{ id: like, alike: 65, reasons: ["department", "city", "kind", "score"] }]);
  expect(await inCompany(mine.owner, (ctx) => besideProspect(ctx, foreign!))).toBeNull();
});
