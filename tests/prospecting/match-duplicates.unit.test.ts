import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareRecords } from "~/domains/prospecting/duplicate/compare-records.rules";
import { matchList } from "~/domains/prospecting/duplicate/match-list.rules";
import { type MatchFacts, prepareRecord } from "~/domains/prospecting/duplicate/prepare-record.rules";
import { corruptedList, judge, seededRandom } from "./corrupt-records";
import { candidates, readList } from "./read-lists";

const compare = (one: MatchFacts, other: MatchFacts) => compareRecords(prepareRecord(one), prepareRecord(other));
const verdict = (one: MatchFacts, other: MatchFacts) => compare(one, other).verdict;
const codes = (one: MatchFacts, other: MatchFacts) => compare(one, other).reasons.map(({ code }) => code);

const anne: MatchFacts = {
  firstName: "Anne-Solène",
  lastName: "Quimerch",
  organizationName: "Agence du Port",
  email: "a.quimerch@agenceduport.example",
  phone: "+33199000011",
  postalCode: "29200",
  city: "Brest",
};

describe("certain", () => {
  test.each<[string, MatchFacts]>([
    ["the same address", { email: anne.email }],
    ["the same address with a tag", { firstName: "Anne Solene", lastName: "QUIMERCH", email: "a.quimerch+salon@agenceduport.example" }],
    ["the same number and name, without accents", { firstName: "ANNE SOLENE", lastName: "Quimerch", phone: anne.phone }],
    ["the same number and name the other way round", { firstName: "Quimerch", lastName: "Anne-Solène", phone: anne.phone }],
    [
      "the same number as the other one, name misspelt, same firm",
      { firstName: "Anne-Solène", lastName: "Quimerhc", mobile: anne.phone, organizationName: "AGENCE DU PORT SARL" },
    ],
  ])("%s", (_, other) => expect(verdict(anne, other)).toBe("same"));

  test("the same profile, however its address is written", () => {
    const profile = { firstName: "Malik", lastName: "Benhadj", linkedinUrl: "https://fr.linkedin.com/in/malik-benhadj/" };
    expect(verdict(profile, { firstName: "M.", lastName: "Benhadj", linkedinUrl: "https://www.linkedin.com/in/Malik-Benhadj?trk=x" })).toBe(
      "same",
    );
  });

  test("one SIRET", () => {
    expect(
      verdict(
        { organizationName: "Corbelune", siret: "73282932000074" },
        { organizationName: "Corbelune Transactions", siret: "73282932000074" },
      ),
    ).toBe("same");
  });

  test("a firm at its address, by another spelling", () => {
    const firm = {
      organizationName: "Corbelune Immobilier S.A.R.L.",
      street: "12 av. du Gal Leclerc",
      postalCode: "35000",
      city: "Rennes",
    };
    expect(
      verdict(
        { ...firm, phone: "+33199000020" },
        { ...firm, organizationName: "CORBELUNE", street: "12, avenue du Général Leclerc", phone: "+33199000020" },
      ),
    ).toBe("same");
  });
});

describe("for a person to settle", () => {
  test("two people behind one address", () => {
    expect(compare(anne, { ...anne, firstName: "Yann", lastName: "Le Brévec", phone: null })).toMatchObject({ verdict: "perhaps" });
  });
  test("one name in one firm, nothing else", () => {
    const { firstName, lastName, organizationName, city } = anne;
    expect(verdict({ firstName, lastName, organizationName }, { firstName, lastName, organizationName, city })).toBe("perhaps");
  });
  test("a nickname in the same firm and town", () => {
    const { organizationName, city, postalCode } = anne;
    const place = { organizationName, city, postalCode };
    expect(
      verdict({ firstName: "Frédéric", lastName: "Sanvoisin", ...place }, { firstName: "Fred", lastName: "Sanvoisin", ...place }),
    ).toBe("perhaps");
    expect(codes({ firstName: "Frédéric", lastName: "Sanvoisin" }, { firstName: "Fred", lastName: "Sanvoisin" })).toEqual(["name_short"]);
  });
  test("a firm and the person who answers there", () => {
    expect(verdict({ organizationName: "Agence du Port", phone: anne.phone, city: "Brest" }, anne)).toBe("perhaps");
  });
});

describe("different", () => {
  test.each<[string, MatchFacts, MatchFacts]>([
    [
      "branches of a chain",
      { organizationName: "Corbelune", street: "3 rue Haute", postalCode: "35000", city: "Rennes" },
      { organizationName: "Corbelune", street: "8 quai Bas", postalCode: "29200", city: "Brest" },
    ],
    [
      "two branches in one town",
      { organizationName: "Corbelune", street: "3 rue Haute", postalCode: "35000", city: "Rennes" },
      { organizationName: "Corbelune", street: "8 quai Bas", postalCode: "35000", city: "Rennes" },
    ],
    ["colleagues", anne, { ...anne, firstName: "Yann", lastName: "Le Brévec", email: "y.lebrevec@agenceduport.example" }],
    ["namesakes", { firstName: "Paul", lastName: "Estrevel", city: "Évian" }, { firstName: "Paul", lastName: "Estrevel", city: "Brest" }],
    ["numbered mailboxes", { email: "anne1@example.test" }, { email: "anne2@example.test" }],
    ["nothing said", {}, {}],
  ])("%s", (_, one, other) => expect(verdict(one, other)).toBe("different"));
});

test("what is said of a pair adds up to its certainty, from either side", () => {
  const list = corruptedList(someone(300));
  const records = list.map(({ facts }) => prepareRecord(facts));
  for (let at = 0; at + 1 < records.length; at++) {
    const [here, back] = [compareRecords(records[at]!, records[at + 1]!), compareRecords(records[at + 1]!, records[at]!)];
    expect(here).toEqual(back);
    expect(here.certainty).toBeGreaterThanOrEqual(0);
    expect(here.certainty).toBeLessThanOrEqual(100);
  }
});

test("a record that says little makes no bridge between two who differ", () => {
  const shared = { organizationName: "Agence du Port", phone: "+33199000030", websiteUrl: "https://agenceduport.example/" };
  const people: Array<MatchFacts> = [
    { ...shared, firstName: "Julie", lastName: "Martin" },
    { ...shared, firstName: "J.", lastName: "Martin" },
    { ...shared, firstName: "Jean", lastName: "Martin" },
  ];
  const { groups } = matchList(people.map(prepareRecord));
  expect(groups[0]).not.toBe(groups[2]);
});

/** Invented people and firms, none twice. */
function someone(count: number): Array<MatchFacts> {
  const random = seededRandom(count);
  const firsts =
    "Alexandre Catherine Christophe Emmanuel Frédéric Guillaume Jacques Nathalie Nicolas Philippe Stéphane Stéphanie Thomas Véronique Vincent Solène Yann Odile Malik Gaëlle Aïcha Inès Hélène Élodie Maël".split(
      " ",
    );
  const beginnings = "Quim Bré Tré Ben Mor San Rem Est Cor Val Plou Ker Lan Gué Fau Cha Mont Bel Gra Ler".split(" ");
  const ends = "erch vec moire hadj zen voisin ouni revel belune dier gastel hardec vaux rin connier boulet".split(" ");
  const pick = (from: Array<string>) => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const [firstName, lastName, firm] = [pick(firsts), pick(beginnings) + pick(ends), `${pick(beginnings)}${pick(ends)} ${pick(ends)}`];
    const number = (digits: number) => String(Math.floor(random() * 10 ** digits)).padStart(digits, "0");
    return {
      firstName,
      lastName,
      organizationName: firm,
      email: `${firstName}.${lastName}${at}@${firm.replace(" ", "-")}.example`
        .normalize("NFD")
        .replace(/[^\w.@-]/g, "")
        .toLowerCase(),
      phone: `+331990${number(5)}`,
      mobile: `+336399${number(5)}`,
      city: pick(["Rennes", "Brest", "Vannes", "Nantes", "Évian"]),
      countryCode: "FR",
    };
  });
}

test("of invented people whose copies are damaged, 99 in 100 found are right and 9 in 10 are found", () => {
  const list = corruptedList(someone(3000));
  const { groups, perhaps } = matchList(list.map(({ facts }) => prepareRecord(facts)));
  const truth = list.map(({ truth: one }) => one);
  const certain = judge(groups, truth);
  expect(certain.precision).toBeGreaterThan(0.99);
  expect(certain.recall).toBeGreaterThan(0.9);
  const offered = perhaps.filter(({ one, other }) => truth[one] === truth[other]).length;
  expect((certain.right + offered) / certain.there).toBeGreaterThan(0.95);
});

/** Read where they lie, when somebody says where. */
const folder = process.env.ESSOR_REAL_DATA;
const facts = async (name: string) =>
  candidates((await readList(readFileSync(join(folder!, "contacts/datablist", name)))).results).map(({ prospect }) => prospect);

describe.skipIf(!folder)(folder ? "lists of 10,000" : "lists of 10,000: left out, ESSOR_REAL_DATA names no folder", () => {
  test("a list without duplicates stays whole, and of damaged copies put into it 9 in 10 are found", async () => {
    const clean = await facts("leads-fr-10000.csv");
    const alone = matchList(clean.map(prepareRecord));
    expect(new Set(alone.groups).size).toBe(clean.length);
    const list = corruptedList(clean);
    const { groups } = matchList(list.map(({ facts: one }) => prepareRecord(one)));
    const { precision, recall } = judge(
      groups,
      list.map(({ truth }) => truth),
    );
    expect(precision).toBeGreaterThan(0.999);
    expect(recall).toBeGreaterThan(0.9);
  }, 120_000);

  test("of a list with duplicates, those who share both mailboxes are one and nobody else", async () => {
    const rows = await facts("leads-fr-10000-duplicates-0.4.noid.csv");
    const mailbox = (text: string) => text.replace(/\+.*@/, "@");
    const numbers = new Map<string, number>();
    const truth = rows.map((row) => {
      const both = [row.email ?? "", String(row.customFields?.["Email 2"] ?? "")].map(mailbox).sort().join(" ");
      return numbers.get(both) ?? (numbers.set(both, numbers.size), numbers.size - 1);
    });
    const { groups } = matchList(rows.map(prepareRecord));
    expect(judge(groups, truth)).toMatchObject({ precision: 1, recall: 1 });
  }, 60_000);

  test("of firms with duplicates, those who agree in site, country, year, trade and size are one and nobody else", async () => {
    const rows = await facts("organizations-fr-10000-duplicates-0.3.noid.csv");
    const numbers = new Map<string, number>();
    const truth = rows.map(({ websiteUrl, countryCode, customFields: { Founded, Industry, ...rest } = {} }) => {
      const all = [websiteUrl, countryCode, Founded, Industry, rest["Number of employees"]].join("|");
      return numbers.get(all) ?? (numbers.set(all, numbers.size), numbers.size - 1);
    });
    const { groups } = matchList(rows.map(prepareRecord));
    expect(judge(groups, truth)).toMatchObject({ precision: 1, recall: 1 });
  }, 60_000);
});
