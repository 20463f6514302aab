import { afterAll, beforeAll, expect, test } from "vitest";
import { nameFields } from "~/platform/database/name-fields.server";
import { AppError } from "~/platform/errors";
import { type Language, sentenceOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { uuidv7 } from "~/platform/ids";
import { redirectWithRefusal, takeNotice } from "~/platform/notice.server";
import { asJob, type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { action as create } from "~/routes/catalogue/products.new";
import { withRefusals } from "~server/refusals";
import { aCompany, asOwner, requestOf, type TestCompany } from "~tests/factories/company";
import { leaveDatabase, useEmptyDatabase } from "~tests/setup/empty-database";

// Rules are set on whole tables here: rows that other tests left would break them.
beforeAll(() => useEmptyDatabase("refusals"));
afterAll(leaveDatabase);

const args = (request: Request, params = {}) => ({ request, params, context: {} as never });

/** A product posted in a language, as its page answers: the sentence at each field, `""` for the form's own. */
async function posted(shop: TestCompany, form: Record<string, string>, language: Language): Promise<Record<string, string>> {
  const request = await requestOf(shop.owner, "/products/new", { form: { name: `Photo ${uuidv7()}`, benefits: "Rapide", ...form } });
  request.headers.set("accept-language", language);
  const answer = (await create(args(request))) as { data?: { error?: Record<string, Array<string>> } };
  const voice = await voiceFor(language, ["platform", "catalogue"]);
  return Object.fromEntries(
    Object.entries(answer.data?.error ?? {}).map(([field, codes]) => {
      const { key, values } = sentenceOf(codes[0]!);
      return [field, voice.t(key, values)];
    }),
  );
}

/** Rules that the database of the test has for a moment, so that a value passes the form and meets them. */
async function withRule<T>(up: string, down: string, work: () => Promise<T>): Promise<T> {
  await asOwner((owner) => owner.query(up));
  try {
    return await work();
  } finally {
    await asOwner((owner) => owner.query(down));
  }
}

const check = (body: string) => ({
  up: `ALTER TABLE products ADD CONSTRAINT test_${Math.abs(hash(body))} ${body}`,
  down: `ALTER TABLE products DROP CONSTRAINT test_${Math.abs(hash(body))}`,
});
const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
const raising = (how: string) => ({
  up: `CREATE FUNCTION test_raise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'secret' USING ${how}; END $$;
    CREATE TRIGGER test_raise BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION test_raise()`,
  down: "DROP TRIGGER test_raise ON products; DROP FUNCTION test_raise()",
});

interface Case {
  kind: string;
  up: string;
  down: string;
  form: Record<string, string>;
  /** Posted once before: it is the second that is refused. */
  first?: boolean;
  fr: Record<string, string>;
  en: Record<string, string>;
}

test.each<Case>([
  {
    kind: "check",
    ...check("CHECK (target_market <> 'Nulle part') NOT VALID"),
    form: { targetMarket: "Nulle part" },
    fr: { targetMarket: "« Marché visé » : cette valeur ne convient pas." },
    en: { targetMarket: "“Target market”: this value does not fit." },
  },
  {
    kind: "not null",
    up: "ALTER TABLE products ALTER COLUMN target_market SET NOT NULL",
    down: "ALTER TABLE products ALTER COLUMN target_market DROP NOT NULL",
    form: {},
    fr: { targetMarket: "« Marché visé » : ce champ est obligatoire." },
    en: { targetMarket: "“Target market”: this field is required." },
  },
  {
    kind: "length",
    up: "ALTER TABLE products ALTER COLUMN target_market TYPE varchar(7)",
    down: "ALTER TABLE products ALTER COLUMN target_market TYPE varchar(100)",
    form: { targetMarket: "Bien trop long", description: "court" },
    fr: { targetMarket: "« Marché visé » : 7 caractères au plus." },
    en: { targetMarket: "“Target market”: 7 characters at most." },
  },
  {
    kind: "foreign key",
    ...check("FOREIGN KEY (company_id, target_market) REFERENCES products (company_id, name) NOT VALID"),
    form: { targetMarket: "Ce qui n’existe pas" },
    fr: { targetMarket: "« Marché visé » : cet élément n’existe pas, ou plus." },
    en: { targetMarket: "“Target market”: this item does not exist, or no longer." },
  },
  {
    kind: "exclusion",
    ...check("EXCLUDE USING btree (company_id WITH =, website_url WITH =)"),
    form: { websiteUrl: "horizon.example.test" },
    first: true,
    fr: { websiteUrl: "Ce créneau en recouvre un autre : « Site web »." },
    en: { websiteUrl: "This slot overlaps another: “Website”." },
  },
  {
    kind: "a number too large",
    ...raising("ERRCODE = '22003'"),
    form: {},
    fr: { "": "Une valeur manque, est trop grande ou ne convient pas." },
    en: { "": "A value is missing, too large or does not fit." },
  },
  {
    kind: "a rule of a trigger",
    ...raising("ERRCODE = '23001', CONSTRAINT = 'document_validated'"),
    form: {},
    fr: { "": "Un document validé ne change plus." },
    en: { "": "A validated document does not change." },
  },
  {
    kind: "a trigger without a name",
    ...raising("ERRCODE = 'P0001'"),
    form: {},
    fr: { "": "L’enregistrement n’a pas abouti. Rechargez la page et recommencez." },
    en: { "": "This could not be saved. Reload the page and try again." },
  },
  ...["40001", "40P01", "55P03"].map((code) => ({
    kind: `somebody else was first (${code})`,
    ...raising(`ERRCODE = '${code}'`),
    form: {},
    fr: { "": "Quelqu’un d’autre change la même chose. Recommencez dans un instant." },
    en: { "": "Somebody else is changing the same thing. Try again in a moment." },
  })),
])("$kind: a sentence in the person's language, at its field where the form has it", async ({ up, down, form, first, fr, en }) => {
  const shop = await aCompany();
  const expected = { fr, en };
  await withRule(up, down, async () => {
    if (first) expect(await posted(shop, form, "fr")).toEqual({});
    for (const language of ["fr", "en"] as const) {
      const said = Object.fromEntries(
        Object.entries(await posted(shop, form, language)).map(([field, text]) => [field, text.replaceAll("\u00a0", " ")]),
      );
      expect(said).toEqual(expected[language]);
    }
  });
});

test("two who take the same name at once: one has it, the other is told at the field; another company has it too", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const form = { name: "Visite 3D", benefits: "Rapide" };
  // The second looks before the first has written: a row lock would not do, as there is no row yet.
  const slow = "CREATE FUNCTION test_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$; CREATE TRIGGER test_slow BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION test_slow()"; // prettier-ignore
  const answers = await withRule(slow, "DROP TRIGGER test_slow ON products; DROP FUNCTION test_slow()", () =>
    Promise.all([posted(shop, form, "fr"), posted(shop, form, "fr"), posted(stranger, form, "fr")]),
  );
  expect(answers[2]).toEqual({});
  expect(answers.slice(0, 2).filter((answer) => "name" in answer)).toHaveLength(1);
  expect(answers.slice(0, 2).find((answer) => "name" in answer)!.name).toMatch(/déjà/);
});

/** What the database refuses in a transaction of the company, as a page in French tells it. */
async function told(shop: TestCompany, work: (ctx: CompanyCtx) => Promise<unknown>, asks = shop.owner): Promise<string> {
  const error = await inCompany(asks, work).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  const { code, detail } = error as AppError;
  expect(detail.status).toBeLessThan(500);
  const values = await nameFields(new Request("http://localhost/"), { code, values: detail.values });
  return (await voiceFor("fr", ["platform"])).t(sentenceOf(code).key, values).replaceAll("\u00a0", " ");
}

test("outside a form too, by Prisma and by SQL, each kind is a sentence that names what it knows", async () => {
  const shop = await aCompany();
  const store = (id = uuidv7(), name = `Boutique ${id}`) => ({ id, companyId: shop.companyId, name });
  const one = store();
  await inCompany(shop.owner, ({ db }) => db.store.create({ data: one }));
  expect(await told(shop, ({ db }) => db.store.create({ data: store(undefined, one.name) }))).toBe(
    "« Nom » : cette valeur est déjà utilisée.",
  );
  expect(await told(shop, ({ db, companyId }) => db.$executeRaw`INSERT INTO stores (id, company_id, name) VALUES (gen_random_uuid(), ${companyId}::uuid, ${one.name})`)).toBe("« Nom » : cette valeur est déjà utilisée."); // prettier-ignore
  expect(await told(shop, ({ db, companyId }) => db.$executeRaw`INSERT INTO stores (id, company_id, name) VALUES (gen_random_uuid(), ${companyId}::uuid, NULL)`)).toBe("« Nom » : ce champ est obligatoire."); // prettier-ignore
  expect(await told(shop, ({ db }) => db.store.create({ data: { ...store(), name: "x".repeat(101) } }))).toBe(
    "« Nom » : 100 caractères au plus.",
  );
  expect(await told(shop, ({ db, companyId }) => db.product.create({ data: { companyId, name: "Panneau", vatRate: "120" } }))).toBe("« Taux de TVA » : de 0 à 100."); // prettier-ignore
  expect(await told(shop, ({ db, companyId }) => db.product.create({ data: { companyId, name: "Panneau", purchasePrice: "-1" } }))).toMatch(/« Prix d’achat ».*« Prix de vente HT ».* : la valeur doit être positive ou nulle/); // prettier-ignore
  expect(await told(shop, ({ db, companyId }) => db.loyaltyTier.create({ data: { companyId, name: "Or", discountPercent: "12345" } }))).toBe("« Remise » : ce nombre est trop grand."); // prettier-ignore
  expect(await told(shop, ({ db, companyId }) => db.$executeRaw`UPDATE stores SET status = 'elsewhere' WHERE company_id = ${companyId}::uuid`)).toBe("Une valeur manque, est trop grande ou ne convient pas."); // prettier-ignore
  await inCompany(shop.owner, ({ db, companyId }) => db.store.create({ data: { companyId, name: "Principale", isMainStore: true } }));
  expect(await told(shop, ({ db }) => db.store.create({ data: { ...store(), isMainStore: true } }))).toBe("« Boutique principale » : il ne peut y en avoir qu’un, et il existe déjà."); // prettier-ignore
  const till = await inCompany(shop.owner, ({ db, companyId }) =>
    db.register.create({ data: { companyId, storeId: one.id, name: "Caisse" } }),
  );
  expect(await told(shop, ({ db }) => db.store.delete({ where: { id: one.id } }))).toBe("Cet élément sert encore : « Caisses ».");
  const openedAt = new Date("2026-11-20T10:00:00Z");
  const closedAt = new Date(openedAt.getTime() - 1);
  expect(await told(shop, ({ db, companyId }) => db.registerSession.create({ data: { companyId, registerId: till.id, openedAt, closedAt } }))).toBe("« Ouverture » ne peut pas dépasser « Date de clôture »."); // prettier-ignore
});

test("what another company has reads exactly like what does not exist", async () => {
  const [shop, stranger] = [await aCompany(), await aCompany()];
  const theirs = uuidv7();
  await inCompany(stranger.owner, ({ db, companyId }) => db.store.create({ data: { id: theirs, companyId, name: "Chez eux" } }));
  const tills = [theirs, uuidv7()].map((storeId) =>
    told(shop, ({ db, companyId }) => db.register.create({ data: { companyId, storeId, name: "Caisse" } })),
  );
  expect(await Promise.all(tills)).toEqual(Array.from({ length: 2 }, () => "« Boutique » : cet élément n’existe pas, ou plus."));
  const changes = [theirs, uuidv7()].map((id) => told(shop, ({ db }) => db.store.update({ where: { id }, data: { name: "À nous" } })));
  expect(await Promise.all(changes)).toEqual(Array.from({ length: 2 }, () => "Cet élément n’existe pas, ou plus."));
  await inCompany(shop.owner, ({ db, companyId }) => db.store.create({ data: { companyId, name: "Chez eux" } }));
  // A key over all companies: nothing of it is told, neither the field nor that it is taken.
  const untold = "L’enregistrement n’a pas abouti. Rechargez la page et recommencez.";
  expect(await told(shop, ({ db, companyId }) => db.store.create({ data: { id: theirs, companyId, name: "Encore" } }))).toBe(untold);
  const other = await asOwner(async (owner) => (await owner.query<{ slug: string }>("SELECT slug FROM companies WHERE id = $1", [stranger.companyId])).rows[0]!); // prettier-ignore
  expect(await told(shop, ({ db, companyId }) => db.company.update({ where: { id: companyId }, data: { slug: other.slug } }))).toBe(untold);
});

test("thrown by a loader it is an answer with its status and its words, not an accident", async () => {
  const shop = await aCompany();
  const loader = () =>
    inCompany(shop.owner, ({ db, companyId }) => db.product.create({ data: { companyId, name: "Panneau", vatRate: "120" } }));
  const build = withRefusals({ routes: { page: { id: "page", module: { loader } } } } as never);
  const request = new Request("http://localhost/", { headers: { "accept-language": "en" } });
  const answer = await (build.routes.page!.module.loader as (args: unknown) => Promise<unknown>)({ request }).catch((thrown: unknown) => thrown); // prettier-ignore
  expect(answer).toMatchObject({
    data: { code: "platform.database.between", values: { field: "“VAT rate”", min: 0, max: 100 } },
    init: { status: 422 },
  });
});

test("a job fails by the code, without a word of the database", async () => {
  const shop = await aCompany();
  const work = inCompany(asJob(shop.companyId, "test/write"), ({ db, companyId }) =>
    db.product.create({ data: { companyId, name: "Panneau", vatRate: "120" } }),
  );
  const error = await work.then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error).toMatchObject({ message: "platform.database.between", detail: { field: "vatRate" } });
  expect(`${error!.message} ${JSON.stringify((error as AppError).detail.values)}`).not.toMatch(/constraint|relation|products/);
});

test("told on the next page after a button, in the language of that page", async () => {
  const shop = await aCompany();
  const answer = await redirectWithRefusal("/products", () =>
    inCompany(shop.owner, async ({ db, companyId }) => {
      await db.product.create({ data: { companyId, name: "Panneau", vatRate: "120" } });
      return new Response();
    }),
  );
  const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
  const { notice } = await takeNotice(new Request("http://localhost/products", { headers: { cookie, "accept-language": "en" } }));
  expect((await voiceFor("en", ["platform"])).t(notice!.code, notice!.values)).toBe("“VAT rate”: from 0 to 100.");
});
