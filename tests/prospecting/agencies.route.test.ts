import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { readSite } from "~/domains/prospecting/agency/read-site.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { loader as agencies } from "~/routes/prospecting/market.agencies";
import { action as save, loader as profile } from "~/routes/prospecting/prospects.$prospectId_.agency";
import { loader as beside } from "~/routes/prospecting/prospects.$prospectId_.beside";
import { action as askReading } from "~/routes/prospecting/prospects.$prospectId_.site";
import { findSignalsJob } from "~inngest/functions/prospecting/find-signals";
import { readSiteJob } from "~inngest/functions/prospecting/read-site";
import { refreshSignals } from "~inngest/functions/prospecting/refresh-signals";
import { aCompany, asOwner, requestOf, type TestCompany } from "~tests/factories/company";
import { losingFirstAnswers, withJobs } from "~tests/factories/jobs";
import { someProspects } from "~tests/factories/prospecting";
import { network } from "~tests/setup/network";

const args = (request: Request, prospectId = "") => ({ request, params: { prospectId }, context: {} as never });
type Form = Record<string, string>;
const post = async (company: TestCompany, action: (one: never) => unknown, path: string, id: string, form: Form) =>
  (await action(args(await requestOf(company.owner, path, { form }), id) as never)) as Response & {
    init?: { status: number };
    data?: unknown;
  };
const site = "http://93.184.215.14/";
const anAgency = async (company: TestCompany, websiteUrl: string | undefined = site) =>
  (await someProspects(company.owner, 1, () => ({ websiteUrl })))[0]!;
const read = (company: TestCompany, id: string, resolve?: (name: string) => Promise<Array<string>>) =>
  readSite(asJob(company.companyId, "test"), id, resolve);
const kept = (company: TestCompany, id: string) =>
  inCompany(company.owner, async ({ db }) => ({
    reading: await db.siteReading.findFirst({ where: { prospectId: id } }),
    score: (await db.prospect.findUniqueOrThrow({ where: { id } })).digitalMaturityScore,
  }));

test("a profile is typed in and shown again; a portal without a name or named twice is refused at its field", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const id = await anAgency(mine);
  const path = `/prospects/${id}/agency`;
  const typed = {
    agencyType: "franchise",
    networkName: "Clés d’Armor",
    listingsCount: "31",
    "portals[0].portalName": "Toits",
    "portals[0].monthlyCost": "389,10",
    cardNumber: "CPI 3501 2026",
  };
  expect((await post(mine, save, path, id, typed)).headers.get("location")).toBe(path);
  const page = await profile(args(await requestOf(mine.agent, path), id));
  expect(page.agency).toMatchObject({
    agencyType: "franchise",
    networkName: "Clés d’Armor",
    listingsCount: 31,
    cardNumber: "CPI 3501 2026",
    portals: [{ portalName: "Toits", monthlyCost: "389.10" }],
  });
  const refusal = await post(mine, save, path, id, { ...typed, "portals[1].portalName": "toits", "portals[2].monthlyCost": "12" });
  expect(refusal.init?.status).toBe(422);
  expect(JSON.stringify(refusal.data)).toMatch(/portal_twice.*portal_unnamed/);
  const list = await agencies(args(await requestOf(mine.agent, "/market/agencies?city=rennes&sort=listings")));
  expect(list).toMatchObject({ sort: "listings", filter: { city: "rennes" } });
  await expect(profile(args(await requestOf(other.owner, path), id))).rejects.toMatchObject({ detail: { status: 404 } });
  expect((await agencies(args(await requestOf(other.owner, "/market/agencies")))).agencies).toEqual([]);
});

test("without the pack of real estate its pages are closed and the record goes without", async () => {
  const mine = await aCompany();
  const id = await anAgency(mine);
  await asOwner((owner) =>
    owner.query(`UPDATE companies SET custom_limits = '{"features":{"real_estate":false}}' WHERE id = $1`, [mine.companyId]),
  );
  await expect(profile(args(await requestOf(mine.owner, `/prospects/${id}/agency`), id))).rejects.toMatchObject({
    code: "prospecting.agency.pack_off",
  });
  await expect(agencies(args(await requestOf(mine.owner, "/market/agencies")))).rejects.toMatchObject({ detail: { status: 403 } });
  expect(await beside(args(await requestOf(mine.owner, `/prospects/${id}/beside`), id))).toMatchObject({
    hasPack: false,
    agency: null,
    signals: [],
  });
});

test("a website is read by a job when a member asks, once though every answer is lost, and its points are kept with their day", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  const [id, theirs] = [await anAgency(mine), await anAgency(other)];
  network.use(
    http.get(site, () =>
      HttpResponse.html(
        `<html><head><title>Agence</title><meta name="viewport" content="width=device-width"></head><body><a href="/x">Nos annonces</a></body></html>`,
      ),
    ),
  );
  await withJobs(
    [readSiteJob, findSignalsJob, refreshSignals],
    async (jobs) => {
      expect((await post(mine, askReading, `/prospects/${id}/site`, id, {})).headers.get("location")).toBe(`/prospects/${id}/agency`);
      await jobs.advance("2m");
    },
    { intercept: losingFirstAnswers() },
  );
  const { reading, score } = await kept(mine, id);
  expect(reading).toMatchObject({ address: site, errorCode: null, askedAt: null });
  expect(score).toBe(reading!.score);
  expect(score).toBeGreaterThanOrEqual(20);
  expect(await kept(other, theirs)).toEqual({ reading: null, score: null });
  await expect(post(other, askReading, `/prospects/${id}/site`, id, {})).rejects.toMatchObject({ detail: { status: 404 } });
});

test("a site that is private, gone, no page or too large gives its reason, and what an earlier reading gave stays", async () => {
  const mine = await aCompany();
  const id = await anAgency(mine);
  network.use(http.get(site, () => HttpResponse.html("<html><head><title>Agence</title></head></html>")));
  const { score } = (await read(mine, id)) as { score: number };
  const failsWith = async (code: string) => {
    expect(await read(mine, id)).toEqual({ errorCode: code });
    expect(await kept(mine, id)).toMatchObject({ score, reading: { score, errorCode: code } });
  };
  network.use(http.get(site, () => new HttpResponse(null, { status: 302, headers: { location: "http://127.0.0.1/admin" } })));
  await failsWith("platform.outside.private");
  network.use(http.get(site, () => HttpResponse.html("<html></html>", { status: 503 })));
  await failsWith("platform.outside.status");
  network.use(http.get(site, () => new HttpResponse("%PDF-1.7 \u0000", { headers: { "content-type": "text/html" } })));
  await failsWith("prospecting.site.not_a_page");
  network.use(http.get(site, () => HttpResponse.html(`<html>${"a".repeat(4 * 1024 * 1024)}`)));
  await failsWith("platform.outside.too_large");
  network.use(http.get(site, () => HttpResponse.error()));
  await failsWith("platform.outside.unreachable");
  const bare = (await someProspects(mine.owner, 2, (at) => ({ email: `b${at}@example.test` })))[1]!;
  expect(await read(mine, bare)).toEqual({ errorCode: "prospecting.site.no_address" });
});
