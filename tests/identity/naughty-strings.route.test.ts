import { expect, test } from "vitest";
import type { z } from "zod";
import { CompanyAddress } from "~/domains/identity/address/address.schema";
import { AgencyFacts } from "~/domains/identity/agency/agency.schema";
import { SenderIdentity } from "~/domains/identity/company/company.schema";
import { DocumentSettings } from "~/domains/identity/documents/document-settings.schema";
import { ManualEntry, StartClock } from "~/domains/identity/schedule/schedule.schema";
import { SystemSettings } from "~/domains/identity/setting/setting.schema";
import { inCompany } from "~/platform/tenancy.server";
import { action as agency } from "~/routes/identity/settings.agency";
import { action as address } from "~/routes/identity/settings.addresses._index";
import { action as company } from "~/routes/identity/settings.company";
import { action as documents } from "~/routes/identity/settings.documents";
import { action as system } from "~/routes/identity/settings.system";
import { action as time } from "~/routes/identity/settings.time._index";
import { action as startClock } from "~/routes/identity/settings.time.start";
import { impossible, naughtyStrings } from "~tests/fixtures/naughty-strings";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { sized } from "~tests/proof/sized";
import "~tests/setup/jobs";

type Form = Record<string, string>;
type Kept = Record<string, unknown> | null;
interface Catalogued {
  schema: z.ZodObject;
  action: (args: never) => Promise<unknown>;
  /** What the form cannot do without. `at`: how many were posted before. */
  base: (shop: TestCompany, at: number) => Form;
  /** What is kept of the last one. */
  read: (shop: TestCompany) => Promise<Kept>;
  /** A field by another name in the table. */
  names?: Record<string, string>;
}

const last = <T>(rows: Array<T>) => rows.at(-1) ?? null;
const reading = (read: (db: Parameters<Parameters<typeof inCompany>[1]>[0]["db"]) => Promise<unknown>) => (shop: TestCompany) =>
  inCompany(shop.owner, ({ db }) => read(db)) as Promise<Kept>;
const dayOf = (at: number) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);

/** Every form of the settings that takes words. */
const forms: Record<string, Catalogued> = {
  company: {
    schema: SenderIdentity,
    action: company as never,
    base: () => ({ name: "Agence", timezone: "Europe/Paris", sendFromHour: "9", sendUntilHour: "18" }),
    read: reading((db) => db.company.findFirst()),
  },
  agency: { schema: AgencyFacts, action: agency as never, base: () => ({}), read: reading((db) => db.agencyProfile.findFirst()) },
  address: {
    schema: CompanyAddress,
    action: address as never,
    base: () => ({ kind: "office", streetAddress: "3 quai", postalCode: "1000", city: "Nantes", countryCode: "BE" }),
    read: async (shop) => {
      const kept = await reading((db) => db.address.findFirst({ where: { kind: "office" } }))(shop);
      await inCompany(shop.owner, ({ db }) => db.address.deleteMany({ where: { kind: "office" } }));
      return kept;
    },
  },
  documents: {
    schema: DocumentSettings,
    action: documents as never,
    base: () => ({}),
    read: reading((db) => db.companySettings.findFirst()),
  },
  system: {
    schema: SystemSettings,
    action: system as never,
    base: () => ({}),
    read: reading(async (db) => {
      const rows = await db.systemSetting.findMany();
      return Object.fromEntries(rows.map(({ category, key, value }) => [`${category}_${key}`, value]));
    }),
  },
  time: {
    schema: ManualEntry,
    action: time as never,
    base: (shop, at) => ({ userId: shop.owner.actor.id, day: dayOf(at), from: "09:00", until: "10:00" }),
    read: reading(async (db) => last(await db.timeEntry.findMany({ orderBy: { createdAt: "asc" } }))),
  },
  clock: {
    schema: StartClock,
    action: startClock as never,
    base: () => ({}),
    read: async (shop) => {
      const kept = await reading((db) => db.timeEntry.findFirst({ where: { endedAt: null } }))(shop);
      await inCompany(shop.owner, ({ db }) => db.timeEntry.deleteMany({ where: { endedAt: null } }));
      return kept;
    },
  },
};

const takes = (schema: z.ZodObject, field: string, text: string) =>
  (schema.shape[field] as z.ZodType).safeParse(text === "" ? undefined : text).success;
/** Fields that take any words and keep them as they are. */
const wordsOf = (schema: z.ZodObject) =>
  Object.keys(schema.shape).filter((field) => {
    const said = (schema.shape[field] as z.ZodType).safeParse("Un texte ☃");
    return said.success && said.data === "Un texte ☃";
  });
/** In the tests each form meets a third of them, every one some form; the proof tries all everywhere. */
const step = sized(3, 1);
const args = (request: Request) => ({ request, params: {}, context: {} }) as never;

test("the catalogue knows which fields take words", () => {
  expect(Object.fromEntries(Object.entries(forms).map(([name, { schema }]) => [name, wordsOf(schema).length]))).toEqual({
    company: 8,
    agency: 2,
    address: 5,
    documents: 2,
    system: 1,
    time: 2,
    clock: 1,
  });
  expect(naughtyStrings.length).toBeGreaterThan(150);
});

test.each(Object.keys(forms))(
  "what is typed into the form of %s comes back to the letter, or is refused",
  async (name) => {
    const { schema, action, base, read } = forms[name]!;
    const shop = await aCompany();
    const fields = wordsOf(schema);
    const place = Object.keys(forms).indexOf(name);
    for (const [at, text] of naughtyStrings.entries()) {
      if ((at + place) % step !== 0) continue;
      const taken = fields.filter((field) => takes(schema, field, text) && takes(schema, field, text.trim()));
      const form = { ...base(shop, at), ...Object.fromEntries(taken.map((field) => [field, text])) };
      const answer = (await action(args(await requestOf(shop.owner, "/settings", { form })))) as { status?: number; init?: unknown };
      if (answer.status !== 302) {
        // The form as a whole may still say no: a post code of its country, a department.
        expect(answer.init, `${name} ${JSON.stringify(text.slice(0, 40))}`).toMatchObject({ status: 422 });
        continue;
      }
      const kept = await read(shop);
      for (const field of taken) {
        const wanted = text.trim() || (base(shop, at)[field] ?? null);
        const there = kept?.[field] ?? null;
        expect(there, `${name}.${field} ${JSON.stringify(text.slice(0, 40))}`).toBe(wanted === "" ? null : wanted);
      }
      for (const field of fields.filter((one) => !taken.includes(one) && text.length > 3)) {
        const refused = (await action(
          args(await requestOf(shop.owner, "/settings", { form: { ...base(shop, at + 400), [field]: text } })),
        )) as { init?: unknown };
        expect(refused.init, `${name}.${field} ${text.length}`).toMatchObject({ status: 422 });
      }
    }
  },
  120_000,
);

test("a NUL is refused before anything is written", async () => {
  const shop = await aCompany();
  for (const { schema, action, base } of Object.values(forms))
    for (const text of impossible)
      for (const field of wordsOf(schema).slice(0, 2))
        await expect(
          action(args(await requestOf(shop.owner, "/settings", { form: { ...base(shop, 900), [field]: text } }))),
        ).rejects.toMatchObject({ code: "platform.form.invalid", detail: { status: 400 } });
});
