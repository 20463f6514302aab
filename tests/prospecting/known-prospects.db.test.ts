import fc from "fast-check";
import { expect, test } from "vitest";
import type { ListLine } from "~/domains/prospecting/import/line/decide-lines.rules";
import { identityKeys } from "~/domains/prospecting/import/line/identity-keys.rules";
import { knownProspects } from "~/domains/prospecting/import/line/known-prospects.server";
import type { ProspectInput } from "~/domains/prospecting/prospect/prospect.schema";
import { statementListeners } from "~/platform/db.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";

const switchboard = "+33199000042";
const line = (prospect: Partial<ProspectInput>, at: number): ListLine => ({
  lineNumber: at,
  cells: [],
  reading: { prospect: prospect as ProspectInput, department: null, code: null },
});

test("of 5,000 people behind one number only those who bear a name of the list are fetched, in as many statements as for one", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  for (const { companyId } of [shop, other])
    await asOwner((owner) =>
      owner.query(
        `INSERT INTO prospects (id, company_id, first_name, last_name, phone) SELECT app.uuid_v7(), $1, 'Gaëlle', 'Le Brévec-' || i, $2 FROM generate_series(1, 5000) i`,
        [companyId, switchboard],
      ),
    );
  const read = async (lines: Array<ListLine>) => {
    let statements = 0;
    const count = () => void statements++;
    statementListeners.add(count);
    const known = await inCompany(shop.owner, (ctx) => knownProspects(ctx, lines));
    await new Promise((resolve) => setTimeout(resolve, 50)); // statements are told a moment after they leave
    statementListeners.delete(count);
    return { statements, names: known.map(({ prospect }) => prospect.lastName) };
  };
  const lines = Array.from({ length: 400 }, (_, at) =>
    line({ firstName: "GAELLE", lastName: `LE BREVEC ${at + 4801}`, phone: switchboard }, at),
  );
  const one = await read(lines.slice(0, 1));
  expect(one.names).toEqual(["Le Brévec-4801"]);
  const many = await read(lines); // half of them are new
  expect(many.names).toHaveLength(200);
  expect(many.statements).toBe(one.statements);
  expect((await read([line({ phone: switchboard }, 1), line({ lastName: "Inconnue", mobile: switchboard }, 2)])).names).toEqual([]);
});

test("whoever the rules hold for the same is found, however the name is written", async () => {
  const shop = await aCompany();
  const word = fc.oneof(
    fc.constantFrom(
      "Œuvrard",
      "Le Brévec",
      "l’Hôpital",
      "Straße",
      "Ægir",
      "Øystein",
      "İnci",
      "نور",
      "Ελένη",
      "Žižka",
      "D'Arc",
      "Δ 7",
      "東京",
      "",
    ),
    fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => text.replaceAll("\0", "")),
  );
  const person = fc.record({ firstName: word, lastName: word, organizationName: word });
  const rewrite = [
    (text: string) => text.toUpperCase(),
    (text: string) => text.normalize("NFD"),
    (text: string) => text.replaceAll(" ", "-").replaceAll("œ", "oe"),
  ];
  const people = fc.sample(person, 300);
  const phoneOf = (at: number) => `+331990000${String(at % 3).padStart(2, "0")}`;
  await inCompany(shop.owner, ({ db, companyId }) =>
    db.prospect.createMany({
      data: people.map((one, at) => ({ id: uuidv7(), companyId, ...one, [at % 2 ? "phone" : "mobile"]: phoneOf(at) })),
    }),
  );
  const lines = people.map((one, at) => {
    const change = rewrite[at % rewrite.length]!;
    return line(
      {
        firstName: change(one.firstName),
        lastName: change(one.lastName),
        organizationName: change(one.organizationName),
        phone: phoneOf(at),
      },
      at,
    );
  });
  const found = await inCompany(shop.owner, (ctx) => knownProspects(ctx, lines));
  const foundKeys = new Set(found.flatMap(({ prospect }) => identityKeys(prospect)));
  const wanted = new Set(lines.flatMap(({ reading }) => ("prospect" in reading ? identityKeys(reading.prospect) : [])));
  const there = people.flatMap((one, at) => identityKeys({ ...one, phone: phoneOf(at) } as ProspectInput));
  for (const key of there) if (wanted.has(key)) expect(foundKeys, key).toContain(key);
});
